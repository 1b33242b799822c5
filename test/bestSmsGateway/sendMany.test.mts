import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import { plainText } from '../engine/plainText.mts';
import { manyItems, NO_CREDIT, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run, requestsFor, stored } = setup;

const sends = () => requestsFor('send_sms');
const contactsOf = (form: Record<string, string> | undefined): IDataObject[] =>
	// The node writes an array of objects.
	JSON.parse(form?.contacts ?? '[]') as IDataObject[];

it('puts the SMS of all items into one request, each with its own text and reference', async () => {
	const items = [
		{ phone: '+234 800 0000001', text: 'One', ref: 'A' },
		{ phone: '+2348000000002', text: 'Two', ref: '' },
	];
	const result = await run(
		'sms',
		'sendMany',
		{ ...smsFromItem, additionalFields: { reference: '={{ $json.ref }}' } },
		{ items },
	);
	expect(result.error).toBeUndefined();
	expect(sends()).toHaveLength(1);
	expect(sends()[0]).toMatchObject({ recipients: '+2348000000001', message: 'One' });
	expect(sends()[0]).not.toHaveProperty('timezone_offset');
	expect(contactsOf(sends()[0])).toEqual([
		{ phone: '+2348000000001', override_message: 'One', extra_data: 'A' },
		{ phone: '+2348000000002', override_message: 'Two' },
	]);
	expect(result.json).toMatchObject([
		{ id: String(stored()[0]?.id), text: 'One', status: 'sent', reference: 'A' },
		{ id: String(stored()[1]?.id), text: 'Two', status: 'sent', reference: null },
	]);
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(stored().map(({ recipient, text }) => [recipient, text])).toEqual([
		['2348000000001', 'One'],
		['2348000000002', 'Two'],
	]);
});

it('makes requests of 1,000 for an item with more numbers, and reads each batch back page by page', async () => {
	const to = manyItems(1500).map(({ phone }) => plainText(phone));
	const credential = setup.addAccount(setup.sandbox, { balance: 5000 });
	const parameters = { to: '={{ $json.to }}', message: 'Same for all' };
	const result = await run('sms', 'sendMany', parameters, { items: [{ to }], credential });
	expect(result.error).toBeUndefined();
	expect(sends().map(({ recipients = '' }) => recipients.split(',').length)).toEqual([1000, 500]);
	expect(requestsFor('fetch_sms').map(({ p, perpage }) => [p, perpage])).toEqual([
		...['1', '2', '3', '4'].map((page) => [page, '300']),
		...['1', '2'].map((page) => [page, '300']),
	]);
	const sent = stored();
	expect(result.json.map(({ id }) => id)).toEqual(sent.map(({ id }) => String(id)));
	expect(result.json.map((item) => item.to)).toEqual(to);
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(to.map(() => ({ item: 0 })));
});

it('makes requests of 49 for the SMS of many items', async () => {
	const items = manyItems(120);
	const result = await run('sms', 'sendMany', smsFromItem, { items });
	expect(sends().map((form) => contactsOf(form).length)).toEqual([49, 49, 22]);
	expect(result.json.map(({ to, text }) => ({ phone: to, text }))).toEqual(items);
	expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
		items.map((_, item) => ({ item })),
	);
});

describe('each item at its own time', () => {
	const items = [
		{ phone: '+2348000000001', text: 'now', at: '' },
		{ phone: '+2348000000002', text: 'ten', at: '2030-01-01T10:00:00Z' },
		{ phone: '+2348000000003', text: 'eleven', at: '2030-01-01T11:00:00Z' },
		{ phone: '+2348000000004', text: 'ten too', at: '2030-01-01T09:59:01Z' },
		{ phone: '+2348000000005', text: 'now too', at: '' },
	];
	const parameters = { ...smsFromItem, additionalFields: { sendAt: '={{ $json.at }}' } };

	it('shares requests with those of the same minute, never with others', async () => {
		const result = await run('sms', 'sendMany', parameters, { items });
		expect(result.error).toBeUndefined();
		expect(
			sends().map((form) => [
				form.send_at,
				form.timezone_offset,
				contactsOf(form).map(({ override_message: text }) => text),
				new Set(contactsOf(form).map(({ override_date_time: time }) => time)),
			]),
		).toEqual([
			[undefined, undefined, ['now', 'now too'], new Set([undefined])],
			['2030-01-01 19:00', '+9', ['ten', 'ten too'], new Set(['2030-01-01 19:00'])],
			[
				'2030-01-01 20:00',
				'+9',
				// A single SMS needs no contacts.
				[],
				new Set(),
			],
		]);
		expect(result.json.map(({ text, status }) => [text, status])).toEqual([
			['now', 'sent'],
			['ten', 'queued'],
			['eleven', 'queued'],
			['ten too', 'queued'],
			['now too', 'sent'],
		]);
	});

	// Whether the queue hands over whole batches, as the source does, or keeps the contacts' times.
	it.each([true, false])('leaves the gateway at that time (whole batches: %s)', async (whole) => {
		let ahead = 0;
		const own = await startSandbox({ clock: { now: () => new Date(Date.now() + ahead) } });
		try {
			own.bestSmsGateway.settings.wholeBatches = whole;
			const credential = setup.addAccount(own);
			await run('sms', 'sendMany', parameters, { items, credential });
			const gone = ['now', 'now too'];
			for (const [time, due] of [
				['2030-01-01T09:59:58Z', []],
				['2030-01-01T10:00:00Z', ['ten', 'ten too']],
				['2030-01-01T10:59:58Z', []],
				['2030-01-01T11:00:00Z', ['eleven']],
			] as const) {
				ahead = Date.parse(time) - Date.now();
				gone.push(...due);
				expect(own.bestSmsGateway.messages).toHaveLength(items.length);
				expect(own.bestSmsGateway.handoffs.map(({ text }) => text)).toEqual(gone);
			}
		} finally {
			await own.close();
		}
	});
});

