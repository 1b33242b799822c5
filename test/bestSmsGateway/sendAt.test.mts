import { describe, expect, it } from '@jest/globals';
import type { IAllExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { OutgoingSms } from '../../nodes/BestSmsGateway/sending/outgoingSms.ts';
import { readOutgoingSms, smsForm } from '../../nodes/BestSmsGateway/sending/outgoingSms.ts';
import { plainText } from '../engine/plainText.mts';
import { hintsOf } from '../engine/hints.mts';
import { PASSWORD, setUp } from './setup.mts';

const setup = setUp();
const { run, stored } = setup;

/** Zones of n8n: without summer time, with it in the north and in the south, at both ends of the day, and by half an hour. */
const ZONES = [
	'UTC',
	'Europe/London',
	'America/New_York',
	'Australia/Lord_Howe',
	'Pacific/Kiritimati',
	'Asia/Kolkata',
];

/** As people enter it in n8n, without an offset. */
const TYPED = "yyyy-MM-dd'T'HH:mm:ss";

/** A time on each day of a year, at another hour each day, so that those around clock changes are among them. */
function everyDay(zone: string): DateTime[] {
	return Array.from({ length: 365 }, (_, day) =>
		DateTime.fromObject({ year: 2031, ordinal: day + 1, hour: day % 24, minute: 30 }, { zone }),
	);
}

/** Both changes of a zone's clocks in 2031, which are at half hours; none where there are none. */
function clockChanges(zone: string): DateTime[] {
	return Array.from({ length: 365 }, (_, day) =>
		DateTime.fromObject({ year: 2031, ordinal: day + 1 }, { zone }),
	)
		.filter((day) => day.offset !== day.plus({ days: 1 }).offset)
		.flatMap((day) => {
			const times = Array.from({ length: 48 }, (_, half) => day.plus({ minutes: half * 30 }));
			return times.filter((time) => time.offset !== time.minus({ minutes: 1 }).offset);
		});
}

/** What n8n hands to a node that is read here, and nothing else. */
const contextIn = (zone: string) =>
	({
		getNode: () => ({ name: 'Node' }),
		getTimezone: () => zone,
	}) as unknown as IAllExecuteFunctions;

const ACCOUNT = {
	baseUrl: '',
	subAccount: '',
	isShared: false,
	defaultCountryCode: '',
	timezone: 'Africa/Lagos',
	secrets: [],
	credential: { id: '', name: '', type: 'bestSmsGatewayApi', data: {} },
};

/** The SMS of an item with this Send At, as the node reads it. */
function smsAt(sendAt: string, zone: string, index: number): OutgoingSms[] {
	const parameters: Record<string, unknown> = {
		to: `+23480${String(index).padStart(8, '0')}`,
		message: `Text ${index}`,
		additionalFields: { sendAt },
	};
	const parameter = (name: string, fallback?: unknown) => parameters[name] ?? fallback;
	return readOutgoingSms(contextIn(zone), ACCOUNT, parameter, 0, Date.now());
}

/** Posts what the node would post for these SMS; each has its own time in it. */
async function post(sms: OutgoingSms[]) {
	const [first] = sms;
	if (first === undefined) return;
	const contacts = sms.flatMap((one) => {
		// The node itself makes a request for each time, one per second.
		const { message, send_at, recipients } = smsForm([one], one.settings.sendAt);
		return [{ phone: recipients, override_message: message, override_date_time: send_at }];
	});
	const { subAccount, baseUrl } = setup.credential();
	const form = smsForm([first], first.settings.sendAt);
	const body = new URLSearchParams({
		...(JSON.parse(JSON.stringify(form)) as Record<string, string>),
		sub_account: plainText(subAccount),
		sub_account_pass: PASSWORD,
		action: 'send_sms',
		contacts: JSON.stringify(contacts),
	});
	const answer = await fetch(plainText(baseUrl), { method: 'POST', body });
	expect(await answer.json()).toMatchObject({ total: sms.length });
}

describe.each(ZONES)('Send At with n8n in %s', (zone) => {
	// n8n would need a second for each of them.
	it('is stored as the instant that was meant on 365 days: read and written by the code of the node, posted in one request without n8n', async () => {
		const days = everyDay(zone);
		await post(days.flatMap((day, i) => smsAt(day.toFormat(TYPED), zone, i)));
		const scheduled = stored().map((sms) => sms.scheduled);
		expect(scheduled).toHaveLength(365);
		expect(scheduled).toEqual(days.map((day) => day.toUnixInteger()));
	});

	const months = Array.from({ length: 12 }, (_, month) =>
		DateTime.fromObject({ year: 2031, month: month + 1, day: 15, hour: 2 * month }, { zone }),
	);
	const changes = clockChanges(zone);
	const instants = [
		...months.map((instant) => instant.toFormat(TYPED)),
		// At a change a time without an offset may be there twice, or never.
		...changes
			.flatMap((change) => [change.minus({ minutes: 1 }), change, change.plus({ hours: 1 })])
			.map((instant) => instant.toISO() ?? ''),
	];

	it('has both changes of its clocks among these times, or none', () => {
		const hasSummerTime = new Set(months.map(({ offset }) => offset)).size > 1;
		expect(changes).toHaveLength(hasSummerTime ? 2 : 0);
	});

	it.each(instants)('is stored as the instant that was meant, sent by n8n: %s', async (sendAt) => {
		const parameters = { to: '+2348094309926', message: 'x', additionalFields: { sendAt } };
		const result = await run('sms', 'send', parameters, { timezone: zone });
		expect(result.error).toBeUndefined();
		expect(stored().map((sms) => sms.scheduled)).toEqual([
			DateTime.fromISO(sendAt, { zone }).toUnixInteger(),
		]);
	});

	it('narrows what is read to these instants', async () => {
		const at = DateTime.fromObject({ year: 2026, month: 7, day: 15, hour: 23 }, { zone });
		const ids = setup.sandbox.bestSmsGateway.seedMessages(5, (i) => ({
			accountId: setup.accountId,
			submitted: at.toUnixInteger() + (i - 2) * 1_800,
		}));
		const filters = {
			createdAfter: at.minus({ minutes: 30 }).toFormat(TYPED),
			createdBefore: at.plus({ minutes: 30 }).toFormat(TYPED),
		};
		const result = await run('sms', 'getAll', { filters }, { timezone: zone });
		expect(result.json.map(({ id }) => id)).toEqual(ids.slice(1, 4).reverse().map(String));
	});
});

it('succeeds and says so where the gateway lists an SMS for another time', async () => {
	setup.sandbox.faults.add({
		form: { action: 'fetch_sms' },
		when: 'before',
		fault: {
			kind: 'answer',
			status: 200,
			body: '{"total":1,"totalpages":1,"records":[{"sms_id":"7","batch_id":"1_1_7","recipient":"2348094309926","message":"x","sender":"tormuto","time_scheduled":"1940932800"}]}',
		},
	});
	const additionalFields = { sendAt: '2031-07-04T13:00:00Z' };
	const parameters = { to: '+2348094309926', message: 'x', additionalFields };
	const result = await run('sms', 'send', parameters);
	expect(result.error).toBeUndefined();
	expect(result.json).toMatchObject([{ id: '7', text: 'x' }]);
	expect(hintsOf(result)).toEqual([
		expect.stringMatching(
			/^BestSMSGateway lists the SMS for 2031-07-04T12:00:00Z instead of 2031-07-04T13:00:00Z\. .+ Batch ID 1_1_7\. Please report this response at https:/,
		),
	]);
});
