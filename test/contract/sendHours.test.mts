import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { agentTool } from '../engine/agentTool.mts';
import { plainText } from '../engine/plainText.mts';
import type { ContractedGateway } from './contracts.mts';
import { CONTRACTED_GATEWAYS } from './contracts.mts';
import type { ContractTest } from './setup.mts';
import { fromItem, setUp, smsItem } from './setup.mts';
import type { TextSend } from './textSends.mts';
import { saidIn } from './said.mts';
import { EACH_TEXT_SEND, timesIn, written } from './textSends.mts';

const setup = setUp();

afterEach(() => void jest.restoreAllMocks());

const MINUTE_MS = 60_000;
const DAYTIME = { from: '09:00', to: '20:00' };
const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const AMSTERDAM = 'Europe/Amsterdam';

/** Send At, the hours, both by the clock of Amsterdam, and the instant at which the SMS goes out. */
const TIMES: Array<[title: string, sendAt: string, hours: INodeParameters, due: string]> = [
	['within the hours', '2027-06-01 10:00', DAYTIME, '2027-06-01T08:00:00Z'],
	['before them', '2027-06-01 06:30', DAYTIME, '2027-06-01T07:00:00Z'],
	['after them', '2027-06-01 20:00', DAYTIME, '2027-06-02T07:00:00Z'],
	[
		'on Friday night, for workdays',
		'2027-06-04 21:00',
		{ ...DAYTIME, days: WORKDAYS },
		'2027-06-07T07:00:00Z',
	],
	['over midnight', '2027-06-01 12:00', { from: '22:00', to: '06:00' }, '2027-06-01T20:00:00Z'],
	[
		'in a zone of its own',
		'2027-06-01 10:00',
		{ ...DAYTIME, timezone: 'America/New_York' },
		'2027-06-01T13:00:00Z',
	],
	['the night before the clocks go forward', '2027-03-27 21:00', DAYTIME, '2027-03-28T07:00:00Z'],
	['the night before they go back', '2027-10-30 21:00', DAYTIME, '2027-10-31T08:00:00Z'],
	[
		'in hours that the clocks leave out',
		'2027-03-28 00:00',
		{ from: '02:15', to: '02:45' },
		'2027-03-29T00:15:00Z',
	],
	[
		'in hours that come twice, between the two',
		'2027-10-31T00:50:00Z',
		{ from: '02:15', to: '02:45' },
		'2027-10-31T01:15:00Z',
	],
];

/** Hours that are not open now and open in two, by the clock of UTC. */
function inTwoHours(): { hours: INodeParameters; due: string } {
	const opening = DateTime.utc().plus({ hours: 2 }).startOf('minute');
	const time = (at: DateTime) => at.toFormat('HH:mm');
	return {
		hours: { from: time(opening), to: time(opening.plus({ hours: 1 })), timezone: 'UTC' },
		due: opening.toISO({ suppressMilliseconds: true }),
	};
}

/** Lets the clock show a later time from now on. */
function moveClock(byMs: number): void {
	const { now } = Date;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + byMs);
}

/** Hours that are open now, for a while yet. */
function openNow(): INodeParameters {
	const now = DateTime.utc();
	const time = (hours: number) => now.plus({ hours }).toFormat('HH:mm');
	return { from: time(-2), to: time(2), timezone: 'UTC' };
}

function callWith(
	gateway: ContractedGateway,
	test: ContractTest,
	send: TextSend,
	additionalFields: INodeParameters,
) {
	const own = send.parametersAt?.(test.sandbox);
	return fromItem(gateway, {
		...send,
		parameters: { ...gateway.parameters, ...own, additionalFields },
	});
}

