import { beforeEach, describe, expect, it } from '@jest/globals';
import { TEXTBOOST_TOKEN } from '../../lab/sandbox/textBoost.mts';
import { TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import { plainText } from '../engine/plainText.mts';
import { RECORDED } from './recordings.mts';
import { bodyOf, hintsOf, manyItems, setUp, smsFromItem, urlsOf } from './setup.mts';
import { OUTGOING_FIELDS } from '../gateways/commonFields.mts';

const setup = setUp();
const { run } = setup;

const sends = () => setup.sandbox.requests.to('/sms/send');
const recipients = () => sends().map((request) => bodyOf(request).recipient);
const stored = () => setup.sandbox.textBoost.messages;
const lastStored = (count: number) => stored().slice(-count);
const sms = { to: '+31612345678', from: 'YourName', message: 'Hello' };
const answerWith = (status: number, body: unknown, when: 'before' | 'after' = 'before') =>
	setup.sandbox.faults.add({
		path: '/sms/send',
		when,
		fault: { kind: 'answer', status, body: JSON.stringify(body) },
	});

describe('the request', () => {
	it('is JSON with a Bearer header, and nothing in the address', async () => {
		const message = 'a+b & c=d % 100%25 😀 é "q"\nline';
		const result = await run('sms', 'send', { ...sms, message });
		expect(result.error).toBeUndefined();
		expect(setup.sandbox.requests.all).toHaveLength(1);
		expect(sends()[0]).toMatchObject({
			method: 'POST',
			url: '/textboost/api/v3/sms/send',
			headers: {
				authorization: `Bearer ${TEXTBOOST_TOKEN}`,
				accept: 'application/json',
				'content-type': expect.stringMatching(/^application\/json/),
			},
		});
		expect(bodyOf(sends()[0])).toEqual({
			recipient: '31612345678',
			sender_id: 'YourName',
			type: 'plain',
			message,
		});
		expect(lastStored(1)).toMatchObject([{ text: message, own: 'YourName' }]);
	});

	it('holds all numbers of an item, once each however they are written', async () => {
		const result = await run('sms', 'send', {
			...sms,
			to: '+31 6 1234-5678; 0031612345678,31612345678\n+33612345678',
		});
		expect(recipients()).toEqual(['31612345678,33612345678']);
		expect(result.json.map(({ to }) => to)).toEqual(['+31 6 1234-5678', '+33612345678']);
	});

	it('takes a list of numbers from an expression, and gives local ones the country code', async () => {
		await run(
			'sms',
			'send',
			{ ...sms, to: '={{ $json.phones }}' },
			{
				items: [{ phones: ['0612345678', 4915752982212] }],
				credential: { defaultCountryCode: '31' },
			},
		);
		expect(recipients()).toEqual(['31612345678,4915752982212']);
	});

	it('holds at most 100 numbers, of one item only', async () => {
		const to = (count: number) => manyItems(count).map(({ phone }) => plainText(phone));
		const result = await run(
			'sms',
			'send',
			{ ...sms, to: '={{ $json.to }}' },
			{ items: [{ to: to(250) }, { to: to(2) }] },
		);
		expect(
			sends().map((request) => plainText(bodyOf(request).recipient).split(',').length),
		).toEqual([100, 100, 50, 2]);
		expect(result.items).toHaveLength(252);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([
			...Array.from({ length: 250 }, () => ({ item: 0 })),
			{ item: 1 },
			{ item: 1 },
		]);
		expect(new Set(result.json.map(({ id }) => id)).size).toBe(252);
	});

	it('has the DLT template', async () => {
		await run('sms', 'send', { ...sms, additionalFields: { dltTemplateId: ' 1107 ' } });
		expect(lastStored(1)).toMatchObject([{ dltTemplateId: '1107' }]);
	});

	it.each(['v3', 'http'] as const)(
		'carries the token in the body only under http: %s',
		async (prefix) => {
			const { baseUrl, httpBaseUrl, settings } = setup.sandbox.textBoost;
			// Under http, 3.8.0 breaks on every send (recorded: "http: send").
			settings.version = '3.13.0';
			const credential = { baseUrl: prefix === 'v3' ? baseUrl : `${httpBaseUrl}/ ` };
			const result = await run('sms', 'send', sms, { credential });
			expect(result.error).toBeUndefined();
			expect(bodyOf(sends()[0]).api_token).toBe(prefix === 'v3' ? undefined : TEXTBOOST_TOKEN);
			expect(sends()[0]?.headers.authorization).toBe(`Bearer ${TEXTBOOST_TOKEN}`);
			expect(urlsOf(setup)).toEqual([`POST /textboost/api/${prefix}/sms/send`]);
		},
	);
});

describe('Send At', () => {
	const at = (sendAt: unknown) => ({ ...sms, additionalFields: { sendAt: String(sendAt) } });
	const times = () => sends().map((request) => bodyOf(request).schedule_time);

	it('goes out in the zone of the profile, which is read once a run and only where it is needed', async () => {
		const result = await run(
			'sms',
			'send',
			{ ...smsFromItem, additionalFields: { sendAt: '={{ $json.at }}', maxConcurrency: 1 } },
			{
				items: [
					{ phone: '+31600000001', text: 'a', at: '2090-01-01T10:00:00' },
					{ phone: '+31600000002', text: 'b', at: '2090-01-01T10:00:00Z' },
					{ phone: '+31600000003', text: 'c', at: '' },
				],
				timezone: 'Europe/Paris',
			},
		);
		expect(times()).toEqual(['2090-01-01 14:30', '2090-01-01 15:30', undefined]);
		expect(setup.sandbox.requests.to('/me')).toHaveLength(1);
		expect(setup.sandbox.requests.to('/me')[0]?.method).toBe('GET');
		expect(setup.sandbox.textBoost.scheduled.slice(-2)).toMatchObject([
			{ dueAt: new Date('2090-01-01T09:00:00Z') },
			{ dueAt: new Date('2090-01-01T10:00:00Z') },
		]);
		expect(result.json.map(({ id, status }) => [id, status])).toEqual([
			[null, 'queued'],
			[null, 'queued'],
			[expect.any(String), 'delivered'],
		]);
	});

	it('does not read the profile without a time', async () => {
		await run('sms', 'send', sms);
		expect(setup.sandbox.requests.to('/me')).toEqual([]);
	});

	it('is rounded up to a whole minute', async () => {
		await run('sms', 'send', at('2090-01-01T10:00:01Z'));
		expect(times()).toEqual(['2090-01-01 15:31']);
	});

	it('reads the profile once even when Retry On Fail runs the node again', async () => {
		answerWith(200, { status: 'error', message: 'This action is unauthorized.' });
		await run('sms', 'send', at('2090-01-01T10:00:00Z'), {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect([setup.sandbox.requests.to('/me').length, sends().length]).toEqual([1, 2]);
	});

	describe.each(TEXTBOOST_VERSIONS)('on version %s', (version) => {
		const dueAt = new Date('2090-01-01T10:00:00Z');
		beforeEach(() => {
			setup.sandbox.textBoost.settings.version = version;
		});
		const scheduled = () =>
			setup.sandbox.textBoost.scheduled
				.filter((message) => message.dueAt.getTime() === dueAt.getTime())
				.flatMap(({ number }) => number);

		it.each([
			['send', ['31612345678']],
			['send', ['31612345678', '31612345679']],
			['sendMany', ['31612345678']],
		])('is kept by %s to %j, for each number once', async (operation, numbers) => {
			const before = scheduled().length;
			const result = await run('sms', operation, {
				...at(dueAt.toISOString()),
				to: numbers.join(),
			});
			expect(result.json).toMatchObject(
				numbers.map((to) => ({ id: null, to, status: 'queued', sendAt: '2090-01-01T10:00:00Z' })),
			);
			expect(hintsOf(result)).toEqual([]);
			expect(scheduled().slice(before)).toEqual(numbers);
			expect(setup.sandbox.textBoost.handedOver).toEqual([]);
			expect(sends()).toHaveLength(1);
		});

		it('leaves out a number that the host refuses, and says so where the host does', async () => {
			const before = scheduled().length;
			const to = '31612345678, 123';
			const result = await run('sms', 'send', { ...at(dueAt.toISOString()), to });
			expect(scheduled().slice(before)).toEqual(['31612345678']);
			const refused =
				version === '3.1.0'
					? { to: '123', status: 'queued' }
					: {
							to: '123',
							status: 'failed',
							vendorStatus: expect.stringContaining('123 is a invalid phone number'),
						};
			expect(result.json).toMatchObject([{ to: '31612345678', status: 'queued' }, refused]);
		});

		it.each(['send', 'sendMany'])(
			'%s to a bad number alone schedules nothing',
			async (operation) => {
				const before = scheduled().length;
				const result = await run(
					'sms',
					operation,
					{ ...at(dueAt.toISOString()), to: '123' },
					{ settings: { onError: 'continueRegularOutput' } },
				);
				expect(scheduled()).toHaveLength(before);
				expect(result.json).toMatchObject([
					version === '3.1.0' ? { status: 'queued' } : { outcome: 'notSent' },
				]);
			},
		);
	});

	it('that a host with a queue of its own does not keep is one SMS even so', async () => {
		Object.assign(setup.sandbox.textBoost.settings, { version: '3.1.0', delayedWork: 'atOnce' });
		await run('sms', 'send', at('2090-01-01T10:00:00Z'), {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(setup.sandbox.textBoost.handedOver).toHaveLength(1);
	});

	it.each(RECORDED.filter(({ name, version }) => name === 'scheduled, one' && version !== '3.1.0'))(
		'that a host as $version was recorded does not keep is told by output and hint',
		async ({ status, answer }) => {
			answerWith(status, answer);
			const result = await run('sms', 'send', at('2090-01-01T10:00:00Z'), {
				items: [{}, {}],
			});
			expect(result.json).toMatchObject([
				{ id: expect.any(String), status: 'delivered', sendAt: null },
				{ id: null, status: 'queued', sendAt: '2090-01-01T10:00:00Z' },
			]);
			expect(hintsOf(result)).toEqual([
				'TextBoost did not wait until Send At: this host sent the message at once. To send later, put a Wait node before this one and leave Send At empty. Items: 0.',
			]);
		},
	);

	it('of several of which one is refused is told for each', async () => {
		const message = '31600000002 is a invalid phone number';
		answerWith(200, { status: 'success', message, data: null });
		const to = '+31600000001,+31600000002';
		const result = await run('sms', 'send', { ...at('2090-01-01T10:00:00Z'), to });
		const sendAt = '2090-01-01T10:00:00Z';
		expect(result.json).toMatchObject([
			{ status: 'queued', reason: null, sendAt },
			{ status: 'failed', reason: expect.stringContaining(message), sendAt },
		]);
	});

	it('of several that a host sends at once is told for each', async () => {
		const data = ['31600000001', '31600000002'].map((to) => ({
			uid: `a${to}`,
			to,
			status: 'Sent',
		}));
		answerWith(200, { status: 'success', message: 'Message is scheduled successfully.', data });
		const to = '+31600000001,+31600000002';
		const result = await run('sms', 'send', { ...at('2090-01-01T10:00:00Z'), to });
		expect(result.json).toMatchObject(Array(2).fill({ status: 'sent', sendAt: null }));
		expect(hintsOf(result)).toHaveLength(1);
	});

	it.each([
		['Please add coverage on your plan.  is a invalid phone number', 'notSent'],
		['Number contains in the blacklist  is a invalid phone number', 'notSent'],
		['Something else  is a invalid phone number', 'unknown'],
	])(
		'of a number that the host leaves out is not called scheduled: %s',
		async (message, outcome) => {
			answerWith(200, { status: 'success', message, data: null });
			const { json } = await run('sms', 'send', at('2090-01-01T10:00:00Z'), {
				settings: { onError: 'continueRegularOutput' },
			});
			expect(json).toMatchObject([{ outcome }]);
		},
	);

	it('of several of which the host does not say which it refused is unknown', async () => {
		const message = 'Could not interpret numbers after plus-sign.';
		answerWith(200, { status: 'success', message, data: null });
		const to = '+31600000001,0600000002';
		const result = await run(
			'sms',
			'send',
			{ ...at('2090-01-01T10:00:00Z'), to },
			{ settings: { onError: 'continueRegularOutput' } },
		);
		expect(result.json).toEqual([
			{
				error: expect.stringMatching(
					/^TextBoost rejected one of the numbers, but does not report which: “/,
				),
				outcome: 'unknown',
			},
		]);
	});

	const noNumber = 'Could not interpret numbers after plus-sign.';
	it.each([
		['one reason for two missing rows', noNumber, ['sent', 'unknown', 'unknown']],
		['two reasons for two', `${noNumber} ${noNumber}`, ['sent', 'failed', 'failed']],
		[
			'one that names a number and one that does not',
			`31600000002 is a invalid phone number ${noNumber}`,
			['sent', 'failed', 'failed'],
		],
		[
			'one that names a number, and no more',
			'31600000002 is a invalid phone number',
			['sent', 'failed', 'unknown'],
		],
	])(
		'calls numbers without a row refused only for a reason each: %s',
		async (_, message, statuses) => {
			const data = [{ uid: 'a1', to: '31600000001', status: 'Sent' }];
			answerWith(200, { status: 'success', message, data });
			const to = '+31600000001,+31600000002,+31600000003';
			const { json } = await run('sms', 'send', { to, from: 'Rig', message: 'Hi' });
			expect(json.map(({ status }) => status)).toEqual(statuses);
		},
	);

	it('of an account that has never logged in needs the zone of the credential', async () => {
		setup.sandbox.textBoost.settings.neverLoggedIn = true;
		const { error } = await run('sms', 'send', at('2090-01-01T10:00:00Z'));
		expect(error).toEqual({
			message: expect.stringMatching(
				/^The time zone of your account, which Send At needs, could not be read\. The host cannot show the profile of an account that has never logged in: “.+”\. The SMS was not sent\. \[item 0\]$/,
			),
			description:
				'Log in once on the website of the host. Or fill in Time Zone in the credential, with the time zone of your account there.',
		});
		expect(sends()).toEqual([]);
		const credential = { timezone: 'Asia/Tokyo' };
		await run('sms', 'send', at('2090-01-01T10:00:00Z'), { credential });
		expect(times()).toEqual(['2090-01-01 19:00']);
	});

	it("falls back on the credential's zone, and says what is missing without one", async () => {
		setup.sandbox.textBoost.settings.accountZone = null;
		const refused = await run('sms', 'send', at('2090-01-01T10:00:00Z'));
		expect(refused.error).toEqual({
			message:
				'The profile of your account at TextBoost does not name its time zone, which Send At needs. The SMS was not sent. [item 0]',
			description:
				'Set the time zone in your account there, or fill in Time Zone in the credential.',
		});
		expect(sends()).toEqual([]);
		await run('sms', 'send', at('2090-01-01T10:00:00Z'), {
			credential: { timezone: 'Asia/Tokyo' },
		});
		expect(times()).toEqual(['2090-01-01 19:00']);
	});

	it('sends nothing where the profile cannot be read, and may go again', async () => {
		setup.sandbox.faults.add({ path: '/me', when: 'before', times: 2, fault: { kind: 'drop' } });
		const options = { settings: { onError: 'continueRegularOutput' as const } };
		const failed = await run('sms', 'send', at('2090-01-01T10:00:00Z'), options);
		expect(failed.json).toEqual([
			{
				error:
					'The time zone of your account, which Send At needs, could not be read. The connection to TextBoost was cut off before the response was complete. The SMS was not sent. [item 0]',
				outcome: 'notSent',
			},
		]);
		const retried = await run('sms', 'send', at('2090-01-01T10:00:00Z'), {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect([retried.status, sends().length]).toEqual(['success', 1]);
	});
});

describe('the output', () => {
	it('is one message per SMS in the common fields, linked to its item', async () => {
		const items = manyItems(2);
		const result = await run('sms', 'send', smsFromItem, { items });
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(result.json).toEqual(
			lastStored(2).map(({ uid, createdAt }, i) => ({
				id: uid,
				direction: 'outgoing',
				from: 'YourName',
				to: items[i]?.phone,
				text: items[i]?.text,
				status: 'delivered',
				vendorStatus: 'Delivered',
				createdAt: `${createdAt.toISOString().slice(0, 19)}Z`,
				sentAt: null,
				reason: null,
				sendAt: null,
				// A number in this version's answer to a send, a text elsewhere (recorded).
				price: 1,
				reference: null,
				segments: 1,
				encoding: 'GSM-7',
				vendorSegments: 1,
			})),
		);
		expect(Object.keys(result.json[0] ?? {})).toEqual([...OUTGOING_FIELDS, 'vendorSegments']);
	});

	it.each([
		['3.1.0', { status: expect.stringMatching(/^Delivered\|/), cost: '1' }],
		['3.8.0', { status: expect.stringMatching(/^Delivered\|/), cost: 1, send_by: 'api' }],
		['3.9', { customer_status: 'Delivered', cost: '1' }],
		['3.13.0', { status: 'Delivered', cost: 1, id: expect.any(Number) }],
	] as const)(
		'is the row of version %s when Simplify is off, without the token',
		async (version, row) => {
			setup.sandbox.textBoost.settings.version = version;
			const result = await run('sms', 'send', { ...sms, simplify: false });
			const { uid } = lastStored(1)[0] ?? {};
			expect(result.json).toMatchObject([{ uid, to: '31612345678', message: 'Hello', ...row }]);
			expect(result.json[0]).not.toHaveProperty('api_key');
			expect(JSON.stringify(result.run)).not.toContain('sandboxSecret');
		},
	);

	it('leads to one request with Retry On Fail although the row may have an error key', async () => {
		answerWith(200, { status: 'success', data: { uid: 'x', error: 0 } });
		const result = await run(
			'sms',
			'send',
			{ ...sms, simplify: false },
			{ settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } },
		);
		expect(result.json).toEqual([{ uid: 'x' }]);
		expect(sends()).toHaveLength(1);
	});
});

describe('the answer to several numbers', () => {
	const several = { ...sms, to: '+31600000001,+31600000002,0600000003' };
	const of = (...rows: unknown[]) => rows;
	const row = (uid: string, to: string | number, status = 'Delivered') => ({
		uid,
		to,
		customer_status: status,
	});

	it.each(['3.8.0', '3.9', '3.13.0'] as const)(
		'brings each its own id, and tells the refused ones with the reason, on version %s',
		async (version) => {
			const { textBoost } = setup.sandbox;
			textBoost.settings.version = version;
			const reason = '31600000002 is a invalid phone number';
			textBoost.blockNumber('31600000002', reason);
			textBoost.answerInWords('31600000003', 'The operator is tired');
			const to = '+31600000001,+31600000002,+31600000003';
			const result = await run('sms', 'send', { ...sms, to });
			if (version === '3.9') {
				// This version breaks on the words of an operator (recorded: "send, the gateway is down").
				expect(result.error?.message).toMatch(
					/^The TextBoost server failed .+ may still have been sent/,
				);
				return;
			}
			expect(result.error).toBeUndefined();
			const [first, third] = lastStored(2);
			expect(result.json).toMatchObject([
				{
					...{ id: first?.uid, to: '+31600000001', status: 'delivered', vendorStatus: 'Delivered' },
					reason: null,
				},
				{
					id: null,
					to: '+31600000002',
					status: 'failed',
					vendorStatus: `TextBoost did not accept this number: “${reason}”.`,
					reason: `TextBoost did not accept this number: “${reason}”.`,
					createdAt: null,
					price: null,
				},
				{
					id: third?.uid,
					to: '+31600000003',
					status: 'failed',
					vendorStatus: version === '3.8.0' ? 'The operator is tired' : 'Failed',
					reason: version === '3.8.0' ? 'The operator is tired' : null,
				},
			]);
			expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(Array(3).fill({ item: 0 }));
		},
	);

	it('tells nothing of each on version 3.1.0, which makes a campaign of them', async () => {
		setup.sandbox.textBoost.settings.version = '3.1.0';
		const result = await run('sms', 'send', { ...sms, to: '+31600000001,+31600000002' });
		expect(result.json).toMatchObject([
			{ id: null, to: '+31600000001', status: 'queued' },
			{ id: null, to: '+31600000002', status: 'queued' },
		]);
	});

	it('fails the item where all were refused, and may go again', async () => {
		for (const number of ['31600000001', '31600000002', '0600000003']) {
			setup.sandbox.textBoost.blockNumber(number, `${number} is a invalid phone number`);
		}
		const result = await run('sms', 'send', several, {
			settings: { onError: 'continueErrorOutput' },
			items: [{ order: 7 }],
		});
		expect(result.errorItems.map(({ json }) => json)).toEqual([
			{
				order: 7,
				error: expect.stringMatching(
					/^TextBoost did not accept this number: “31600000001 is a invalid.+None of the 3 SMS was sent\. \[item 0\]$/,
				),
				outcome: 'notSent',
			},
		]);
	});

	it.each([
		[
			'rows in another order, with and without the country code',
			of(row('c', '31600000003'), row('b', 31600000002), row('a', '+31600000001')),
			'Sent',
			['a', 'b', 'c'],
			['delivered', 'delivered', 'delivered'],
		],
		[
			'a row that could belong to nobody',
			of(row('a', '31600000001'), row('x', '4420000000')),
			'Sent',
			['a', null, null],
			['delivered', 'unknown', 'unknown'],
		],
		[
			'two rows that could be of the same number',
			of(row('a', '31600000001'), row('x', '31600000003'), row('y', '44600000003')),
			'Sent',
			['a', null, null],
			['delivered', 'queued', 'queued'],
		],
		[
			'rows without a number',
			of({ uid: 'a' }, { uid: 'b' }, { uid: 'c' }),
			'Sent',
			[null, null, null],
			['queued', 'queued', 'queued'],
		],
		[
			'missing rows without a sentence',
			of(row('a', '31600000001')),
			null,
			['a', null, null],
			['delivered', 'unknown', 'unknown'],
		],
		[
			'missing rows with a sentence that tells of success only',
			of(row('a', '31600000001')),
			'Your messages were successfully sent',
			['a', null, null],
			['delivered', 'unknown', 'unknown'],
		],
		[
			'missing rows with a sentence that names one of them',
			of(row('a', '31600000001')),
			'Sent, except to 31600000002',
			['a', null, null],
			['delivered', 'failed', 'unknown'],
		],
		[
			'missing rows with words that name none',
			of(row('a', '31600000001')),
			'Some numbers are on the blacklist',
			['a', null, null],
			['delivered', 'unknown', 'unknown'],
		],
		[
			'two missing rows with one known reason that names none',
			of(row('a', '31600000001')),
			'Could not interpret numbers after plus-sign.',
			['a', null, null],
			['delivered', 'unknown', 'unknown'],
		],
		['null', null, 'Sent', [null, null, null], ['queued', 'queued', 'queued']],
		['the text "null"', 'null', 'Sent', [null, null, null], ['queued', 'queued', 'queued']],
		[
			'words, as the document prints',
			'sms reports with all details',
			null,
			[null, null, null],
			['queued', 'queued', 'queued'],
		],
		[
			'one row of one of them',
			row('b', '31600000002'),
			'31600000001, 0600000003: invalid',
			[null, 'b', null],
			['failed', 'delivered', 'failed'],
		],
	] as const)('may be %s', async (_, data, message, ids, statuses) => {
		answerWith(200, { status: 'success', message, data });
		const result = await run('sms', 'send', several);
		expect(result.json.map(({ id }) => id)).toEqual(ids);
		expect(result.json.map(({ status }) => status)).toEqual(statuses);
	});

	it.each([
		['of this moment', 0],
		['of an hour ago, which is another one', 60 * 60],
	])('may be a campaign %s', async (_, ageSeconds) => {
		const seconds = Math.floor(Date.now() / 1000) - ageSeconds;
		const uid = `${seconds.toString(16)}00000`;
		answerWith(200, { status: 'success', data: { uid, campaign_name: 'A', status: 'queued' } });
		const result = await run('sms', 'send', several);
		expect(result.json).toHaveLength(3);
		for (const message of result.json) {
			const batchId = ageSeconds === 0 ? uid : null;
			expect(message).toMatchObject({ id: null, status: 'queued', batchId });
		}
	});
});

describe('the answer to one number', () => {
	it.each([
		['an object', { uid: 'a', status: 'Delivered|gw-77' }, 'a', 'delivered', 'Delivered'],
		['a list', [{ uid: 'a', customer_status: 'pending' }], 'a', 'queued', 'pending'],
		['a list without a word', [{ uid: 'a', to: '31612345678' }], 'a', 'queued', null],
		['null', null, null, 'queued', null],
		['an object with a word of its own', { uid: 'a', status: 'Hm' }, 'a', 'unknown', 'Hm'],
		['one at no cost', { uid: 'a', status: 'Hm', cost: '0' }, 'a', 'failed', 'Hm'],
		['one at a cost', { uid: 'a', status: 'Hm', cost: '1' }, 'a', 'unknown', 'Hm'],
		[
			'a word that objects have',
			{ uid: 'a', status: 'constructor' },
			'a',
			'unknown',
			'constructor',
		],
		[
			'delivered at no cost',
			{ uid: 'a', status: 'Delivered', cost: 0 },
			'a',
			'delivered',
			'Delivered',
		],
	])('may be %s', async (_, data, id, status, vendorStatus) => {
		answerWith(200, { status: 'success', data });
		const result = await run('sms', 'send', sms);
		expect(result.json).toMatchObject([{ id, status, vendorStatus, to: '+31612345678' }]);
	});

	it('may have its picture and another id', async () => {
		answerWith(200, {
			status: 'success',
			data: { id: 5, uid: 'a', media_url: 'https://example.com/a.png', sms_count: 1 },
		});
		const result = await run('sms', 'send', sms);
		expect(result.json).toMatchObject([
			{ id: 'a', attachments: [{ url: 'https://example.com/a.png', name: null, type: null }] },
		]);
	});
});

describe.each([
	['3.1.0', 404],
	['3.8.0', 403],
] as const)('the operator refuses on version %s, with HTTP %s', (version, code) => {
	const sentence = `TextBoost returned an error (HTTP ${code}): “Enroute”, which may also happen after the SMS was sent. The SMS may still have been sent, so it was not sent again. [item 0]`;

	it.each([
		['send', {}],
		['sendMany', {}],
		['sendVoice', {}],
		['sendMms', { mediaUrl: 'https://example.com/a.png' }],
	])('%s is unknown, says so, and is never repeated', async (operation, fields) => {
		const { textBoost } = setup.sandbox;
		textBoost.settings.version = version;
		textBoost.answerFirst('31612345678', 'Enroute');
		const parameters = { ...sms, ...fields };
		const result = await run('sms', operation, parameters, {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(result.error?.message).toBe(sentence);
		expect(result.error?.description).toMatch(/^Check in TextBoost whether the SMS was sent/);
		expect(textBoost.handedOver).toHaveLength(1);
		const settings = { onError: 'continueErrorOutput' } as const;
		const continued = await run('sms', operation, parameters, { settings });
		expect(continued.errorItems[0]?.json).toEqual({ error: sentence, outcome: 'unknown' });
	});
});

describe.each(TEXTBOOST_VERSIONS)(
	'warnings that PHP prints around the response from version %s',
	(version) => {
		it('change nothing', async () => {
			const { textBoost } = setup.sandbox;
			Object.assign(textBoost.settings, { version, phpWarnings: ['before', 'after'] });
			const sent = await run('sms', 'send', sms);
			expect(sent.json).toMatchObject([
				{ id: lastStored(1)[0]?.uid, status: 'delivered', text: 'Hello' },
			]);
			textBoost.settings.missingRights = ['access_api'];
			const refused = await run('sms', 'send', sms);
			expect(refused.error?.message).toMatch(
				/^TextBoost returned an error \(HTTP 403\): “You do not have permission to access API”, which may also happen after the SMS was sent\./,
			);
		});
	},
);

describe.each(['asRecorded', 'http'] as const)('too many requests, with codes %s', (errorCodes) => {
	it('are waited for, and sent once each', async () => {
		const { textBoost } = setup.sandbox;
		textBoost.settings.errorCodes = errorCodes;
		textBoost.throttle(2);
		const result = await run('sms', 'send', smsFromItem, { items: manyItems(3) });
		expect(result.error).toBeUndefined();
		expect(result.json.map(({ status }) => status)).toEqual(Array(3).fill('delivered'));
		expect(sends()).toHaveLength(5);
		expect(textBoost.handedOver).toHaveLength(3);
	});
});

it('fails where the wait after HTTP 429 would be too long', async () => {
	setup.sandbox.faults.add({
		path: '/sms/send',
		when: 'before',
		fault: { kind: 'tooManyRequests', retryAfter: '3600' },
	});
	const failed = await run('sms', 'send', sms);
	expect(failed.error).toEqual({
		message:
			'TextBoost accepts no more requests for 3600 seconds (HTTP 429). The SMS was not sent. [item 0]',
		description: 'Wait 3600 seconds, then run again, with fewer requests at once.',
	});
	expect(sends()).toHaveLength(1);
});
