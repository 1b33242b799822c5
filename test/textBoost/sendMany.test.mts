import { describe, expect, it } from '@jest/globals';
import { bodyOf, manyItems, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;

const sends = () => setup.sandbox.requests.to('/sms/send');
const stored = () => setup.sandbox.textBoost.messages;
const sizes = () => sends().map((request) => String(bodyOf(request).recipient).split(',').length);
const oneText = () => 'Same for all';

it('packs all items that share text, sender and time into requests of 100, each paired', async () => {
	const items = manyItems(230, oneText);
	const before = stored().length;
	const result = await run('sms', 'sendMany', smsFromItem, { items });
	expect(result.error).toBeUndefined();
	expect(sizes()).toEqual([100, 100, 30]);
	expect(result.json.map(({ to }) => to)).toEqual(items.map(({ phone }) => phone));
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
		items.map((_, item) => ({ item })),
	);
	expect(new Set(result.json.map(({ id }) => id)).size).toBe(230);
	expect(stored()).toHaveLength(before + 230);
});

it('keeps apart what differs in text, sender, time or template', async () => {
	const items = [
		{ phone: '+31600000001', text: 'a', from: 'X', at: '', dlt: '' },
		{ phone: '+31600000002', text: 'b', from: 'X', at: '', dlt: '' },
		{ phone: '+31600000003', text: 'a', from: 'Y', at: '', dlt: '' },
		{ phone: '+31600000004', text: 'a', from: 'X', at: '2090-01-01T10:00:00Z', dlt: '' },
		{ phone: '+31600000005', text: 'a', from: 'X', at: '', dlt: '1107' },
		{ phone: '+31600000006', text: 'a', from: 'X', at: '', dlt: '' },
	];
	const result = await run(
		'sms',
		'sendMany',
		{
			...smsFromItem,
			from: '={{ $json.from }}',
			additionalFields: {
				sendAt: '={{ $json.at }}',
				dltTemplateId: '={{ $json.dlt }}',
				maxConcurrency: 1,
			},
		},
		{ items },
	);
	expect(sends().map((request) => bodyOf(request).recipient)).toEqual([
		'31600000001,31600000006',
		'31600000002',
		'31600000003',
		'31600000004',
		'31600000005',
	]);
	expect(result.json.map(({ to }) => to)).toEqual(items.map(({ phone }) => phone));
});

it('never has a number twice in one request, however it is written', async () => {
	const items = ['+31600000001', '0031 600 000 001', '31600000001', '+31600000002'].map(
		(phone) => ({
			phone,
			text: 'x',
		}),
	);
	const before = stored().length;
	const result = await run(
		'sms',
		'sendMany',
		{ ...smsFromItem, additionalFields: { maxConcurrency: 1 } },
		{ items },
	);
	expect(sends().map((request) => bodyOf(request).recipient)).toEqual([
		'31600000001,31600000002',
		'31600000001',
		'31600000001',
	]);
	expect(result.json).toHaveLength(4);
	expect(stored()).toHaveLength(before + 4);
});

it('tells for each item what became of it', async () => {
	setup.sandbox.textBoost.blockNumber('31600000001', 'Number is blacklisted');
	const items = manyItems(3, oneText);
	const result = await run('sms', 'sendMany', smsFromItem, {
		items,
		settings: { onError: 'continueErrorOutput' },
	});
	expect(sizes()).toEqual([3]);
	expect(result.json).toMatchObject([{ to: items[0]?.phone }, { to: items[2]?.phone }]);
	expect(result.errorItems).toEqual([
		{
			json: {
				...items[1],
				error:
					'TextBoost did not accept this number: “31600000001: Number is blacklisted”. The SMS was not sent. [item 1]',
				outcome: 'notSent',
			},
			pairedItem: { item: 1 },
		},
	]);
});

describe('a request that did not succeed', () => {
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	it('is repeated alone where it was refused', async () => {
		setup.sandbox.faults.add({
			path: '/sms/send',
			when: 'before',
			fault: { kind: 'answer', status: 422, body: '{"message":"Try later"}' },
		});
		const before = stored().length;
		const result = await run(
			'sms',
			'sendMany',
			{ ...smsFromItem, additionalFields: { maxConcurrency: 1 } },
			{ items: manyItems(230, oneText), settings: retry },
		);
		expect(result.status).toBe('success');
		expect(sizes()).toEqual([100, 100, 100, 30]);
		expect(stored()).toHaveLength(before + 230);
	});

	it('is not repeated where the SMS may have gone out', async () => {
		setup.sandbox.faults.add({ path: '/sms/send', when: 'after', fault: { kind: 'drop' } });
		const before = stored().length;
		const result = await run('sms', 'sendMany', smsFromItem, {
			items: manyItems(3, oneText),
			settings: retry,
		});
		expect(result.error?.message).toMatch(/may have been sent all the same.*\[item 0\]$/);
		expect([sends().length, stored().length]).toEqual([1, before + 3]);
	});

	it.each([
		[0, '[item 0]'],
		[1, '[item 1]'],
	])('is unknown after HTTP 403 for every item: %s', async (place, mark) => {
		setup.sandbox.faults.add({
			path: '/sms/send',
			when: 'before',
			fault: { kind: 'answer', status: 403, body: '{"status":"error","message":"No credit"}' },
		});
		const result = await run('sms', 'sendMany', smsFromItem, {
			items: manyItems(2, oneText),
			settings: { onError: 'continueErrorOutput' },
		});
		expect(result.errorItems[place]?.json).toMatchObject({
			outcome: 'unknown',
			error: expect.stringContaining(mark),
		});
	});
});
