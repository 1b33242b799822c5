import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { TEXTBOOST_VERSIONS } from '../../../lab/sandbox/textBoost/versions.mts';
import { createClient, smsWith } from './testClient.mts';

const START = new Date('2026-05-29T10:07:41.250Z');
const clock = createTestClock(START);
let sandbox: Sandbox;
const call = createClient(() => sandbox);

beforeEach(async () => {
	clock.set(START);
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

const send = (changes: Record<string, unknown> = {}) => call('POST', '/sms/send', smsWith(changes));
const handedOver = () => sandbox.textBoost.handedOver.map(({ number }) => number);
const uids = () => sandbox.textBoost.messages.map(({ uid }) => uid);
const TWO = { recipient: '31600000001,31600000002' };

it.each(TEXTBOOST_VERSIONS)('hands an SMS over once and stores it: %s', async (version) => {
	sandbox.textBoost.settings.version = version;
	expect(await send()).toMatchObject({ status: 200, body: { status: 'success' } });
	expect(sandbox.textBoost.handedOver).toEqual([
		{
			number: '31612345678',
			text: 'This is a test message',
			sender: 'YourName',
			type: 'plain',
		},
	]);
	expect(sandbox.textBoost.messages).toMatchObject([
		{ number: '31612345678', status: 'Delivered', gatewayId: expect.stringMatching(/^SM/) },
	]);
});

it('makes a uid of the time in hex', async () => {
	await send();
	expect(uids()).toEqual(['6a19656d3d090']);
	expect(parseInt('6a19656d', 16)).toBe(Date.parse('2026-05-29T10:07:41Z') / 1000);
});

it.each([
	[{ type: 'voice', language: 'en-gb-wls', gender: 'female' }, { type: 'voice' }],
	[
		{ type: 'mms', media_url: 'https://via.placeholder.com/150.jpg' },
		{ type: 'mms', mediaUrl: 'https://via.placeholder.com/150.jpg' },
	],
	[{ dlt_template_id: '1107' }, { type: 'plain', dltTemplateId: '1107' }],
])('takes %j', async (changes, stored) => {
	expect((await send(changes)).body.status).toBe('success');
	expect(sandbox.textBoost.messages).toMatchObject([stored]);
});

it('sends a voice SMS with Unicode as text from 3.9 on', async () => {
	const voice = { type: 'voice', language: 'el-gr', gender: 'male', message: 'Καλημέρα, Ωραία' };
	for (const version of TEXTBOOST_VERSIONS) {
		sandbox.textBoost.settings.version = version;
		await send(voice);
	}
	const types = sandbox.textBoost.handedOver.map(({ type }) => type);
	expect(types).toEqual(['voice', 'voice', 'unicode', 'unicode']);
});

describe('several recipients', () => {
	it.each([
		['3.1.0', ['31600000001', '31600000001', '31600000002']],
		['3.8.0', ['31600000001', '31600000002']],
	] as const)('of %s get %j', async (version, numbers) => {
		sandbox.textBoost.settings.version = version;
		await send({ recipient: '31600000001,31600000001,31600000002' });
		expect(handedOver()).toEqual(numbers);
	});

	it('are compared as they are written', async () => {
		await send({ recipient: '31600000001,+31 (6) 00-000001' });
		expect(handedOver()).toEqual(['31600000001', '31600000001']);
	});

	it('leave out whom the host refuses, whose reason is in the sentence of a success', async () => {
		sandbox.textBoost.blockNumber('31600000002', 'Number contains in the blacklist');
		expect(await send({ recipient: '31600000001,31600000002,123' })).toMatchObject({
			status: 200,
			body: {
				status: 'success',
				message: 'Number contains in the blacklist 123 is a invalid phone number',
				data: [{ to: '31600000001' }],
			},
		});
		expect(handedOver()).toEqual(['31600000001']);
	});

	it('have no rows in the list of 3.1.0', async () => {
		sandbox.textBoost.settings.version = '3.1.0';
		await send(TWO);
		await send();
		const { body } = await call('GET', '/sms');
		expect(body.data).toMatchObject({ total: 1, data: [{ to: '31612345678' }] });
		expect(handedOver()).toHaveLength(3);
	});
});

describe('schedule_time', () => {
	const at = { schedule_time: '2026-05-29 16:00' };
	const dueAt = new Date('2026-05-29T10:30:00Z');

	it.each([
		['3.1.0', 'one number', {}, 'waits'],
		['3.8.0', 'one number', {}, 'goes out at once'],
		['3.9', 'one number', {}, 'goes out at once'],
		['3.13.0', 'one number', {}, 'goes out at once'],
		['3.1.0', 'one number and a comma', { recipient: '31612345678,' }, 'waits'],
		['3.8.0', 'one number and a comma', { recipient: '31612345678,' }, 'waits'],
		['3.9', 'one number and a comma', { recipient: '31612345678,' }, 'waits'],
		['3.13.0', 'one number and a comma', { recipient: '31612345678,' }, 'waits'],
	] as const)('in %s with %s: the SMS %s%s', async (version, _, changes, outcome) => {
		sandbox.textBoost.settings.version = version;
		const { body } = await send({ ...at, ...changes });
		expect(body).toMatchObject({ status: 'success', ...(outcome === 'waits' && { data: null }) });
		const early = outcome === 'waits' ? [] : ['31612345678'];
		expect(handedOver()).toEqual(early);
		expect(sandbox.textBoost.scheduled.map((sms) => sms.dueAt)).toEqual(
			outcome === 'waits' ? [dueAt] : [],
		);
		clock.set(dueAt);
		expect(handedOver()).toEqual(['31612345678']);
		expect(sandbox.textBoost.scheduled).toEqual([]);
		expect(uids()).toHaveLength(1);
	});

	it('of 3.1.0 is not waited for where the queue runs delayed work at once', async () => {
		Object.assign(sandbox.textBoost.settings, { version: '3.1.0', delayedWork: 'atOnce' });
		await send(at);
		expect(handedOver()).toEqual(['31612345678']);
	});

	it.each([
		['2026-05-29T16:00:59+09:00', '2026-05-29T10:30:00Z'],
		['2026-05-30', '2026-05-29T18:30:00Z'],
		['2026-06-31 16:00', '2026-07-01T10:30:00Z'],
		['2020-01-01 10:00', '2026-05-29T10:07:41.250Z'],
	])('%s means %s', async (time, instant) => {
		sandbox.textBoost.settings.serverZone = 'UTC';
		await send({ ...TWO, schedule_time: time });
		const [first = sandbox.textBoost.messages[0]] = sandbox.textBoost.scheduled;
		const due = first === undefined || !('dueAt' in first) ? first?.createdAt : first.dueAt;
		expect(due).toEqual(new Date(instant));
	});
});

describe('the credit', () => {
	const credit = () => sandbox.textBoost.settings.account.credit;

	it.each([
		['an SMS', {}, 1],
		['a long one', { message: 'a'.repeat(161) }, 2],
		['one with Unicode', { message: 'ж'.repeat(71) }, 2],
		['a voice SMS', { type: 'voice', language: 'en-gb', gender: 'male' }, 2],
		['an MMS', { type: 'mms', media_url: 'https://example.com/a.png' }, 3],
		['two', TWO, 2],
		['two scheduled ones', { ...TWO, schedule_time: '2090-01-01 10:00' }, 2],
	])('pays for %s', async (_, changes, price) => {
		await send(changes);
		expect(credit()).toBe(100_000 - price);
	});

	it('pays nothing for what the operator did not take', async () => {
		sandbox.textBoost.answerFirst('31600000001', 'Undelivered');
		await send({ recipient: '31600000001' });
		await send(TWO);
		expect(credit()).toBe(100_000 - 1);
	});

	it.each([
		[0, 'You have exceeded your sending limit.'],
		[1, 'There is not enough balance available to send this message.You have 1 of the 2'],
	])('of %s refuses two SMS', async (left, message) => {
		sandbox.textBoost.settings.account.credit = left;
		expect(await send(TWO)).toEqual({ status: 403, body: { status: 'error', message } });
		expect(handedOver()).toEqual([]);
	});

	it('may be unlimited', async () => {
		sandbox.textBoost.settings.account.credit = -1;
		await send(TWO);
		expect([credit(), handedOver().length]).toEqual([-1, 2]);
	});
});

describe('a campaign', () => {
	const campaignTo = (...groups: string[]) =>
		smsWith({ recipient: undefined, contact_list_id: groups.join(',') });

	it.each(['3.9', '3.13.0'] as const)(
		'of %s writes to all contacts of its groups when the queue comes to it, and counts them',
		async (version) => {
			sandbox.textBoost.settings.version = version;
			const groups = [sandbox.textBoost.seedGroup('A', 2), sandbox.textBoost.seedGroup('B', 1)];
			sandbox.textBoost.answerFirst('31600000001', 'Undelivered');
			const sent = await call('POST', '/sms/campaign', campaignTo(...groups));
			const uid = sandbox.textBoost.campaigns[0]?.uid;
			expect(sent.body.data).toMatchObject({ uid, status: 'queued' });
			expect(handedOver()).toEqual([]);
			clock.advance(60_000);
			expect(handedOver()).toEqual(['31600000000', '31600000001', '31600000000']);
			const viewed = await call('GET', `/campaign/${uid}/view`);
			expect(viewed.body.data).toMatchObject({
				status: 'done',
				delivery_at: expect.any(String),
				stats: { delivered_count: 2, failed_count: 1 },
			});
		},
	);

	it('can be scheduled', async () => {
		const group = sandbox.textBoost.seedGroup('A', 1);
		const body = { ...campaignTo(group), schedule_time: '2026-05-29 16:00' };
		await call('POST', '/sms/campaign', body);
		expect(sandbox.textBoost.scheduled).toMatchObject([
			{ number: '31600000000', dueAt: new Date('2026-05-29T10:30:00Z') },
		]);
	});

	it('needs a sender', async () => {
		const group = sandbox.textBoost.seedGroup('A', 1);
		const body = { ...campaignTo(group), sender_id: undefined };
		expect((await call('POST', '/sms/campaign', body)).body).toEqual({
			status: 'error',
			message: 'array_filter(): Argument #1 ($array) must be of type array, null given',
		});
		expect(sandbox.textBoost.campaigns).toEqual([]);
	});
});
