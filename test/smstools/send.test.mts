import { beforeEach, describe, expect, it } from '@jest/globals';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import { SMSTOOLS_ACCOUNT } from '../../lab/sandbox/smstools.mts';
import { answer, bodyOf, groupById, resetSandbox, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;
beforeEach(() => resetSandbox(setup));

const stored = () => setup.sandbox.smstools.sent;
const sends = () => setup.sandbox.requests.to('/message/send');
const hello = { from: 'Bakery', to: '+32474123456', message: 'Hello' };
const twoItems = [
	{ phone: '+32474000001', text: 'First' },
	{ phone: '+32474000002', text: 'Second' },
];

describe('the request of Send', () => {
	it('is JSON with the keys in headers and nothing in the URL', async () => {
		const message = 'a+b & c=d % 100%25 😀 é "q"\nline €';
		const result = await run('sms', 'send', { ...hello, message });
		expect(result.error).toBeUndefined();
		expect(setup.sandbox.requests.all).toHaveLength(1);
		const [request] = setup.sandbox.requests.all;
		expect(request).toMatchObject({
			method: 'POST',
			url: '/smstools/v1/message/send',
			headers: {
				'content-type': 'application/json',
				'x-client-id': SMSTOOLS_ACCOUNT.clientId,
				'x-client-secret': SMSTOOLS_ACCOUNT.clientSecret,
			},
		});
		expect(bodyOf(request)).toEqual({ message, sender: 'Bakery', to: '32474123456' });
		expect(result.json).toMatchObject([{ to: '+32474123456' }]);
		expect(stored().at(-1)?.text).toBe(message);
	});

	it('has every additional field as the vendor wants it, the time in the zone of the credential', async () => {
		setup.sandbox.smstools.settings.zone = 'Europe/Brussels';
		const result = await run(
			'sms',
			'send',
			{
				...hello,
				additionalFields: {
					reference: ' Order 7 ',
					sendAt: '2030-07-01T18:30:20',
					subaccountId: groupById('72'),
					test: false,
				},
			},
			{ timezone: 'America/New_York', credential: { timezone: 'Europe/Brussels' } },
		);
		expect(result.error).toBeUndefined();
		expect(bodyOf(sends()[0])).toEqual({
			message: 'Hello',
			sender: 'Bakery',
			to: '32474123456',
			reference: 'Order 7',
			// 18:30:20 in New York, up to the full minute.
			date: '2030-07-02 00:31',
			subid: '72',
		});
		expect(stored().at(-1)).toMatchObject({ subaccount: '72', reference: 'Order 7' });
		expect(result.json).toMatchObject([
			{ reference: 'Order 7', sendAt: '2030-07-02T00:31:00+02:00' },
		]);
	});

	it('goes out once per number, without spaces, with and without plus being the same', async () => {
		const result = await run('sms', 'send', {
			...hello,
			to: '+32 474-00.00(01); 0032474000001,\n32474000001, 32474000002',
		});
		expect(sends().map((request) => bodyOf(request))).toMatchObject([
			{ to: '32474000001' },
			{ to: '32474000002' },
		]);
		expect(result.json).toMatchObject([{ to: '+32474000001' }, { to: '32474000002' }]);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('gives local numbers the default country code', async () => {
		await run(
			'sms',
			'send',
			{ ...hello, to: ['0474 12 34 56'] },
			{ credential: { defaultCountryCode: '32' } },
		);
		expect(bodyOf(sends()[0])).toMatchObject({ to: '32474123456' });
	});

	it.each([
		['send', '/message/send'],
		['sendMany', '/message/send'],
		['sendVoice', '/voice/send'],
	])('of %s has digits only, whatever people write', async (operation, path) => {
		const to = ['+32 474 00 00 01', '0032474000002', '0474 00 00 03', '32474000004'];
		const result = await run(
			'sms',
			operation,
			{ ...hello, to },
			{ credential: { defaultCountryCode: '32' } },
		);
		const asked = setup.sandbox.requests
			.to(path)
			.flatMap((request) => [(bodyOf(request) as { to: unknown }).to].flat());
		const numbers = ['+32474000001', '+32474000002', '+32474000003', '32474000004'];
		expect(asked).toEqual(numbers.map(digitsOf));
		expect(result.json.map(({ to: sentTo }) => sentTo)).toEqual(numbers);
	});

	it.each([true, 'true', 'yes', 1])('sends nothing for real in Test Mode: %j', async (test) => {
		for (const testAnswer of ['id', 'empty'] as const) {
			setup.sandbox.smstools.settings.testAnswer = testAnswer;
			const before = stored().length;
			const value = typeof test === 'boolean' ? test : `={{ ${JSON.stringify(test)} }}`;
			const result = await run('sms', 'send', { ...hello, additionalFields: { test: value } });
			expect(result.json).toMatchObject([{ status: 'queued' }]);
			expect(bodyOf(sends().at(-1))).toMatchObject({ test: true });
			expect(stored()).toHaveLength(before);
		}
	});
});

it.each([false, 'false', 'FALSE', 'No', 0, '0', '', null])(
	'sends for real where Test Mode is off: %j',
	async (test) => {
		const before = stored().length;
		const value = `={{ ${JSON.stringify(test)} }}`;
		await run('sms', 'send', { ...hello, additionalFields: { test: value } });
		expect(bodyOf(sends()[0])).not.toHaveProperty('test');
		expect(stored()).toHaveLength(before + 1);
	},
);

describe('the output of Send', () => {
	it('is one message per SMS, linked to its item', async () => {
		const result = await run('sms', 'send', smsFromItem, { items: twoItems });
		expect(result.items).toEqual(
			twoItems.map(({ phone, text }, item) => ({
				json: {
					id: stored().at(item - 2)?.messageid,
					direction: 'outgoing',
					from: 'Bakery',
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
				},
				pairedItem: { item },
			})),
		);
	});

	it("is the vendor's answer when Simplify is off", async () => {
		const result = await run('sms', 'send', { ...hello, simplify: false });
		expect(result.json).toEqual([{ messageid: stored().at(-1)?.messageid }]);
	});

	it.each([
		[{ messageid: 'a1' }, 'a1'],
		[{ messageid: 17 }, '17'],
		[{ messageids: ['a2'] }, 'a2'],
		[{ messageId: 'a3' }, 'a3'],
		[{ ID: ['a4'] }, 'a4'],
		[{ ID: 5 }, '5'],
		[[{ messageid: 'a6' }], 'a6'],
		[{ error: '0', messageid: 'a7' }, 'a7'],
		[{ messageids: ['a', 'b'] }, null],
	])('has the id of %j', async (body, id) => {
		setup.sandbox.faults.add({ when: 'before', fault: answer(200, body) });
		const result = await run('sms', 'send', hello);
		expect(result.json).toMatchObject([{ id, status: 'queued' }]);
	});
});

describe('a refused SMS', () => {
	const items = [...twoItems, { phone: '0474', text: 'local' }];
	const sentence =
		'Smstools refused: “Destination number 0474 is not valid” (code 106). The SMS was not sent. [item 2]';

	it('makes the node fail with the message from the vendor and what to do', async () => {
		const result = await run('sms', 'send', smsFromItem, { items });
		expect(result.error).toEqual({
			message: sentence,
			description:
				'Enter the phone number with its country code, e.g. +32474123456. Others in this run: 2 accepted, 0 unknown; do not run these again.',
		});
	});

	it('is an item of its own where another number of its item was accepted', async () => {
		const result = await run('sms', 'send', { ...hello, to: '0474, +32474000001' });
		expect(result.json).toMatchObject([
			{
				id: null,
				to: '0474',
				status: 'failed',
				vendorStatus: 'Destination number 0474 is not valid',
				reason: 'Destination number 0474 is not valid',
			},
			{ id: stored().at(-1)?.messageid, to: '+32474000001', status: 'queued' },
		]);
	});

	it('is refused for its length by the vendor, not cut', async () => {
		const result = await run('sms', 'send', { ...hello, message: 'x'.repeat(460) });
		expect(result.error?.message).toMatch(/“The SMS is too long, .*459.*” \(code 118\)/);
		expect(bodyOf(sends()[0])).toMatchObject({ message: 'x'.repeat(460) });
	});
});

describe('Retry On Fail', () => {
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	it.each([
		['sms', 'send', hello, '/message/send'],
		['sms', 'sendMany', hello, '/message/send'],
		['sms', 'sendVoice', hello, '/voice/send'],
	])(
		'never repeats %s: %s where it may have gone out',
		async (resource, operation, parameters, path) => {
			for (const fault of [
				{ kind: 'drop' },
				answer(400, { error: '105', errorMsg: 'Server error' }),
				answer(200, { error: 'partly', messageid: 'a' }),
			] as const) {
				setup.sandbox.requests.clear();
				const before = stored().length;
				setup.sandbox.faults.add({ path, when: 'after', fault });
				const result = await run(resource, operation, parameters, { settings: retry });
				expect(result.error?.message).toMatch(
					/The SMS may still have been sent, so it was not sent again\. \[item 0\]$/,
				);
				expect(setup.sandbox.requests.to(path)).toHaveLength(1);
				expect(stored()).toHaveLength(before + 1);
			}
		},
	);

	it('never repeats after HTTP 401, which n8n itself would', async () => {
		setup.sandbox.faults.add({ when: 'before', fault: answer(401, '') });
		const result = await run('sms', 'send', hello);
		expect(result.error?.message).toBe(
			'Smstools refused access (HTTP 401). The SMS was not sent. [item 0]',
		);
		expect(sends()).toHaveLength(1);
	});
});

describe('Send to Group', () => {
	it('sends one text to the group, and yields one message', async () => {
		const groupid = setup.sandbox.smstools.addGroup('Guests');
		setup.sandbox.smstools.addContact({ phone: '32474000001', groupid });
		const result = await run(
			'sms',
			'sendToGroup',
			{
				from: 'Bakery',
				groupId: groupById('={{ $json.group }}'),
				message: 'Fresh bread!',
				additionalFields: { reference: 'R' },
			},
			{ items: [{ group: groupid }, { group: groupid }] },
		);
		expect(sends().map((request) => bodyOf(request))).toEqual(
			[1, 2].map(() => ({
				message: 'Fresh bread!',
				sender: 'Bakery',
				reference: 'R',
				type: 'group',
				to: groupid,
			})),
		);
		expect(result.items).toMatchObject([
			{ json: { id: stored().at(-2)?.messageid, to: groupid }, pairedItem: { item: 0 } },
			{ json: { id: stored().at(-1)?.messageid, to: groupid }, pairedItem: { item: 1 } },
		]);
	});

	it.each([
		[{ success: true }, null],
		[{ messageids: ['a', 'b'] }, null],
		[{ messageids: ['a'] }, 'a'],
	])('takes %j for accepted, because the answer is not documented', async (body, id) => {
		setup.sandbox.faults.add({ when: 'before', fault: answer(200, body) });
		const parameters = { from: 'Bakery', groupId: groupById('1'), message: 'x' };
		const result = await run('sms', 'sendToGroup', parameters);
		expect(result.json).toMatchObject([{ id, to: '1', status: 'queued' }]);
	});

	it('says what to do about an unknown group', async () => {
		const parameters = { from: 'Bakery', groupId: groupById('9'), message: 'x' };
		const result = await run('sms', 'sendToGroup', parameters);
		expect(result.error).toEqual({
			message: 'Smstools refused: “Group not found” (code 125). The SMS was not sent. [item 0]',
			description: 'Choose Group from the list. If you entered a name there, set it to By Name.',
		});
	});

	it('does not repeat a send that may have gone out', async () => {
		const groupid = setup.sandbox.smstools.addGroup('Once');
		setup.sandbox.faults.add({ when: 'after', fault: { kind: 'drop' } });
		await run(
			'sms',
			'sendToGroup',
			{ from: 'Bakery', groupId: groupById(groupid), message: 'x' },
			{ settings: { retryOnFail: true, waitBetweenTries: 1 } },
		);
		expect(sends()).toHaveLength(1);
	});
});

describe('Send Voice', () => {
	it('calls each number with language and voice', async () => {
		const result = await run(
			'sms',
			'sendVoice',
			{
				...smsFromItem,
				additionalFields: { language: 'nl', gender: 'Male', reference: 'R' },
			},
			{ items: twoItems },
		);
		expect(setup.sandbox.requests.to('/voice/send').map((request) => bodyOf(request))).toEqual(
			twoItems.map(({ phone, text }) => ({
				message: text,
				sender: 'Bakery',
				to: digitsOf(phone),
				reference: 'R',
				language: 'nl',
				gender: 'Male',
			})),
		);
		expect(stored().slice(-2)).toMatchObject([
			{ kind: 'voice', language: 'nl', gender: 'Male' },
			{ kind: 'voice' },
		]);
		expect(result.items).toMatchObject([
			{ json: { id: stored().at(-2)?.messageid, status: 'queued' }, pairedItem: { item: 0 } },
			{ json: { id: stored().at(-1)?.messageid, status: 'queued' }, pairedItem: { item: 1 } },
		]);
	});
});

it('takes a sender for sent only where the response has an id', async () => {
	setup.sandbox.faults.add({ when: 'before', fault: answer(200, { status: 'fine' }) });
	const result = await run('sms', 'send', hello);
	expect(result.error?.message).toMatch(/does not understand: “{"status":"fine"}”/);
});