describe.each(EACH_TEXT_SEND)('$title', ({ gateway, send }) => {
	const test = setup.of(gateway);
	const run = async (additionalFields: INodeParameters, items = [smsItem(gateway)]) =>
		await test.run(callWith(gateway, test, send, additionalFields), {
			items,
			timezone: AMSTERDAM,
		});
	const writtenAs = (due: string) => written(due, gateway.name, send, test.sandbox);
	const times = () => timesIn(test.sandbox.requests.all);
	const sendAtOf = ({ sendAt }: IDataObject) => Date.parse(plainText(sendAt));

	it.each(TIMES)('sends at the first time that is open: %s', async (_, sendAt, hours, due) => {
		const { json, error } = await run({ sendAt, sendOnlyBetween: { hours } });
		expect(error).toBeUndefined();
		expect(new Set(times())).toEqual(new Set([writtenAs(due)]));
		if ('sendAt' in (json[0] ?? {})) expect(json.map(sendAtOf)).toEqual([Date.parse(due)]);
	});

	it('schedules an SMS for which it is not the time, and sends one at once for which it is', async () => {
		const { hours, due } = inTwoHours();
		const waiting = await run({ sendOnlyBetween: { hours } });
		expect(waiting.error).toBeUndefined();
		expect(new Set(times())).toEqual(new Set([writtenAs(due)]));
		test.sandbox.requests.clear();
		const atOnce = await run({ sendOnlyBetween: { hours: openNow() } });
		expect(atOnce.error).toBeUndefined();
		expect(times()).toEqual([]);
		expect(atOnce.json[0]?.sendAt ?? null).toBeNull();
	});

	it('does not repeat as a tool what may have gone out, although the hours have begun since', async () => {
		const { type } = gateway.credential(test.sandbox);
		const own = send.parametersAt?.(test.sandbox);
		const { resource, operation } = send;
		const parameters: INodeParameters = {
			...{ resource, operation, ...gateway.parameters, ...own },
			...{ to: gateway.phone(1), message: 'Only once' },
			additionalFields: { sendOnlyBetween: { hours: inTwoHours().hours } },
		};
		const credentials = { [type]: test.credential() };
		const call = agentTool(test.engine, nodeOf(gateway.name), parameters, credentials);
		test.sandbox.faults.add({ body: 'Only', when: 'after', fault: { kind: 'drop' } });
		const sends = () =>
			test.sandbox.requests.all.filter((request) => /Only.once/.test(saidIn(request))).length;
		await expect(call()).rejects.toThrow('may still have been');
		expect(sends()).toBe(1);
		moveClock(150 * MINUTE_MS);
		await expect(call()).rejects.toThrow('may still have been');
		expect(sends()).toBe(1);
	});

	it('sends nothing where the hours are added and empty', async () => {
		const { error } = await run({ sendOnlyBetween: {} });
		expect(error?.message).toMatch(/^Send Only Between has no hours\. /);
		expect(test.sandbox.requests.all).toEqual([]);
	});
});

describe.each(EACH_TEXT_SEND.filter(({ send }) => send.toGroup !== true))(
	'$title',
	({ gateway, send }) => {
		const test = setup.of(gateway);

		it("sends within the hours of each recipient's country", async () => {
			const hours = { ...DAYTIME, byRecipient: true };
			const fields = { sendAt: '2027-06-01T14:00:00Z', sendOnlyBetween: { hours } };
			const call = callWith(gateway, test, send, fields);
			const dueByNumber = {
				// 16:00 in Warsaw.
				'+48501234567': '2027-06-01T14:00:00Z',
				// 23:00 in Tokyo.
				'+819012345678': '2027-06-02T00:00:00Z',
				// Several time zones: that of the workflow, where it is 16:00.
				'+12015550123': '2027-06-01T14:00:00Z',
				// Without a plus, nothing tells that it is one of Japan.
				'819012345679': '2027-06-01T14:00:00Z',
			};
			const { json, error } = await test.run(call, {
				items: [{ phone: Object.keys(dueByNumber).join(), text: 'Hello' }],
				timezone: AMSTERDAM,
			});
			expect(error).toBeUndefined();
			const due = json.map(({ to, sendAt }) => [to, Date.parse(plainText(sendAt))]);
			expect(Object.fromEntries(due)).toEqual(
				Object.fromEntries(
					Object.entries(dueByNumber).map(([to, at]) => [to, Date.parse(at)] as const),
				),
			);
			expect(new Set(timesIn(test.sandbox.requests.all))).toEqual(
				new Set(
					Object.values(dueByNumber).map((at) => written(at, gateway.name, send, test.sandbox)),
				),
			);
		});
	},
);

describe.each(CONTRACTED_GATEWAYS)('$title', (gateway) => {
	const test = setup.of(gateway);

	it('sends within the hours as a tool of an AI agent too', async () => {
		const { type } = gateway.credential(test.sandbox);
		const { hours, due } = inTwoHours();
		const parameters: INodeParameters = {
			...{ resource: 'sms', operation: 'send', ...gateway.parameters },
			...{ to: gateway.phone(1), message: 'Hello' },
			additionalFields: { sendOnlyBetween: { hours } },
		};
		const credentials = { [type]: test.credential() };
		const [output = []] =
			(await agentTool(test.engine, nodeOf(gateway.name), parameters, credentials)()) ?? [];
		expect(output.map(({ json }) => Date.parse(plainText(json.sendAt)))).toEqual([Date.parse(due)]);
	});
});