it('never has a number twice in one request, however it is spelled', async () => {
	const items = [
		{ phone: '+2348000000001', text: 'a' },
		{ phone: '00234 800 000 0001', text: 'b' },
		{ phone: '2348000000001', text: 'c' },
		{ phone: '+2348000000002', text: 'd' },
	];
	const result = await run('sms', 'sendMany', smsFromItem, { items });
	expect(
		sends().map((form) =>
			form.contacts ? contactsOf(form).map(({ override_message: text }) => text) : [form.message],
		),
	).toEqual([['a', 'd'], ['b'], ['c']]);
	expect(new Set(result.json.map(({ id }) => id)).size).toBe(4);
});

it('keeps texts that need Unicode apart from those that would cost more with it', async () => {
	const items = [
		{ phone: '+2348000000001', text: 'plain' },
		{ phone: '+2348000000002', text: 'ẹ káàárọ̀' },
		{ phone: '+2348000000003', text: 'plain too' },
	];
	await run('sms', 'sendMany', smsFromItem, { items });
	expect(stored().map(({ text, unicode }) => [text, unicode])).toEqual([
		['plain', 0],
		['plain too', 0],
		['ẹ káàárọ̀', 1],
	]);
});

it('keeps items of different senders apart', async () => {
	const items = [
		{ phone: '+2348000000001', text: 'x', from: 'Shop' },
		{ phone: '+2348000000002', text: 'x', from: '' },
	];
	await run('sms', 'sendMany', { ...smsFromItem, from: '={{ $json.from }}' }, { items });
	expect(sends().map(({ sender_id }) => sender_id)).toEqual(['Shop', undefined]);
});

it('fails an item whose only number was dropped, and names the number', async () => {
	const items = [
		{ phone: '+2348000000001', text: 'a' },
		{ phone: '12345', text: 'b' },
	];
	const result = await run('sms', 'sendMany', smsFromItem, {
		items,
		settings: { onError: 'continueErrorOutput' },
	});
	expect(result.json).toMatchObject([{ to: '+2348000000001', status: 'sent' }]);
	expect(result.errorItems.map(({ json }) => json)).toEqual([
		{
			...items[1],
			error:
				'BestSMSGateway left out 12345; of the 2 numbers in the request it accepted 1. The SMS was not sent. [item 1]',
			outcome: 'notSent',
		},
	]);
});

describe('a request that is refused', () => {
	const parameters = { ...smsFromItem, from: '={{ $json.from }}' };
	const items = manyItems(4).map((item, i) => ({ ...item, from: i < 2 ? 'One' : 'Two' }));
	const refuse = () =>
		setup.sandbox.faults.add({
			form: { action: 'send_sms', sender_id: 'One' },
			when: 'before',
			fault: NO_CREDIT,
		});

	it('fails its own items only', async () => {
		refuse();
		const result = await run('sms', 'sendMany', parameters, {
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(result.errorItems.map(({ json }) => json)).toEqual(
			items.slice(0, 2).map((item, i) => ({
				...item,
				error: `BestSMSGateway refused: “Insufficient SMS credit”. This concerns items 0–1, which shared a request. None of the 2 SMS was sent. [item ${i}]`,
				outcome: 'notSent',
			})),
		);
		expect(result.json.map(({ text }) => text)).toEqual(['Text 2', 'Text 3']);
	});

	it('is the only one that Retry On Fail repeats', async () => {
		refuse();
		const result = await run('sms', 'sendMany', parameters, {
			items,
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(result.status).toBe('success');
		expect(stored()).toHaveLength(4);
	});

	it('is not repeated where the SMS may have gone out', async () => {
		setup.sandbox.faults.add({
			form: { action: 'send_sms' },
			when: 'after',
			fault: { kind: 'drop' },
		});
		const result = await run('sms', 'sendMany', smsFromItem, {
			items,
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(result.error?.message).toBe(
			'The connection to BestSMSGateway was cut off before the response was complete. This concerns items 0–3, which shared a request. Any of the 4 SMS may still have been sent, so none was sent again. [item 0]',
		);
		expect(sends()).toHaveLength(1);
		expect(stored()).toHaveLength(4);
	});
});
