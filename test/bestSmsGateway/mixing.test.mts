import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { createTestClock } from '../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import { until } from '../sending/setup.mts';
import { hintsOf } from '../engine/hints.mts';
import { group, PASSWORD, setUp, withSenders, manyItems, smsFromSender } from './setup.mts';

// The gateway takes one request a second, and a send is made up to six times.

const setup = setUp();
const { run, handedOver, requestsFor } = setup;

/** Unix seconds as ISO 8601. */
const isoOf = (seconds = NaN) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

const DOWN = { kind: 'answer', status: 500, body: 'Down' } as const;

describe('a send into the second of which another program has sent', () => {
	/** A clock that stands still: whatever is sent shares the batch. */
	const clock = createTestClock(new Date());
	let own: Sandbox;
	let credential: ReturnType<typeof setup.addAccount>;

	beforeEach(async () => {
		clock.set(new Date());
		own = await startSandbox({ clock });
		credential = setup.addAccount(own);
	});
	afterEach(async () => await own.close());

	/** Sends what another program sends. */
	async function sendByAnother(form: Record<string, string>) {
		const body = new URLSearchParams({
			sub_account: credential.subAccount,
			sub_account_pass: PASSWORD,
			action: 'send_sms',
			recipients: '+2348000000001',
			message: 'Other',
			...form,
		});
		await fetch(own.bestSmsGateway.baseUrl, { method: 'POST', body });
	}
	const batchId = () => own.bestSmsGateway.messages[0]?.batchId;
	const texts = () => own.bestSmsGateway.handoffs.map(({ text }) => text);
	const one = { to: '+2348000000002', message: 'Mine', from: 'Shop' };
	const sentence = () =>
		`Another send from this sub-account happened in the same second, and BestSMSGateway mixed up the two in batch ${batchId()}.`;

	it.each<[string, string, INodeParameters, string]>([
		['send', 'send', one, 'it was not'],
		['sendMany', 'sendMany', one, 'it was not'],
		['without IDs', 'send', { ...one, additionalFields: { fetchIds: false } }, 'it was not'],
		['sendToGroup', 'sendToGroup', { ...one, groupId: group('Staff') }, 'they were not'],
	])('is unknown: %s', async (_, operation, parameters, itWasNot) => {
		own.bestSmsGateway.seedContacts([
			{ accountId: setup.accountId, phone: '2348000000002', group: 'Staff' },
		]);
		await sendByAnother({ sender_id: 'Other' });
		const result = await run('sms', operation, parameters, { credential });
		expect(own.bestSmsGateway.handoffs.at(-1)).toMatchObject({ text: 'Mine', sender: 'Other' });
		expect(result.error).toEqual({
			message: `${sentence()} The SMS may still have been sent, so ${itWasNot} sent again. [item 0]`,
			description: expect.stringMatching(
				/^Check the SMS of batch .+ with Get Many: .+ turn on Shared Sub-Account in the credential\.$/,
			),
		});
	});

	it.each<[string, INodeParameters]>([
		['send', one],
		['send', { ...one, additionalFields: { fetchIds: false } }],
		['sendToGroup', { ...one, groupId: group('Staff') }],
	])(
		'is said to be possible where the batch cannot be read: %s %j',
		async (operation, parameters) => {
			own.bestSmsGateway.seedContacts([
				{ accountId: setup.accountId, phone: '2348000000002', group: 'Staff' },
			]);
			own.faults.add({ form: { action: 'fetch_sms' }, when: 'before', fault: DOWN });
			await sendByAnother({ sender_id: 'Other' });
			const result = await run('sms', operation, parameters, { credential });
			expect(result.json).toMatchObject([{ status: 'queued' }]);
			expect(hintsOf(result)).toEqual([expect.stringMatching('batch could not be read')]);
		},
	);

	it('is not repeated under Retry On Fail', async () => {
		await sendByAnother({});
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		await run('sms', 'send', one, { credential, settings });
		expect(texts()).toEqual(['Other', 'Mine']);
	});

	it('takes back what waits, so that nothing of it leaves', async () => {
		await sendByAnother({ send_at: '2036-01-01 10:00' });
		const additionalFields = { sendAt: '2035-01-01T10:00:00Z' };
		const result = await run('sms', 'send', { ...one, additionalFields }, { credential });
		expect(result.error?.message).toBe(
			'Another send from this sub-account happened in the same second 6 times in a row, so the SMS was taken back each time. The SMS was not sent. [item 0]',
		);
		const waiting = own.bestSmsGateway.messages.filter((m) => m.status === 0 && !m.deleted);
		expect(waiting.map(({ text }) => text)).toEqual(['Other']);
		clock.set(new Date('2035-06-01T00:00:00Z'));
		expect(texts()).toEqual([]);
	});

	it('goes out once, at its time, in a second of its own', async () => {
		await sendByAnother({ send_at: '2036-01-01 10:00' });
		const additionalFields = { sendAt: '2035-01-01T10:00:00Z' };
		const sending = run('sms', 'send', { ...one, additionalFields }, { credential });
		const isTakenBack = () => own.bestSmsGateway.messages.some(({ deleted }) => deleted);
		await until(isTakenBack);
		clock.advance(10_000);
		const result = await sending;
		expect(result.error).toBeUndefined();
		expect(result.json).toMatchObject([{ text: 'Mine', status: 'queued' }]);
		clock.set(new Date('2035-01-01T09:59:00Z'));
		expect(texts()).toEqual([]);
		clock.set(new Date('2035-06-01T00:00:00Z'));
		expect(own.bestSmsGateway.handoffs).toMatchObject([{ text: 'Mine', sender: 'Shop' }]);
	});

	it('is taken back also where only the last reading shows it', async () => {
		own.faults.add({
			form: { action: 'fetch_sms', perpage: '1' },
			when: 'before',
			times: Infinity,
			fault: DOWN,
		});
		await sendByAnother({ send_at: '2036-01-01 10:00' });
		const shared = { ...credential, sharedSubAccount: true };
		const parameters = { ...one, additionalFields: { fetchIds: false } };
		const sending = run('sms', 'send', parameters, { credential: shared });
		await until(() => own.bestSmsGateway.messages.some(({ deleted }) => deleted));
		clock.advance(10_000);
		const result = await sending;
		expect(result.error).toBeUndefined();
		clock.advance(60_000);
		expect(own.bestSmsGateway.handoffs).toMatchObject([{ text: 'Mine', sender: 'Shop' }]);
	});

	it('says that it may have gone out where it left before it could be taken back', async () => {
		const additionalFields = { sendAt: '2035-01-01T10:00:00Z' };
		own.faults.add({
			form: { action: 'fetch_sms' },
			when: 'before',
			fault: { kind: 'latency', ms: 300 },
		});
		const sending = run('sms', 'send', { ...one, additionalFields }, { credential });
		await until(() => own.requests.all.some(({ form }) => form.action === 'fetch_sms'));
		// It takes along whatever waits under its batch id.
		await sendByAnother({});
		const result = await sending;
		expect(texts()).toEqual(['Mine', 'Other']);
		expect(result.error?.message).toMatch(sentence());
		expect(result.error?.message).toMatch('may still have been sent');
	});
});

