import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { manyItems, onPixel7, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;

const requests = () => setup.sandbox.requests.to('/addalotofsms');
const stored = () => setup.sandbox.smsGateway24.messages;

interface Bulk {
	token: string;
	smsdata: IDataObject[];
}

function bulkOf(request: { form: Record<string, string> } | undefined): Bulk {
	// As the node writes it.
	return JSON.parse(request?.form.datajson ?? '{}') as Bulk;
}

const sizes = () => requests().map((request) => bulkOf(request).smsdata.length);

it('puts the SMS of all items into requests of 50, each paired with its item', async () => {
	const items = manyItems(120);
	const result = await run('sms', 'sendMany', smsFromItem, { items });

	expect(result.error).toBeUndefined();
	expect(sizes()).toEqual([50, 50, 20]);
	expect(result.json.map(({ to, text }) => ({ phone: to, text }))).toEqual(items);
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
		items.map((_, item) => ({ item })),
	);
	expect(stored()).toHaveLength(120);
});

it('gives each SMS its own device, time, SIM and reference, and the token inside the JSON', async () => {
	const result = await run(
		'sms',
		'sendMany',
		{
			deviceId: { __rl: true, mode: 'id', value: '={{ $json.device }}' },
			to: '={{ $json.phone }}',
			message: 'x',
			additionalFields: {
				sendAt: '={{ $json.at }}',
				sim: '={{ $json.sim }}',
				reference: '={{ $json.ref }}',
				urgent: '={{ $json.urgent }}',
			},
		},
		{
			items: [
				{
					phone: '+33600000001',
					device: 260,
					at: '2030-01-01 10:00',
					sim: 1,
					ref: 7,
					urgent: true,
				},
				{ phone: '+33600000002', device: 261, at: '', sim: 0, ref: '', urgent: false },
			],
		},
	);

	expect(result.error).toBeUndefined();
	expect(requests()).toHaveLength(1);
	expect(Object.keys(requests()[0]?.form ?? {})).toEqual(['datajson']);
	expect(bulkOf(requests()[0])).toEqual({
		token: START_ACCOUNT.token,
		smsdata: [
			{
				sendto: '+33600000001',
				body: 'x',
				device_id: 260,
				sim: 1,
				timetosend: '2030-01-01 10:00:00',
				customerid: 7,
				urgent: 1,
			},
			{ sendto: '+33600000002', body: 'x', device_id: 261, sim: 0 },
		],
	});
	expect(result.json).toMatchObject([
		{ id: null, status: 'queued', reference: '7', deviceId: '260', sim: 1 },
		{ id: null, status: 'queued', reference: null, deviceId: '261', sim: 0 },
	]);
});

describe('one number many times', () => {
	const toOneNumber = (count: number) =>
		manyItems(count).map(({ text }) => ({ phone: '+4915752982212', text }));
	const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	it('shares a request, as in the example of the vendor document', async () => {
		const items = [
			{ phone: '015752982212', text: 'Your password is 12345' },
			{ phone: '015752982212', text: 'Regular SMS. Not urgnet' },
		];
		const result = await run('sms', 'sendMany', smsFromItem, { items });
		expect(bulkOf(requests()[0]).smsdata).toMatchObject(
			items.map(({ phone, text }) => ({ sendto: phone, body: text })),
		);
		expect(result.json).toMatchObject(items.map(({ phone, text }) => ({ to: phone, text })));
		expect(stored().slice(-2)).toMatchObject(items.map(({ text }) => ({ body: text })));
	});

	it('takes as few requests as many numbers, each SMS linked to its item', async () => {
		const items = toOneNumber(100);
		const before = stored().length;
		const result = await run('sms', 'sendMany', smsFromItem, { items });
		expect(sizes()).toEqual([50, 50]);
		expect(
			result.items.map(({ json: { to, text }, pairedItem }) => [to, text, pairedItem]),
		).toEqual(items.map(({ phone, text }, item) => [phone, text, { item }]));
		expect(
			stored()
				.slice(before)
				.map(({ body }) => body),
		).toEqual(items.map(({ text }) => text));
	});

	it.each([
		['goes again where the request was refused', 'before', 'success', [2, 2, 2]],
		['does not go again where it may have gone out', 'after', 'error', [2]],
	] as const)('%s, under Retry On Fail', async (_, when, status, expected) => {
		const before = stored().length;
		const body = '{"error":1,"message":"Login or password incorrect"}';
		const fault =
			when === 'before'
				? ({ kind: 'answer', status: 200, body } as const)
				: ({ kind: 'drop' } as const);
		setup.sandbox.faults.add({ path: '/addalotofsms', when, times: 2, fault });
		const items = toOneNumber(2);
		const result = await run('sms', 'sendMany', smsFromItem, { items, settings: RETRY });
		expect(result.status).toBe(status);
		expect(sizes()).toEqual(expected);
		expect(stored()).toHaveLength(before + items.length);
	});

	it('is still sent to once where one item lists it twice', async () => {
		const to = '+4915752982212, 0049 157 529 82212';
		const result = await run('sms', 'sendMany', { ...onPixel7, to, message: 'x' });
		expect(sizes()).toEqual([1]);
		expect(result.json).toHaveLength(1);
	});
});

it('yields one item per recipient of an item', async () => {
	const result = await run('sms', 'sendMany', {
		...onPixel7,
		to: '+33600000001,+33600000002',
		message: 'x',
	});
	expect(result.items.map(({ json, pairedItem }) => [json.to, pairedItem])).toEqual([
		['+33600000001', { item: 0 }],
		['+33600000002', { item: 0 }],
	]);
});

it("is the vendor's answer without its error key when Simplify is off", async () => {
	const result = await run(
		'sms',
		'sendMany',
		{ ...smsFromItem, simplify: false },
		{ items: manyItems(1) },
	);
	expect(result.json).toEqual([{ message: 'Sms has been saved successfully' }]);
});
