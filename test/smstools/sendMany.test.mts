import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import {
	answer,
	bodyOf,
	groupById,
	manyItems,
	resetSandbox,
	setUp,
	smsFromItem,
} from './setup.mts';

const setup = setUp();
const { run } = setup;
beforeEach(() => resetSandbox(setup));

const stored = () => setup.sandbox.smstools.sent;
const sends = () => setup.sandbox.requests.to('/message/send');
const bodies = () => sends().map((request) => bodyOf(request));
const sameText = { ...smsFromItem, message: 'Hello' };
const three = [
	{ phone: '+32474000001', text: 'a' },
	{ phone: '+32474000002', text: 'b' },
	{ phone: '+32474000003', text: 'c' },
];

it('sends one text to all numbers as a list, 100 in a request', async () => {
	const items = manyItems(250);
	const result = await run('sms', 'sendMany', sameText, { items });
	expect(result.error).toBeUndefined();
	expect(bodies()[0]).toEqual({
		message: 'Hello',
		sender: 'Bakery',
		to: items.slice(0, 100).map(({ phone }) => digitsOf(phone)),
	});
	expect(bodies()).toMatchObject([{}, {}, { to: { length: 50 } }]);
	expect(stored()).toHaveLength(250);
	expect(result.items.map(({ json, pairedItem }) => [json.to, pairedItem])).toEqual(
		items.map(({ phone }, item) => [phone, { item }]),
	);
});

it('gives each SMS its own text, time, reference and subaccount in an array', async () => {
	const result = await run(
		'sms',
		'sendMany',
		{
			...smsFromItem,
			additionalFields: {
				reference: '={{ $json.ref }}',
				sendAt: '={{ $json.at }}',
				subaccountId: groupById('={{ $json.sub }}'),
			},
		},
		{
			items: [
				{ phone: '+32474000001', text: 'a', ref: 'R', at: '2030-01-01 10:00', sub: '71' },
				{ phone: '+32474000002', text: 'b', ref: '', at: '', sub: '' },
			],
		},
	);
	expect(result.error).toBeUndefined();
	expect(bodies()).toEqual([
		[
			{
				message: 'a',
				sender: 'Bakery',
				to: '32474000001',
				reference: 'R',
				date: '2030-01-01 10:00',
				subid: '71',
			},
			{ message: 'b', sender: 'Bakery', to: '32474000002' },
		],
	]);
	expect(result.json).toMatchObject([
		{ id: null, status: 'queued', reference: 'R', sendAt: '2030-01-01T10:00:00Z' },
		{ id: null, status: 'queued', reference: null, sendAt: null },
	]);
});

it.each(['asSent', 'reversed'] as const)(
	'gives no id where the order of ids is not documented, here %s',
	async (messageIdOrder) => {
		setup.sandbox.smstools.settings.messageIdOrder = messageIdOrder;
		const result = await run('sms', 'sendMany', sameText, { items: three });
		expect(result.json.map(({ id, status }) => [id, status])).toEqual(
			three.map(() => [null, 'queued']),
		);
	},
);

it('gives the id where a request holds one SMS', async () => {
	const result = await run('sms', 'sendMany', sameText, { items: three.slice(0, 1) });
	expect(bodies()).toEqual([{ message: 'Hello', sender: 'Bakery', to: '32474000001' }]);
	expect(result.json[0]?.id).toBe(stored().at(-1)?.messageid);
});

it('keeps a test apart from what is sent, and marks it in URL and body', async () => {
	const before = stored().length;
	const result = await run(
		'sms',
		'sendMany',
		{ ...smsFromItem, additionalFields: { test: '={{ $json.test }}' } },
		{
			items: [
				{ ...three[0], test: true },
				{ ...three[1], test: false },
				{ ...three[2], test: true },
			],
		},
	);
	expect(sends().map(({ query }) => query)).toEqual([{ test: 'true' }, {}]);
	expect(bodies()).toMatchObject([
		[
			{ message: 'a', test: true },
			{ message: 'c', test: true },
		],
		{ message: 'b' },
	]);
	expect(stored()).toHaveLength(before + 1);
	expect(result.json).toHaveLength(3);
});

