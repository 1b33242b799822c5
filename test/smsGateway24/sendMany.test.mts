import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { START_ACCOUNT } from '../sandbox/smsGateway24.mts';
import { manyItems, onPixel7, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;

const requests = () => setup.sandbox.requests.to('/addalotofsms');
const stored = () => setup.sandbox.smsGateway24.messages;

function bulkOf(request: { form: Record<string, string> } | undefined): {
	token: string;
	smsdata: IDataObject[];
} {
	return JSON.parse(request?.form.datajson ?? '{}');
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

it('never has a number twice in one request', async () => {
	await run('sms', 'sendMany', smsFromItem, {
		items: [
			{ phone: '+33600000001', text: 'a' },
			{ phone: '0033 600 000 001', text: 'b' },
			{ phone: '+33600000002', text: 'c' },
		],
	});
	expect(requests().map((request) => bulkOf(request).smsdata.map(({ body }) => body))).toEqual([
		['a', 'c'],
		['b'],
	]);
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

describe('a request that is refused', () => {
	const refuseFirst = () =>
		setup.sandbox.faults.add({
			path: '/addalotofsms',
			when: 'before',
			fault: { kind: 'answer', status: 200, body: '{"error":1,"message":"Limit reached"}' },
		});

	it('fails its own items only', async () => {
		refuseFirst();
		const result = await run(
			'sms',
			'sendMany',
			{ ...smsFromItem, additionalFields: { maxConcurrency: 1 } },
			{ items: manyItems(120), settings: { onError: 'continueErrorOutput' } },
		);
		expect(result.errorItems.map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: 50 }, (_, item) => ({ item })),
		);
		expect(result.errorItems[7]?.json).toEqual({
			phone: '+4915700000007',
			text: 'Text 7',
			error:
				'SmsGateway24 refused: “Limit reached”. This concerns items 0–49, which shared a request. The SMS was not sent. [item 7]',
			outcome: 'notSent',
		});
		expect(result.json).toHaveLength(70);
	});

	it('is the only one that Retry On Fail repeats', async () => {
		refuseFirst();
		const before = stored().length;
		const result = await run('sms', 'sendMany', smsFromItem, {
			items: manyItems(120),
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(result.status).toBe('success');
		expect(requests()).toHaveLength(4);
		expect(stored()).toHaveLength(before + 120);
	});

	it('is not repeated where the SMS may have gone out', async () => {
		setup.sandbox.faults.add({ path: '/addalotofsms', when: 'after', fault: { kind: 'drop' } });
		const before = stored().length;
		const result = await run('sms', 'sendMany', smsFromItem, {
			items: manyItems(3),
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(result.error?.message).toBe(
			'The connection to SmsGateway24 broke off before the answer was complete. This concerns items 0–2, which shared a request. The SMS may have been sent all the same, so it is not sent again. [item 0]',
		);
		expect(requests()).toHaveLength(1);
		expect(stored()).toHaveLength(before + 3);
	});
});
