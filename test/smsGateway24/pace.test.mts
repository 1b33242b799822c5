import { afterEach, expect, it, jest } from '@jest/globals';
import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { PIXEL_7 } from '../../lab/sandbox/smsGateway24.mts';
import { agentTool } from '../engine/agentTool.mts';
import { hintsOf } from '../engine/hints.mts';
import { plainText } from '../engine/plainText.mts';
import { manyItems, onPixel7, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;

const MINUTE_MS = 60_000;

afterEach(() => void jest.restoreAllMocks());

const stored = () => setup.sandbox.smsGateway24.messages;

/** When each SMS of a run is to go out, as it went over the wire; the time of the run where it had none. */
async function timesOf(
	operation: string,
	items: IDataObject[],
	additionalFields: INodeParameters,
	parameters: INodeParameters = {},
): Promise<{ times: number[]; startedAt: number; endedAt: number; json: IDataObject[] }> {
	const before = stored().length;
	const startedAt = Date.now();
	const { json, error } = await run(
		'sms',
		operation,
		{ ...smsFromItem, ...parameters, additionalFields },
		{ items, timezone: 'Europe/Amsterdam', credential: { timezone: 'Europe/Amsterdam' } },
	);
	expect(error).toBeUndefined();
	const endedAt = Date.now();
	const wanted = setup.sandbox.requests.all.flatMap(({ form }) => {
		if (form.datajson === undefined) return [form.timetosend];
		// As the node writes it.
		const { smsdata } = JSON.parse(form.datajson) as { smsdata: IDataObject[] };
		return smsdata.map(({ timetosend }) => timetosend);
	});
	expect(wanted).toHaveLength(stored().length - before);
	const times = wanted.map((time) =>
		time === undefined
			? startedAt
			: DateTime.fromFormat(plainText(time), 'yyyy-MM-dd HH:mm:ss', {
					zone: 'Europe/Amsterdam',
				}).toMillis(),
	);
	return { times, startedAt, endedAt, json };
}

/** The most SMS in any minute, whenever it begins. */
function mostInAMinute(times: number[]): number {
	const sorted = [...times].sort((one, other) => one - other);
	return Math.max(
		...sorted.map((from) => sorted.filter((at) => at >= from && at < from + MINUTE_MS).length),
	);
}

it.each(['send', 'sendMany'])(
	'spreads 300 SMS of one phone over 15 minutes by %s, and ends at once',
	async (operation) => {
		const { times, startedAt, endedAt, json } = await timesOf(operation, manyItems(300), {
			smsPerMinute: 20,
		});
		expect(times).toHaveLength(300);
		const last = Math.max(...times);
		expect(last - startedAt).toBeGreaterThan(14 * MINUTE_MS);
		// The run begins a little after `startedAt`, on a busy machine even more than a second.
		expect(last - endedAt).toBeLessThanOrEqual(15 * MINUTE_MS);
		// At once is at the beginning of the run, and times are of full seconds.
		expect(mostInAMinute(times)).toBeLessThanOrEqual(21);
		expect(mostInAMinute(times.slice(1))).toBe(20);
		// The run does not wait for the last minute.
		expect(endedAt).toBeLessThan(last);
		// The first goes at once, and the output has the times of the others.
		expect(json.slice(0, 1)).toEqual([expect.objectContaining({ sendAt: null })]);
		const given = json.slice(1).map(({ sendAt }) => Date.parse(plainText(sendAt)));
		expect([...given].sort()).toEqual(times.filter((time) => time !== startedAt).sort());
	},
);

it('does not repeat as a tool of an AI agent what may have gone out, although its time would be another one by now', async () => {
	const parameters: INodeParameters = {
		...{ resource: 'sms', operation: 'send', ...onPixel7 },
		...{ to: '+4915700000001, +4915700000002', message: 'Hello' },
		additionalFields: { smsPerMinute: 20 },
	};
	const { engine, sandbox } = setup;
	const call = agentTool(engine, 'smsGateway24', parameters, {
		smsGateway24Api: setup.credential(),
	});
	const before = stored().length;
	sandbox.faults.add({ body: 'Hello', when: 'after', times: 2, fault: { kind: 'drop' } });
	await expect(call()).rejects.toThrow('may still have been sent');
	const { now } = Date;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + 10 * MINUTE_MS);
	await expect(call()).rejects.toThrow('may still have been sent');
	expect(stored()).toHaveLength(before + 2);
});

it('gives each phone a pace of its own, that of the first item', async () => {
	const items = manyItems(8).map((item, i) => ({
		...item,
		device: i % 2 ? 261 : 260,
		pace: i + 1,
	}));
	const { times } = await timesOf(
		'sendMany',
		items,
		{ smsPerMinute: '={{ $json.pace }}', sendAt: '2027-06-01 10:00' },
		{ deviceId: { __rl: true, mode: 'id', value: '={{ $json.device }}' } },
	);
	const minutes = times.map((time) => (time - Date.parse('2027-06-01T08:00:00Z')) / MINUTE_MS);
	expect(minutes).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
	expect(PIXEL_7.id).toBe(260);
});

it('goes on when the hours begin again', async () => {
	const hours = { from: '09:00', to: '09:03' };
	const { times } = await timesOf('sendMany', manyItems(5), {
		smsPerMinute: 1,
		sendAt: '2027-10-30 09:01',
		sendOnlyBetween: { hours },
	});
	expect(times.map((time) => new Date(time).toISOString())).toEqual([
		'2027-10-30T07:01:00.000Z',
		'2027-10-30T07:02:00.000Z',
		'2027-10-31T08:00:00.000Z',
		'2027-10-31T08:01:00.000Z',
		'2027-10-31T08:02:00.000Z',
	]);
});

it.each([
	['', 'SMS a Minute per Phone is empty.'],
	[0, 'SMS a Minute per Phone is 0, so no SMS could be sent.'],
	['fast', 'SMS a Minute per Phone is “fast”, which is not a whole number.'],
])('refuses the pace %j', async (smsPerMinute, message) => {
	const { error } = await run(
		'sms',
		'send',
		{ ...smsFromItem, additionalFields: { smsPerMinute } },
		{ items: manyItems(1) },
	);
	expect(error?.message).toBe(`${message} The SMS was not sent. [item 0]`);
	expect(setup.sandbox.requests.all).toEqual([]);
});

it('shows which items have another pace than the first one, which applies to all', async () => {
	const items = manyItems(4).map((item, i) => ({ ...item, pace: [5, 5, 1, 2][i] }));
	const fields = { smsPerMinute: '={{ $json.pace }}' };
	const result = await run(
		'sms',
		'sendMany',
		{ ...smsFromItem, additionalFields: fields },
		{ items },
	);
	expect(result.error).toBeUndefined();
	expect(hintsOf(result)).toEqual([
		'SMS a Minute per Phone is another number here than in the first item, whose 5 applies to all. Items: 2–3.',
	]);
});
