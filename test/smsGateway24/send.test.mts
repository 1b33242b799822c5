import { describe, expect, it } from '@jest/globals';
import { GALAXY_A14, PIXEL_7, START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { plainText } from '../engine/plainText.mts';
import { manyItems, onPixel7, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;

const stored = () => setup.sandbox.smsGateway24.messages;
const sends = () => setup.sandbox.requests.to('/addsms');
const twoItems = [
	{ phone: '+4915752982212', text: 'First' },
	{ phone: '+33612345678', text: 'Second' },
];

describe('the request', () => {
	it('posts the fields as a form, with the token in the body and nothing in the URL', async () => {
		const result = await run('sms', 'send', {
			...onPixel7,
			to: '+49 157 529-82212',
			message: 'a+b & c=d % 100%25 😀 é "q"\nline',
		});

		expect(result.error).toBeUndefined();
		const [request] = setup.sandbox.requests.all;
		expect(setup.sandbox.requests.all).toHaveLength(1);
		expect(request).toMatchObject({
			method: 'POST',
			url: '/smsgateway24/getdata/addsms',
			form: {
				token: START_ACCOUNT.token,
				sendto: '+49 157 529-82212',
				body: 'a+b & c=d % 100%25 😀 é "q"\nline',
				device_id: '260',
				sim: '0',
			},
		});
		expect(Object.keys(request?.form ?? {}).sort()).toEqual(
			['body', 'device_id', 'sendto', 'sim', 'token'].sort(),
		);
		expect(stored().at(-1)?.body).toBe('a+b & c=d % 100%25 😀 é "q"\nline');
	});

	it('sends every additional field as the vendor wants it', async () => {
		await run(
			'sms',
			'send',
			{
				...onPixel7,
				to: '+4915752982212',
				message: 'Later',
				additionalFields: {
					reference: '1042',
					sim: 5,
					urgent: true,
					sendAt: '2030-07-01T18:30:00',
				},
			},
			{ timezone: 'America/New_York', credential: { timezone: 'Europe/Berlin' } },
		);

		expect(sends()[0]?.form).toMatchObject({
			customerid: '1042',
			sim: '5',
			urgent: '1',
			timetosend: '2030-07-02 00:30:00',
		});
		expect(stored().at(-1)).toMatchObject({ customerid: 1042, sim: 5, urgent: true });
	});

	it.each([
		['2030-12-24 18:00', 'Europe/Paris', '2030-12-24 17:00:00'],
		['2030-12-24T18:00:00+05:30', 'Europe/Paris', '2030-12-24 12:30:00'],
		['2030-12-24 00:00', 'UTC', '2030-12-24 00:00:00'],
		['={{ DateTime.fromISO("2030-12-24T18:00:00Z") }}', 'Asia/Tokyo', '2030-12-24 18:00:00'],
		[1924365600000, 'Asia/Tokyo', '2030-12-24 18:00:00'],
	])('takes %s in %s for an instant', async (sendAt, timezone, expected) => {
		await run(
			'sms',
			'send',
			{ ...onPixel7, to: '+33612345678', message: 'x', additionalFields: { sendAt } },
			{ timezone },
		);
		expect(sends()[0]?.form.timetosend).toBe(expected);
	});

	it('uses smstosend with email and password where the credential says so', async () => {
		const result = await run(
			'sms',
			'send',
			{ ...onPixel7, to: '+33612345678', message: 'x' },
			{
				credential: {
					authentication: 'emailPassword',
					email: START_ACCOUNT.email,
					password: START_ACCOUNT.password,
					sendWithPassword: true,
				},
			},
		);
		expect(result.json).toHaveLength(1);
		expect(setup.sandbox.requests.all.map(({ path }) => path)).toEqual([
			'/smsgateway24/getdata/smstosend',
		]);
		expect(setup.sandbox.requests.all[0]?.form).toMatchObject({
			email: START_ACCOUNT.email,
			pass: START_ACCOUNT.password,
		});
		expect(setup.sandbox.requests.all[0]?.form).not.toHaveProperty('token');
	});

	it('makes one request per number, and one for a number that comes twice', async () => {
		const result = await run('sms', 'send', {
			...onPixel7,
			to: '+33612345678; 0033 6 12 34 56 78,\n+4915752982212',
			message: 'x',
		});
		expect(sends().map(({ form }) => form.sendto)).toEqual(['+33612345678', '+4915752982212']);
		expect(new Set(result.json.map(({ id }) => id)).size).toBe(2);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('takes a list of numbers from an expression', async () => {
		await run(
			'sms',
			'send',
			{ ...onPixel7, to: '={{ $json.phones }}', message: 'x' },
			{ items: [{ phones: ['+33612345678', 4915752982212] }] },
		);
		expect(sends().map(({ form }) => form.sendto)).toEqual(['+33612345678', '4915752982212']);
	});

	it('gives local numbers the default country code, and only these', async () => {
		await run(
			'sms',
			'send',
			{ ...onPixel7, to: '06 12 34 56 78, 0049157529, +4915752982212, 12345', message: 'x' },
			{ credential: { defaultCountryCode: '+33' } },
		);
		expect(sends().map(({ form }) => form.sendto)).toEqual([
			'+33612345678',
			'+49157529',
			'+4915752982212',
			'12345',
		]);
	});
});

describe('the output', () => {
	it('is one message per SMS, linked to its item', async () => {
		const result = await run('sms', 'send', smsFromItem, { items: twoItems });

		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(result.json).toEqual(
			twoItems.map(({ phone, text }, i) => ({
				id: String(stored().at(i - 2)?.id),
				direction: 'outgoing',
				from: null,
				to: phone,
				text,
				status: 'queued',
				vendorStatus: null,
				reason: null,
				createdAt: null,
				sentAt: null,
				sendAt: null,
				price: null,
				reference: null,
				segments: 1,
				encoding: 'GSM-7',
				deviceId: '260',
				sim: 0,
				simName: 'SIM Slot 1',
				campaignId: null,
				campaignName: null,
			})),
		);
	});

	it("is the vendor's own answer without its error key when Simplify is off", async () => {
		const result = await run(
			'sms',
			'send',
			{ ...smsFromItem, simplify: false },
			{ items: twoItems },
		);
		expect(result.json[0]).toEqual({
			sms_id: stored().at(-2)?.id,
			message: 'Sms has been saved successfully',
		});
	});

	it('never has the token in it', async () => {
		setup.sandbox.faults.add({
			path: '/addsms',
			when: 'before',
			fault: {
				kind: 'answer',
				status: 200,
				body: `{"error":0,"sms_id":5,"token":"${START_ACCOUNT.token}"}`,
			},
		});
		const result = await run(
			'sms',
			'send',
			{ ...smsFromItem, simplify: false },
			{ items: twoItems.slice(0, 1) },
		);
		expect(result.json).toEqual([{ sms_id: 5 }]);
	});

	it.each([true, false])(
		'leads to one request although the answer is {"error":0} and Retry On Fail is on (simplify %s)',
		async (simplify) => {
			const result = await run(
				'sms',
				'send',
				{ ...smsFromItem, simplify },
				{ items: twoItems, settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } },
			);
			expect(result.status).toBe('success');
			expect(sends()).toHaveLength(2);
		},
	);
});

describe('a run of many items', () => {
	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'sends the others when an expression of one item throws: %s',
		async (onError) => {
			const items = manyItems(3);
			const additionalFields = {
				reference: '={{ $json.phone === "+4915700000000" ? $("Nowhere").item.json.x : 7 }}',
			};
			const result = await run(
				'sms',
				'send',
				{ ...smsFromItem, additionalFields },
				{ items, settings: { onError } },
			);
			const failed =
				onError === 'continueErrorOutput' ? result.errorItems : result.items.slice(0, 1);
			expect(failed).toMatchObject([{ json: { outcome: 'notSent' }, pairedItem: { item: 0 } }]);
			expect(sends().map(({ form }) => form.sendto)).toEqual(['+4915700000001', '+4915700000002']);
		},
	);
});

describe('several numbers in one item', () => {
	it('are all named where none was accepted, each with its reason', async () => {
		for (const message of ['Login or password incorrect', 'Login or password incorrect.']) {
			setup.sandbox.faults.add({
				path: '/addsms',
				when: 'before',
				fault: { kind: 'answer', status: 200, body: JSON.stringify({ error: 1, message }) },
			});
		}
		const result = await run('sms', 'send', {
			...onPixel7,
			to: '+33600000001,+33600000002',
			message: 'x',
			additionalFields: { maxConcurrency: 1 },
		});
		expect(result.error?.message).toBe(
			'None of the 2 numbers in To was confirmed. +33600000001: “Login or password incorrect”; +33600000002: “Login or password incorrect.”. None of the 2 SMS was sent. [item 0]',
		);
	});

	it('are told apart where one of them may have been sent', async () => {
		const fault = {
			kind: 'answer',
			status: 200,
			body: '{"error":1,"message":"Login or password incorrect"}',
		} as const;
		setup.sandbox.faults.add({ path: '/addsms', when: 'before', fault });
		setup.sandbox.faults.add({ path: '/addsms', when: 'after', fault: { kind: 'drop' } });
		const result = await run(
			'sms',
			'send',
			{
				...onPixel7,
				to: '+33600000001,+33600000002',
				message: 'x',
				additionalFields: { maxConcurrency: 1 },
			},
			{ settings: { onError: 'continueErrorOutput' } },
		);
		expect(result.errorItems[0]?.json.error).toMatch(
			/^None of the 2 numbers in To was confirmed\. \+33600000001: “Login or password incorrect”; \+33600000002: .+ \(may have been sent\)\. The SMS may still have been sent, so it was not sent again\. \[item 0\]$/,
		);
	});
});

describe('a message to a device that the account does not have', () => {
	const items = [
		{ phone: '+33600000001', text: 'a', device: PIXEL_7.id },
		{ phone: '+33600000002', text: 'b', device: 999 },
		{ phone: '+33600000003', text: 'c', device: GALAXY_A14.id },
	];
	const parameters = {
		...smsFromItem,
		deviceId: { __rl: true, mode: 'id', value: '={{ $json.device }}' },
	};

	it('makes the node fail with the message from the vendor and what to do', async () => {
		const result = await run('sms', 'send', parameters, { items });
		expect(result.error?.message).toBe(
			'SmsGateway24 reported an error: “Device not found”. The SMS may still have been sent, so it was not sent again. [item 1]',
		);
		expect(result.error?.description).toContain(
			'whether this has already happened. Choose Device again',
		);
	});
});

describe('a message that is refused', () => {
	it('is an item of its own where another number of its item was accepted', async () => {
		setup.sandbox.faults.add({
			path: '/addsms',
			when: 'before',
			fault: {
				kind: 'answer',
				status: 200,
				body: '{"error":1,"message":"Login or password incorrect"}',
			},
		});
		const result = await run('sms', 'send', {
			...onPixel7,
			to: '+33600000001,+33600000002',
			message: 'x',
			additionalFields: { maxConcurrency: 1 },
		});
		expect(result.error).toBeUndefined();
		expect(result.json).toMatchObject([
			{
				to: '+33600000001',
				id: null,
				status: 'failed',
				vendorStatus: 'Login or password incorrect',
			},
			{ to: '+33600000002', id: expect.any(String), status: 'queued' },
		]);
	});
});

describe('Retry On Fail', () => {
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const refuse = (times: number) =>
		setup.sandbox.faults.add({
			path: '/addsms',
			when: 'before',
			times,
			fault: {
				kind: 'answer',
				status: 200,
				body: '{"error":1,"message":"Login or password incorrect"}',
			},
		});

	it('names the SMS that may have gone out, and what happened to the others', async () => {
		const items = manyItems(10);
		setup.sandbox.faults.add({
			form: { sendto: plainText(items[0]?.phone) },
			when: 'before',
			fault: {
				kind: 'answer',
				status: 200,
				body: '{"error":1,"message":"Login or password incorrect"}',
			},
		});
		setup.sandbox.faults.add({
			form: { sendto: plainText(items[9]?.phone) },
			when: 'after',
			fault: { kind: 'drop' },
		});
		const result = await run('sms', 'send', smsFromItem, { items, settings: retry });
		expect(result.error?.message).toMatch(
			/^The connection to SmsGateway24 was cut off .+ so it was not sent again\. \[item 9\]$/,
		);
		expect(result.error?.description).toBe(
			'Before you run this item again, check in SmsGateway24 whether this has already happened. Others in this run: 9 accepted, 0 unknown; do not run these again.',
		);
	});

	it('does not take a time for past that was ahead when the run began', async () => {
		refuse(1);
		// Long enough for a busy machine to begin; the refusal comes when the time has passed.
		const soon = Date.now() + 5000;
		const hold = { kind: 'hold', until: () => Date.now() > soon } as const;
		setup.sandbox.faults.add({ path: '/addsms', when: 'before', fault: hold });
		const items = manyItems(2).map((item, i) => ({
			...item,
			at: i === 1 ? new Date(soon).toISOString() : '',
		}));
		const result = await run(
			'sms',
			'send',
			{ ...smsFromItem, additionalFields: { maxConcurrency: 1, sendAt: '={{ $json.at }}' } },
			{ items, settings: retry },
		);
		expect(result.status).toBe('success');
		expect(sends()).toHaveLength(3);
	});
});

describe('HTTP 429', () => {
	it('fails the item where the wait would be too long', async () => {
		setup.sandbox.faults.add({
			path: '/addsms',
			when: 'before',
			fault: { kind: 'tooManyRequests', retryAfter: '3600' },
		});
		const result = await run('sms', 'send', smsFromItem, { items: [twoItems[0] ?? {}] });
		expect(result.error?.message).toMatch(
			/^SmsGateway24 accepts no more requests at the moment \(HTTP 429\).*The SMS was not sent\. \[item 0\]$/,
		);
		expect(result.error?.description).toBe(
			'Wait 3600 seconds, then run again, with fewer requests at once.',
		);
		expect(sends()).toHaveLength(1);
	});
});