it.each([
	[sameText, 'messageids', { messageids: [expect.any(String), expect.any(String)] }],
	[smsFromItem, 'rows', { answer: [{ messageid: expect.any(String) }, expect.anything()] }],
] as const)("is the vendor's answer when Simplify is off", async (parameters, shape, row) => {
	setup.sandbox.smstools.settings.arraySendAnswer = shape;
	const result = await run(
		'sms',
		'sendMany',
		{ ...parameters, simplify: false },
		{ items: three.slice(0, 2) },
	);
	expect(result.json).toEqual([row, row]);
});

describe('some recipients that are bad', () => {
	const items = [three[0] ?? {}, { phone: '0474', text: 'x' }, three[1] ?? {}];
	const options = { items, settings: { onError: 'continueErrorOutput' as const } };

	it.each([
		['a list', sameText, 'messageids', 200],
		['a list under HTTP 400', sameText, 'messageids', 400],
		['an array', smsFromItem, 'messageids', 200],
		['an array of rows', smsFromItem, 'rows', 200],
	] as const)('fail alone in the answer to %s', async (_, parameters, shape, status) => {
		Object.assign(setup.sandbox.smstools.settings, {
			badRecipients: 'partly',
			arraySendAnswer: shape,
			mixedStatus: status,
		});
		const result = await run('sms', 'sendMany', parameters, options);
		expect(result.json.map(({ to, status: state }) => [to, state])).toEqual([
			['+32474000001', 'queued'],
			['+32474000002', 'queued'],
		]);
		expect(result.errorItems.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[
				{
					...items[1],
					error:
						'Smstools refused: “Destination number 0474 is not valid” (code 106). The SMS was not sent. [item 1]',
					outcome: 'notSent',
				},
				{ item: 1 },
			],
		]);
	});

	it('leave all in doubt where the answer does not name them', async () => {
		Object.assign(setup.sandbox.smstools.settings, {
			badRecipients: 'partly',
			errorsNameNumbers: false,
		});
		const result = await run('sms', 'sendMany', sameText, options);
		expect(result.errorItems.map(({ json }) => [json.error, json.outcome])).toEqual(
			[0, 1, 2].map((item) => [
				`Smstools did not report which recipients it accepted: “Destination number is not valid”. The SMS may still have been sent, so it was not sent again. [item ${item}]`,
				'unknown',
			]),
		);
	});

	it('leave all in doubt where the ids are too few', async () => {
		setup.sandbox.faults.add({ when: 'after', fault: answer(200, { messageids: ['a', 'b'] }) });
		const result = await run('sms', 'sendMany', sameText, { ...options, items: three });
		expect(result.errorItems.map(({ json }) => json.outcome)).toEqual(three.map(() => 'unknown'));
	});

	it('leave all in doubt where the request is refused for one of them', async () => {
		const result = await run('sms', 'sendMany', sameText, options);
		expect(result.errorItems.map(({ json }) => [json.error, json.outcome])).toEqual(
			[0, 1, 2].map((item) => [
				`Smstools reported an error: “Destination number 0474 is not valid” (code 106). This concerns items 0–2, which shared a request. Any of the 3 SMS may still have been sent, so none was sent again. [item ${item}]`,
				'unknown',
			]),
		);
	});
});

describe('a request that is refused for what it says', () => {
	const from = 'Much too long a name';
	const options = { items: three, settings: { onError: 'continueErrorOutput' as const } };
	const outcomes = async (parameters: INodeParameters) => {
		const result = await run('sms', 'sendMany', { ...parameters, from }, options);
		return result.errorItems.map(({ json }) => json.outcome);
	};

	it('was sent to none where all get the same', async () => {
		expect(await outcomes(sameText)).toEqual(three.map(() => 'notSent'));
	});

	it('may have been sent to others where each gets its own', async () => {
		expect(await outcomes(smsFromItem)).toEqual(three.map(() => 'unknown'));
	});
});