describe('with Shared Sub-Account', () => {
	let ahead = 0;
	let own: Sandbox;

	beforeEach(async () => {
		ahead = 0;
		own = await startSandbox({ clock: { now: () => new Date(Date.now() + ahead) } });
	});
	afterEach(async () => await own.close());

	it.each<[string, INodeParameters]>([
		['send', { to: '+2348000000001' }],
		['sendMany', { to: '+2348000000001' }],
		['sendToGroup', { groupId: group('Staff') }],
	])('%s sends once, after a look', async (operation, parameters) => {
		const credential = { ...setup.addAccount(own), sharedSubAccount: true };
		own.bestSmsGateway.seedContacts([
			{ accountId: setup.accountId, phone: '2348000000001', group: 'Staff' },
		]);
		const result = await run('sms', operation, { ...parameters, message: 'x' }, { credential });
		expect(result.error).toBeUndefined();
		expect(result.json).toMatchObject([{ text: 'x', status: 'queued' }]);
		const [sms] = own.bestSmsGateway.messages;
		expect(result.json).toMatchObject([{ sendAt: isoOf(sms?.scheduled) }]);
		const waits = Number(sms?.scheduled) - Number(sms?.submitted);
		// To the whole second, on a clock that is known to less than one.
		expect(waits).toBeGreaterThanOrEqual(13);
		expect(waits).toBeLessThanOrEqual(18);
		expect(own.bestSmsGateway.handoffs).toEqual([]);
		ahead = 60_000;
		expect(own.bestSmsGateway.handoffs).toHaveLength(1);
	});

	it.each<[string, INodeParameters]>([
		['without IDs', { additionalFields: { fetchIds: false } }],
		['with raw data', { simplify: false }],
	])('says when the SMS goes out, if the output is simplified: %s', async (_, parameters) => {
		const credential = { ...setup.addAccount(own), sharedSubAccount: true };
		const one = { to: '+2348000000001', message: 'x', ...parameters };
		const result = await run('sms', 'send', one, { credential });
		const [sms] = own.bestSmsGateway.messages;
		const sendAt = parameters.simplify === false ? undefined : isoOf(sms?.scheduled);
		expect(result.json.map((item) => item.sendAt)).toEqual([sendAt]);
	});

	describe('on a website that takes times to the minute only', () => {
		const REFUSAL = {
			kind: 'answer',
			status: 200,
			body: '{"error":"Invalid scheduled date_time format.","error_code":8}',
		} as const;
		/** A time with seconds in a form, encoded. */
		const WITH_SECONDS = /send_at=[^&]*%3A\d\d%3A\d\d/;
		/** A time that is a full minute by chance would show nothing: 15 seconds from when it is sent, in seconds of four. */
		const awayFromFullMinute = async () =>
			await until(() => {
				const second = (Date.now() / 1000) % 60;
				return second < 30 || second > 47;
			});
		const sends = () => own.requests.all.filter(({ form }) => form.action === 'send_sms');
		const seconds = () =>
			sends().map(
				({ form }) => /^\S+ \d\d:\d\d(:\d\d)?$/.exec(form.send_at ?? '')?.[1] !== undefined,
			);

		it('sends at the next full minute, and knows it from then on', async () => {
			const credential = { ...setup.addAccount(own), sharedSubAccount: true };
			await awayFromFullMinute();
			own.faults.add({ body: WITH_SECONDS, when: 'before', times: Infinity, fault: REFUSAL });
			const one = { to: '+2348000000001', message: 'x' };
			const result = await run('sms', 'send', one, { credential });
			expect(result.error).toBeUndefined();
			expect(seconds()).toEqual([true, false]);
			const [sms, ...others] = own.bestSmsGateway.messages;
			expect(others).toEqual([]);
			const waits = Number(sms?.scheduled) - Number(sms?.submitted);
			expect(waits).toBeGreaterThanOrEqual(13);
			expect(waits).toBeLessThanOrEqual(78);
			expect(Number(sms?.scheduled) % 60).toBe(0);
			expect(result.json).toMatchObject([{ sendAt: isoOf(sms?.scheduled) }]);

			await run('sms', 'send', one, { credential });
			expect(seconds()).toEqual([true, false, false]);
		});

		it('does not ask a third time, and says which settings the time comes from', async () => {
			const credential = { ...setup.addAccount(own), sharedSubAccount: true };
			await awayFromFullMinute();
			own.faults.add({ form: { action: 'send_sms' }, when: 'before', times: 9, fault: REFUSAL });
			const one = { to: '+2348000000001', message: 'x' };
			const result = await run('sms', 'send', one, { credential });
			expect(sends()).toHaveLength(2);
			expect(result.error).toEqual({
				message:
					'BestSMSGateway refused: “Invalid scheduled date_time format”. The SMS was not sent. [item 0]',
				description: expect.stringMatching(
					/^Check Send At\. Shared Sub-Account in the credential /,
				),
			});
		});
	});

	describe('where the batch cannot be read', () => {
		const looks = () => own.requests.all.filter(({ form }) => form.action === 'fetch_sms').length;
		const fail = (times: number) =>
			Array.from({ length: times }, () =>
				own.faults.add({ form: { action: 'fetch_sms' }, when: 'before', fault: DOWN }),
			);

		it.each([{}, { fetchIds: false }])('looks again: %j', async (additionalFields) => {
			const credential = { ...setup.addAccount(own), sharedSubAccount: true };
			fail(2);
			const parameters = { to: '+2348000000001', message: 'x', additionalFields };
			const result = await run('sms', 'send', parameters, { credential });
			expect(result.json).toMatchObject([{ status: 'queued' }]);
			expect(hintsOf(result)).toEqual([]);
			expect(looks()).toBe(3);
		});

		it('in the looks only, leaves the SMS where the last reading finds it alone', async () => {
			const credential = { ...setup.addAccount(own), sharedSubAccount: true };
			own.faults.add({
				form: { action: 'fetch_sms', perpage: '1' },
				when: 'before',
				times: Infinity,
				fault: DOWN,
			});
			const additionalFields = { fetchIds: false };
			const parameters = { to: '+2348000000001', message: 'x', additionalFields };
			const result = await run('sms', 'send', parameters, { credential });
			expect(result.error).toBeUndefined();
			expect(result.json).toMatchObject([{ status: 'queued' }]);
			expect(hintsOf(result)).toEqual([]);
			expect(own.bestSmsGateway.messages.map(({ deleted, status }) => [deleted, status])).toEqual([
				[false, 0],
			]);
		});

		it.each([
			['send', { to: '+2348000000001' }],
			['sendToGroup', { groupId: group('Staff') }],
		])('until it would leave, and does not call it queued: %s', async (operation, parameters) => {
			const credential = { ...setup.addAccount(own), sharedSubAccount: true };
			own.bestSmsGateway.seedContacts([
				{ accountId: setup.accountId, phone: '2348000000001', group: 'Staff' },
			]);
			fail(60);
			const result = await run('sms', operation, { ...parameters, message: 'x' }, { credential });
			expect(result.error?.message).toMatch(
				/batch .+ could not be read.+ may still have been sent/,
			);
			expect(own.bestSmsGateway.messages).toHaveLength(1);
			expect(looks()).toBeGreaterThan(3);
		});
	});

	it('keeps a later Send At', async () => {
		const credential = { ...setup.addAccount(own), sharedSubAccount: true };
		const additionalFields = { sendAt: '2035-01-01T10:00:00Z' };
		const parameters = { to: '+2348000000001', message: 'x', additionalFields };
		await run('sms', 'send', parameters, { credential });
		expect(own.bestSmsGateway.messages.map(({ scheduled }) => scheduled)).toEqual([
			Date.parse('2035-01-01T10:00:00Z') / 1000,
		]);
	});
});

describe('a server that is blocked while clients give up', () => {
	it('gets each SMS once, under its own sender', async () => {
		const { bestSmsGateway } = setup.sandbox;
		const items = withSenders(manyItems(3));
		bestSmsGateway.blockServer();
		const running = Promise.all(
			items.map(
				async (item) =>
					await run(
						'sms',
						'send',
						{ ...smsFromSender, requestOptions: { timeout: 500 } },
						{ items: [item], settings: { onError: 'continueErrorOutput' } },
					),
			),
		);
		// Those that wait look again and again; did they not wait, all three would be sent by then.
		const sends = () => requestsFor('send_sms').length;
		await until(() => sends() === items.length || requestsFor('fetch_sms').length >= 2);
		bestSmsGateway.unblockServer();
		const results = await running;

		const said = results.map(
			({ json, errorItems }) => errorItems[0]?.json.outcome ?? json[0]?.status,
		);
		expect(said).toEqual(['unknown', 'sent', 'sent']);
		expect(handedOver().map(({ text, sender }) => [text, sender])).toEqual(
			items.map(({ text, from }) => [text, from]),
		);
	});
});
