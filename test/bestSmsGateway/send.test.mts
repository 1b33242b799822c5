import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { until } from '../sending/setup.mts';
import {
	group,
	manyItems,
	NO_CREDIT,
	PASSWORD,
	setUp,
	smsFromItem,
	smsFromSender,
	withSenders,
} from './setup.mts';
import { OUTGOING_FIELDS } from '../gateways/commonFields.mts';

const setup = setUp();
const { run, requestsFor, stored, handedOver } = setup;

const gateway = () => setup.sandbox.bestSmsGateway;
const sends = () => requestsFor('send_sms');
const one = { to: '+2348094309926', message: 'Hello' };

describe('the request', () => {
	it('posts the fields as a form, with the login in the body and nothing in the URL', async () => {
		const text = 'a+b & c=d % 100%25 é "q"\nline';
		const result = await run('sms', 'send', { to: '+234 809 430-9926', message: text });

		expect(result.error).toBeUndefined();
		const [request] = setup.sandbox.requests.all;
		expect(request).toMatchObject({ method: 'POST', url: '/bestsmsgateway/api_v1' });
		expect(request?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
		expect(request?.form).toEqual({
			action: 'send_sms',
			sub_account: `001_sub${setup.accountId}`,
			sub_account_pass: PASSWORD,
			recipients: '+2348094309926',
			message: text,
		});
		expect(stored().map(({ text: sent }) => sent)).toEqual([text]);
	});

	it('sends every additional field as the vendor wants it', async () => {
		gateway().seedContacts([
			{ accountId: setup.accountId, phone: '2348000000009', group: 'No SMS' },
			{ accountId: setup.accountId, phone: '2348000000008', group: 'Nor these' },
		]);
		const result = await run('sms', 'send', {
			to: '+2348094309926,+2348000000009,+2348000000008',
			message: 'Later',
			from: ' Shop ',
			additionalFields: {
				flash: true,
				unicode: 'always',
				route: 2,
				sendAt: '2030-07-01T18:30:00+02:00',
				excludeGroupId: group('No SMS, Nor these'),
				reference: 'Order 7',
			},
		});
		expect(result.error).toBeUndefined();
		expect(sends()[0]).toMatchObject({
			sender_id: 'Shop',
			type: '1',
			unicode: '1',
			route: '2',
			send_at: '2030-07-02 01:30',
			timezone_offset: '+9',
			ignore_groups: 'No SMS,Nor these',
			message: 'Later',
			recipients: '+2348094309926',
		});
		expect(JSON.parse(sends()[0]?.contacts ?? '')).toEqual(
			['+2348094309926', '+2348000000009', '+2348000000008'].map((phone) => ({
				phone,
				override_message: 'Later',
				override_date_time: '2030-07-02 01:30',
				extra_data: 'Order 7',
			})),
		);
		expect(stored()).toMatchObject([
			{ recipient: '2348094309926', sender: 'Shop', type: 1, extraData: 'Order 7', status: 0 },
		]);
	});

	it.each([
		['2030-12-24 18:00', 'Europe/Paris', '2030-12-24T17:00:00Z'],
		['2030-12-24T18:00:00+05:30', 'Europe/Paris', '2030-12-24T12:30:00Z'],
		// Never too early: the document has no seconds.
		['2030-12-24T18:00:01Z', 'UTC', '2030-12-24T18:01:00Z'],
		['={{ DateTime.fromISO("2030-12-24T18:00:00Z") }}', 'Asia/Tokyo', '2030-12-24T18:00:00Z'],
		[1924365600000, 'Asia/Tokyo', '2030-12-24T18:00:00Z'],
	])('schedules %s in %s for that instant', async (sendAt, timezone, expected) => {
		await run('sms', 'send', { ...one, additionalFields: { sendAt } }, { timezone });
		expect(stored()[0]?.scheduled).toBe(Date.parse(expected) / 1000);
	});

	it.each([
		['Plain [text] €', 'automatic', undefined],
		['ẹ káàárọ̀', 'automatic', '1'],
		['Plain', 'always', '1'],
		['你好', 'never', undefined],
		['你好', '={{ null }}', '1'],
	])('%s with Unicode %s', async (message, unicode, expected) => {
		await run('sms', 'send', { ...one, message, additionalFields: { unicode } });
		expect(sends()[0]?.unicode).toBe(expected);
	});

	it('puts the numbers of an item into one request, and each of them once', async () => {
		const result = await run('sms', 'send', {
			to: '+2348094309926; 00234 809 430 9926,\n2348094309926, (44) 78.1283.728',
			message: 'x',
		});
		expect(sends().map(({ recipients }) => recipients)).toEqual(['+2348094309926,44781283728']);
		expect(result.json.map(({ to }) => to)).toEqual(['+2348094309926', '44781283728']);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('leaves local numbers to the gateway, or gives them the default country code', async () => {
		const parameters = { to: '0809 430 9926', message: 'x' };
		const own = await run('sms', 'send', parameters);
		expect(own.json).toMatchObject([{ id: expect.any(String), to: '08094309926' }]);
		const other = setup.addAccount(setup.sandbox, { dialCode: '1' });
		await run('sms', 'send', parameters, { credential: { ...other, defaultCountryCode: '234' } });
		expect(sends().map(({ recipients }) => recipients)).toEqual(['08094309926', '+2348094309926']);
	});
});

describe('the output', () => {
	it('is one message per SMS with its id, linked to its item', async () => {
		const items = [
			{ phones: '+2348000000001,+2348000000002', text: 'First' },
			{ phones: '+2348000000003', text: 'Second' },
		];
		const result = await run(
			'sms',
			'send',
			{ to: '={{ $json.phones }}', message: '={{ $json.text }}' },
			{ items },
		);
		const sent = stored();
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
		]);
		expect(result.json).toEqual(
			sent.map(({ id, recipient, text, batchId, submitted }) => ({
				id: String(id),
				direction: 'outgoing',
				from: 'tormuto',
				to: `+${recipient}`,
				text,
				status: 'sent',
				vendorStatus: 'SENT',
				reason: null,
				createdAt: new Date(submitted * 1000).toISOString().replace('.000', ''),
				sentAt: expect.stringMatching(/Z$/),
				sendAt: null,
				price: '1',
				reference: null,
				segments: 1,
				encoding: 'GSM-7',
				vendorSegments: 1,
				batchId,
			})),
		);
		expect(Object.keys(result.json[0] ?? {})).toEqual([
			...OUTGOING_FIELDS,
			'vendorSegments',
			'batchId',
		]);
		expect(requestsFor('fetch_sms').map(({ batch_id }) => batch_id)).toEqual([sent[0]?.batchId]);
	});

	it("is the vendor's own record when Simplify is off", async () => {
		const result = await run('sms', 'send', { ...one, simplify: false });
		expect(result.json).toMatchObject([
			{ sms_id: String(stored()[0]?.id), recipient: '2348094309926', units: '1' },
		]);
	});

	it('has no ids when they are not asked for', async () => {
		const additionalFields = { fetchIds: false, reference: 'r' };
		const result = await run('sms', 'send', { ...one, from: 'Shop', additionalFields });
		expect(result.json).toEqual([
			{
				id: null,
				direction: 'outgoing',
				from: 'Shop',
				to: '+2348094309926',
				text: 'Hello',
				status: 'queued',
				vendorStatus: null,
				reason: null,
				createdAt: null,
				sentAt: null,
				sendAt: null,
				price: null,
				reference: 'r',
				segments: 1,
				encoding: 'GSM-7',
				batchId: stored()[0]?.batchId,
			},
		]);
		// Only to see whether another send happened in the same second.
		expect(requestsFor('fetch_sms')).toMatchObject([{ perpage: '1' }]);

		const other = setup.addAccount(setup.sandbox);
		const raw = await run(
			'sms',
			'send',
			{ ...one, simplify: false, additionalFields: { fetchIds: false } },
			{ credential: other },
		);
		expect(raw.json).toEqual([{ batch_id: expect.any(String), total: 1 }]);
	});

	it.each([
		['a dropped connection', { kind: 'drop' }],
		['a 500', { kind: 'answer', status: 500, body: 'Down' }],
		['a refusal', { kind: 'answer', status: 200, body: '{"error":"x","error_code":11}' }],
		['cut JSON', { kind: 'cutJson' }],
		['records of another kind', { kind: 'answer', status: 200, body: '{"records":"none"}' }],
		['nothing found', { kind: 'answer', status: 200, body: '{"error_code":10,"error":"x"}' }],
	] as const)('has the batch id and no ids after %s at reading back', async (_, fault) => {
		setup.sandbox.faults.add({ form: { action: 'fetch_sms' }, when: 'before', fault });
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const result = await run('sms', 'send', one, { settings });
		expect(result.error).toBeUndefined();
		expect(result.json).toMatchObject([
			{ id: null, status: 'queued', batchId: stored()[0]?.batchId },
		]);
		expect(sends()).toHaveLength(1);
		expect(requestsFor('fetch_sms')).toHaveLength(1);
	});
});

describe('numbers that the gateway drops', () => {
	const parameters = { to: '+2348094309926, 123456, +2348000000001', message: 'x' };
	const left = (number: string) =>
		`BestSMSGateway accepted 2 of 3 numbers, and left out ${number}.`;

	it('are named, while the others are sent', async () => {
		const result = await run('sms', 'send', parameters);
		expect(result.json).toMatchObject([
			{ to: '+2348094309926', id: String(stored()[0]?.id) },
			{ to: '123456', id: null, status: 'failed', vendorStatus: left('123456') },
			{ to: '+2348000000001', id: String(stored()[1]?.id) },
		]);
	});

	it('are named where no IDs are asked for', async () => {
		const additionalFields = { fetchIds: false };
		const result = await run('sms', 'send', { ...parameters, additionalFields });
		expect(result.json.map(({ status }) => status)).toEqual(['sent', 'failed', 'sent']);
	});

	describe('where the batch cannot be read', () => {
		/** Lets the reading back fail this many times. */
		const failReading = (times: number) =>
			setup.sandbox.faults.add({
				form: { action: 'fetch_sms' },
				when: 'before',
				times,
				fault: { kind: 'drop' },
			});

		it('are named once it can be', async () => {
			failReading(2);
			const result = await run('sms', 'send', parameters);
			const [first, last] = stored().map(({ id }) => String(id));
			expect(result.json.map(({ id }) => id)).toEqual([first, null, last]);
			expect(result.json[1]).toMatchObject({ status: 'failed', vendorStatus: left('123456') });
			expect(requestsFor('fetch_sms')).toHaveLength(3);
			expect(sends()).toHaveLength(1);
		});

		it('leave the outcome of all unknown, and none is sent again', async () => {
			failReading(Infinity);
			const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
			const result = await run('sms', 'send', parameters, { settings });
			expect(result.error).toEqual({
				message:
					'BestSMSGateway accepted 2 of 3 numbers, but did not report which. Any of the 3 SMS may still have been sent, so none was sent again. [item 0]',
				description: `Get the SMS of batch ${stored()[0]?.batchId} with Get Many, and see which number is missing, before you send again.`,
			});
			expect(requestsFor('fetch_sms')).toHaveLength(3);
			expect(sends()).toHaveLength(1);
		});

		it('are not waited for once the run is stopped', async () => {
			failReading(Infinity);
			try {
				await run('sms', 'send', parameters, {
					onStart: (execution) =>
						void until(() => requestsFor('fetch_sms').length > 0).then(() => {
							// The time for the next reading never comes: a run that waited for it would not end.
							jest.spyOn(Date, 'now').mockReturnValue(Date.now());
							execution.cancel();
						}),
				});
			} finally {
				jest.restoreAllMocks();
			}
			expect(requestsFor('fetch_sms')).toHaveLength(1);
			expect(sends()).toHaveLength(1);
		});
	});

	describe('because they are in a group to leave out', () => {
		const additionalFields = { excludeGroupId: group('No SMS') };
		const leave = (...numbers: string[]) =>
			gateway().seedContacts(
				numbers.map((phone) => ({ accountId: setup.accountId, phone, group: 'No SMS' })),
			);

		it.each(['send', 'sendMany'])('do not fail their item, %s', async (operation) => {
			leave('2348000000001');
			const result = await run(
				'sms',
				operation,
				{ ...smsFromItem, additionalFields },
				{
					items: [
						{ phone: '+2348000000001', text: 'a' },
						{ phone: '+2348000000002', text: 'b' },
					],
				},
			);
			expect(result.error).toBeUndefined();
			expect(result.json).toMatchObject([
				{
					to: '+2348000000001',
					id: null,
					status: 'failed',
					vendorStatus:
						'BestSMSGateway left out +2348000000001; of the 2 numbers in the request it accepted 1.',
				},
				{ to: '+2348000000002', id: String(stored()[0]?.id), status: 'sent' },
			]);
		});

		it('do not fail their item either where nobody else is in the request', async () => {
			leave('2348000000001', '2348000000002');
			const to = '+2348000000001,+2348000000002';
			const result = await run('sms', 'send', { to, message: 'x', additionalFields });
			expect(result.error).toBeUndefined();
			expect(result.json).toMatchObject(
				to.split(',').map((number) => ({
					to: number,
					id: null,
					status: 'failed',
					vendorStatus: `BestSMSGateway left out ${number}.`,
					batchId: null,
				})),
			);
		});

		it('fail their item where the gateway refuses for another reason', async () => {
			const credential = setup.addAccount(setup.sandbox, { balance: 0 });
			const result = await run('sms', 'send', { ...one, additionalFields }, { credential });
			expect(result.error?.message).toMatch('Insufficient SMS credit');
		});
	});

	it('does not take a local number for another one that ends in it', async () => {
		const result = await run('sms', 'send', {
			to: '0912345,+2348000912345,+23409123450',
			message: 'x',
		});
		const idOf = (number: string) =>
			String(stored().find(({ recipient }) => recipient === number)?.id);
		expect(result.json.map(({ id }) => id)).toEqual([
			idOf('234912345'),
			idOf('2348000912345'),
			idOf('23409123450'),
		]);
	});

	it('are two spellings of one number, of which one is sent', async () => {
		const result = await run('sms', 'send', { to: '08094309926,+2348094309926', message: 'x' });
		expect(stored()).toHaveLength(1);
		expect(result.json.map(({ id, status }) => [id, status])).toEqual([
			[null, 'failed'],
			[String(stored()[0]?.id), 'sent'],
		]);
	});
});

describe('two sends', () => {
	it('never fall into one second of the gateway, not even of two executions', async () => {
		gateway().settings.handoffMs = 300;
		try {
			const later = { additionalFields: { sendAt: '2030-01-01 10:00' } };
			const results = await Promise.all([
				run('sms', 'send', { ...one, message: 'Later', ...later }),
				run('sms', 'send', { ...one, message: 'One' }),
				run('sms', 'send', { ...one, message: 'Two' }),
			]);
			expect(results.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
			expect(new Set(stored().map(({ batchId }) => batchId)).size).toBe(3);
			expect(
				handedOver()
					.map(({ text }) => text)
					.sort(),
			).toEqual(['One', 'Two']);
		} finally {
			gateway().settings.handoffMs = 0;
		}
	});

	it('of different accounts do not wait for each other', async () => {
		const other = setup.addAccount(setup.sandbox);
		await Promise.all([run('sms', 'send', one), run('sms', 'send', one, { credential: other })]);
		const [first, second] = setup.sandbox.requests.all.filter(
			({ form }) => form.action === 'send_sms',
		);
		expect(Number(second?.receivedAt) - Number(first?.receivedAt)).toBeLessThan(900);
	});
});

describe('an SMS that is on hold', () => {
	afterEach(() => {
		gateway().settings.leastHeldRecipients = 50;
	});

	const sentence =
		'Message currently on hold, and will be dispatched for delivery, once your account has been verified.';

	it.each([
		[true, { id: null, status: 'queued', vendorStatus: sentence, batchId: null }],
		[false, { message: sentence, error_code: 11 }],
	])('is accepted and waits, and is never sent again (Simplify %s)', async (simplify, expected) => {
		gateway().settings.leastHeldRecipients = 1;
		const result = await run(
			'sms',
			'send',
			{ ...one, message: 'The lottery of our casino is open', simplify },
			{ settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } },
		);
		expect(result.error).toBeUndefined();
		expect(result.status).toBe('success');
		expect(result.json).toMatchObject([expected]);
		expect(result.json[0]).not.toHaveProperty('error');
		expect(sends()).toHaveLength(1);
	});
});

describe('an SMS that is refused', () => {
	const items = [
		{ phone: '+2348000000001', text: 'a', from: 'Shop' },
		{ phone: '12', text: 'b', from: 'Other' },
	];
	const sentence =
		'BestSMSGateway refused: “No valid recipient found”. The SMS was not sent. [item 1]';

	it('makes the node fail with the message from the vendor and what to do', async () => {
		const result = await run('sms', 'send', smsFromSender, { items });
		expect(result.error).toEqual({
			message: sentence,
			description:
				'Check the numbers in To: the gateway only accepts numbers with more than 6 digits. Others in this run: 1 accepted, 0 unknown; do not run these again.',
		});
	});

	it('leaves the good items in place with Continue On Fail', async () => {
		const result = await run('sms', 'send', smsFromSender, {
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(result.json[1]).toEqual({ error: sentence, outcome: 'notSent' });
	});

	it('goes to the error output with the fields of its input and its outcome', async () => {
		const result = await run('sms', 'send', smsFromSender, {
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(result.json.map(({ to }) => to)).toEqual(['+2348000000001']);
		expect(result.errorItems).toEqual([
			{
				json: { ...items[1], error: sentence, outcome: 'notSent' },
				pairedItem: { item: 1 },
			},
		]);
	});
});

describe('Retry On Fail', () => {
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	it('sends again what was refused, and only that', async () => {
		setup.sandbox.faults.add({
			form: { action: 'send_sms', recipients: '+2348000000001' },
			when: 'before',
			fault: NO_CREDIT,
		});
		const items = withSenders(manyItems(3));
		const result = await run('sms', 'send', smsFromSender, { items, settings: retry });
		expect(result.status).toBe('success');
		expect(sends().map(({ message }) => message)).toEqual(['Text 0', 'Text 1', 'Text 1', 'Text 2']);
		expect(new Set(result.json.map(({ id }) => id)).size).toBe(3);
	});

	it.each([
		['a dropped connection', { kind: 'drop' }],
		['a broken connection', { kind: 'cutConnection' }],
		['a 502', { kind: 'answer', status: 502, body: '<h1>Bad Gateway</h1>' }],
		['a cut answer', { kind: 'cutJson' }],
		['a web page', { kind: 'answer', status: 200, body: '<html><p>Maintenance</p></html>' }],
		['an empty answer', { kind: 'answer', status: 200, body: '' }],
		[
			'an answer that says nobody got it, although it was charged',
			{
				kind: 'answer',
				status: 200,
				body: '{"error":"Message could not be sent to any recipient","error_code":11}',
			},
		],
	] as const)('never repeats after %s, for the SMS may have gone out', async (_, fault) => {
		setup.sandbox.faults.add({ form: { action: 'send_sms' }, when: 'after', fault });
		const result = await run('sms', 'send', one, { settings: retry });
		expect(result.error?.message).toMatch(
			/The SMS may still have been sent, so it was not sent again\. \[item 0\]$/,
		);
		expect(sends()).toHaveLength(1);
		expect(handedOver()).toHaveLength(1);
	});
});

it('HTTP 429 is waited out', async () => {
	setup.sandbox.faults.add({
		form: { action: 'send_sms' },
		when: 'before',
		fault: { kind: 'tooManyRequests', retryAfter: '0' },
	});
	const result = await run('sms', 'send', one);
	expect(result.error).toBeUndefined();
	expect(sends()).toHaveLength(2);
	expect(handedOver()).toHaveLength(1);
});

describe('a run', () => {
	it('sends in the order of its items, one request after the other', async () => {
		const items = withSenders(manyItems(3));
		const result = await run('sms', 'send', smsFromSender, { items });
		expect(sends().map(({ message }) => message)).toEqual(items.map(({ text }) => text));
		expect(result.json.map(({ text }) => text)).toEqual(items.map(({ text }) => text));
		expect(setup.sandbox.requests.mostInFlight).toBe(1);
	});

	it('sends nothing when the fields of one item cannot be read', async () => {
		const items = [...manyItems(5), { phone: 'call me', text: 'x' }];
		const result = await run('sms', 'send', smsFromItem, { items });
		expect(result.error?.message).toBe(
			'To contains “call me”, which is not a phone number: it contains letters. Nothing was sent for any item. [item 5]',
		);
		expect(setup.sandbox.requests.all).toEqual([]);
	});

	it('starts nothing more once it is stopped', async () => {
		const result = await run('sms', 'send', smsFromSender, {
			items: withSenders(manyItems(10)),
			onStart: (execution) =>
				void (async () => {
					while (sends().length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
					execution.cancel();
				})(),
		});
		// Nothing can be awaited that must not happen: so long a further request would have taken.
		await new Promise((resolve) => setTimeout(resolve, 1500));
		expect(result.status).not.toBe('success');
		expect(sends()).toHaveLength(1);
	});

	it('sends nothing when it is stopped while it waits for the send of another execution', async () => {
		setup.sandbox.faults.add({
			form: { action: 'send_sms' },
			when: 'before',
			fault: { kind: 'latency', ms: 300 },
		});
		const first = run('sms', 'send', one);
		while (sends().length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
		await run('sms', 'send', one, {
			onStart: (execution) => void setTimeout(() => execution.cancel(), 100),
		});
		await first;
		// Nothing can be awaited that must not happen: so long the further request would have taken.
		await new Promise((resolve) => setTimeout(resolve, 1500));
		expect(sends()).toHaveLength(1);
		expect(handedOver()).toHaveLength(1);
	});
});
