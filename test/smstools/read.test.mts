import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { DeliveryStatus } from '../../lab/sandbox/smstools/messages.mts';
import { answer, resetSandbox, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;
beforeEach(() => resetSandbox(setup));

const sandbox = () => setup.sandbox.smstools;
const queries = () => setup.sandbox.requests.all.map(({ query }) => query);
let next = 0;
/** A number that no other test has. */
const newPhone = () => `3249${String(next++).padStart(7, '0')}`;

/** The example of vendor document b, placeholders and all. */
const SAMPLE = {
	total: 2,
	shown: 2,
	page: 1,
	limit: 1000,
	conversation: [
		{
			messageId: '{messageId}',
			direction: 'outbound',
			sender: 'Sender',
			receiver: '{receiver}',
			message: 'Outbound message',
			file: null,
			datetime: '05 jun 2025, 08:44:46',
			unixDatetime: 1749113086,
			deliveryStatus: 'DELIVERED',
		},
		{
			messageId: null,
			direction: 'inbound',
			sender: '{receiver}',
			receiver: 'Sender',
			message: 'Inbound message',
			file: [{ name: '{image_name}', image: '{image_url}', mime: 'image/' }],
			datetime: '28 may 2025, 09:26:58',
			unixDatetime: 1748424418,
			deliveryStatus: 'DELIVERED',
		},
	],
};

const OUTBOUND_AT = new Date('2025-06-05T08:44:46Z');
const INBOUND_AT = new Date('2025-05-28T09:26:58Z');

describe('Get Conversation', () => {
	function converse() {
		const phone = newPhone();
		const sent = sandbox().addSent({ to: phone, text: 'Out', at: OUTBOUND_AT });
		const file = { name: 'cake.jpg', image: 'https://files.example/cake.jpg', mime: 'image/' };
		sandbox().receive({ from: phone, text: 'In', at: INBOUND_AT, files: [file] });
		return { phone, sent };
	}

	it('returns outgoing and incoming messages, incoming ones as received', async () => {
		const { phone, sent } = converse();
		const result = await run('sms', 'getConversation', { phone: `+${phone}` });
		expect(result.items).toEqual([
			{
				json: {
					id: sent.messageid,
					direction: 'outgoing',
					from: 'Bakery',
					to: phone,
					text: 'Out',
					status: 'delivered',
					vendorStatus: 'DELIVERED',
					createdAt: '2025-06-05T08:44:46Z',
					reason: null,
					sentAt: '2025-06-05T08:44:46Z',
					sendAt: null,
					price: null,
					reference: null,
					segments: 1,
					encoding: 'GSM-7',
					attachments: [],
				},
				pairedItem: { item: 0 },
			},
			{
				json: {
					id: null,
					direction: 'incoming',
					from: phone,
					to: '32460200300',
					text: 'In',
					status: 'received',
					vendorStatus: 'DELIVERED',
					createdAt: '2025-05-28T09:26:58Z',
					reason: null,
					sentAt: null,
					sendAt: null,
					price: null,
					reference: null,
					attachments: [
						{ url: 'https://files.example/cake.jpg', name: 'cake.jpg', type: 'image/' },
					],
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each([
		['+32 474/12.34-56', {}],
		['0032474123456', {}],
		['(32) 474 123 456', {}],
		['0474 12 34 56', { defaultCountryCode: '+32' }],
	])('cleans %s for the path', async (phone, credential) => {
		await run('sms', 'getConversation', { phone }, { credential });
		expect(setup.sandbox.requests.all[0]?.url).toBe(
			'/smstools/v1/conversation/32474123456?limit=50&page=1',
		);
	});

	it("returns the vendor's rows when Simplify is off", async () => {
		const { phone } = converse();
		const result = await run('sms', 'getConversation', { phone, simplify: false });
		expect(result.json).toMatchObject([
			{ deliveryStatus: 'DELIVERED', unixDatetime: 1749113086 },
			{ file: [{ name: 'cake.jpg', mime: 'image/' }], datetime: '28 may 2025, 09:26:58' },
		]);
	});

	it('reads the time from the text where there are no seconds since 1970', async () => {
		const row = { direction: 'inbound', message: 'x', datetime: '05 jun 2025, 08:44:46' };
		setup.sandbox.faults.add({
			when: 'before',
			fault: answer(200, { total: 1, conversation: [row] }),
		});
		setup.sandbox.faults.add({
			when: 'before',
			fault: answer(200, { total: 0, conversation: null }),
		});
		const result = await run(
			'sms',
			'getConversation',
			{ phone: '32474123456', returnAll: true },
			{ credential: { timezone: 'Europe/Brussels' } },
		);
		expect(result.json[0]?.createdAt).toBe('2025-06-05T08:44:46+02:00');
	});

	it('reads the sample of vendor document b, with its picture', async () => {
		setup.sandbox.faults.add({ when: 'before', fault: answer(200, SAMPLE) });
		const result = await run('sms', 'getConversation', { phone: '31681234567' });
		expect(result.json).toMatchObject([
			{ id: '{messageId}', direction: 'outgoing', status: 'delivered', attachments: [] },
			{
				id: null,
				direction: 'incoming',
				status: 'received',
				attachments: [{ url: '{image_url}', name: '{image_name}', type: 'image/' }],
			},
		]);
	});

	it.each<[unknown, unknown]>([
		[true, false],
		[1, 0],
		['true', 'false'],
		['1', '0'],
		[undefined, undefined],
	])(
		'decides by mine who wrote a row without direction: %j and %j; without both by the sender',
		async (ours, theirs) => {
			const conversation = [
				{ mine: ours, sender: 'Bakery', receiver: '31681234567', deliveryStatus: 'DELIVERED' },
				{
					mine: theirs,
					sender: '+31681234567',
					receiver: '32460200300',
					deliveryStatus: 'DELIVERED',
				},
			];
			setup.sandbox.faults.add({ when: 'before', fault: answer(200, { conversation }) });
			const result = await run('sms', 'getConversation', { phone: '+31681234567' });
			expect(result.json).toMatchObject([
				{ direction: 'outgoing', status: 'delivered', from: 'Bakery' },
				{ direction: 'incoming', status: 'received', from: '+31681234567', sentAt: null },
			]);
		},
	);

	it('reads both sides of a conversation whose rows have mine alone', async () => {
		sandbox().settings.conversationRows = 'mine';
		const { phone } = converse();
		const result = await run('sms', 'getConversation', { phone });
		expect(result.json).toMatchObject([
			{ direction: 'outgoing', status: 'delivered', text: 'Out' },
			{ direction: 'incoming', status: 'received', text: 'In' },
		]);
	});

	it.each([
		[{ delivery_code_detail: 'Receiver number is invalid' }, 'Receiver number is invalid'],
		[{ delivery_code_detail: '10' }, 'Detail code 10: number not valid or unknown'],
		[{ deliveryCodeDetail: 11 }, 'Detail code 11: temporarily out of range'],
		[{ delivery_code_detail: '27' }, 'Detail code 27'],
		[
			{ delivery_code_detail: 10, delivery_code_detail_description: 'Unknown subscriber' },
			'Unknown subscriber',
		],
		[{ delivery_code_detail: '' }, null],
		[{}, null],
	])('says why an SMS failed, where its row does: %j', async (detail, reason) => {
		const failed = { direction: 'outbound', deliveryStatus: 'NOT DELIVERED', ...detail };
		const delivered = { ...failed, deliveryStatus: 'DELIVERED' };
		const rows = [failed, delivered];
		setup.sandbox.faults.add({ when: 'before', fault: answer(200, { conversation: rows }) });
		const conversation = await run('sms', 'getConversation', { phone: '31681234567' });
		expect(conversation.json).toMatchObject([
			{ status: 'failed', vendorStatus: 'NOT DELIVERED', reason },
			{ status: 'delivered', reason: null },
		]);
		const messages = [{ status: 'REJECTED', ...detail }];
		setup.sandbox.faults.add({ when: 'before', fault: answer(200, { messages }) });
		const history = await run('sms', 'getSent');
		expect(history.json).toMatchObject([{ status: 'failed', vendorStatus: 'REJECTED', reason }]);
	});

	it.each<[DeliveryStatus, string]>([
		['SUBMITTED', 'queued'],
		['BUFFERED', 'sent'],
		['DELIVERED', 'delivered'],
		['NOT DELIVERED', 'failed'],
		['REJECTED', 'failed'],
		['UNKNOWN', 'unknown'],
	])('takes %s for %s', async (word, status) => {
		const { phone, sent } = converse();
		sandbox().end(sent.messageid, word);
		const result = await run('sms', 'getConversation', { phone, limit: 1 });
		expect(result.json).toMatchObject([{ status, vendorStatus: word }]);
		const history = await run('sms', 'getSent', { returnAll: true });
		expect(history.json).toContainEqual(
			expect.objectContaining({ id: sent.id, status, vendorStatus: word }),
		);
	});
});

describe('Get Inbox', () => {
	it('returns received messages of all numbers, with times in the zone of the credential', async () => {
		sandbox().settings.zone = 'Europe/Brussels';
		const message = sandbox().receive({ from: newPhone(), text: 'Hi', at: INBOUND_AT });
		const result = await run(
			'sms',
			'getInbox',
			{ returnAll: true },
			{ credential: { timezone: 'Europe/Brussels' } },
		);
		expect(result.json.at(-1)).toEqual({
			id: message.id,
			direction: 'incoming',
			from: message.from,
			to: '32460200300',
			text: 'Hi',
			status: 'received',
			vendorStatus: null,
			createdAt: '2025-05-28T11:26:58+02:00',
			sentAt: null,
			reason: null,
			sendAt: null,
			price: null,
			reference: null,
		});
	});

	it('asks for one number and one type, and knows to whom the messages were', async () => {
		sandbox().receive({ from: newPhone(), text: 'w', to: '32460200301', type: 'whatsapp' });
		sandbox().receive({ from: newPhone(), text: 's', to: '32460200301' });
		const result = await run('sms', 'getInbox', {
			filters: { inboxNumber: '+32 460 200 301', type: 'whatsapp' },
		});
		expect(setup.sandbox.requests.all[0]).toMatchObject({
			path: '/smstools/v1/message/inbox/32460200301',
			query: { limit: '50', page: '1', type: 'whatsapp' },
		});
		expect(result.json).toMatchObject([{ text: 'w', to: '32460200301' }]);
	});

	it('says what to do about a number that is none of the account', async () => {
		const result = await run('sms', 'getInbox', { filters: { inboxNumber: '32499999999' } });
		expect(result.error).toEqual({
			message: 'Smstools refused: “Inbox not found” (code 132). [item 0]',
			description: 'Check Inbox Number: it must be a number of your own at Smstools.',
		});
	});
});

it('Get Sent takes the status of a message to a group for unknown', async () => {
	const at = new Date('2026-01-01T00:00:00Z');
	const sent = sandbox().addSent({ to: '5001', text: 'News', kind: 'group', at });
	const result = await run('sms', 'getSent', { returnAll: true });
	expect(result.json.find(({ id }) => id === sent.id)).toEqual({
		id: sent.id,
		direction: 'outgoing',
		from: 'Bakery',
		to: '5001',
		text: 'News',
		status: 'unknown',
		vendorStatus: 'DELIVERED',
		createdAt: '2026-01-01T00:00:00Z',
		sentAt: '2026-01-01T00:00:00Z',
		reason: null,
		sendAt: null,
		price: null,
		reference: null,
		segments: 1,
		encoding: 'GSM-7',
	});
});

it.each(['refence', 'reference'] as const)(
	'Get Scheduled returns what waits, with the time and a reference spelled %s',
	async (outboxReference) => {
		sandbox().settings.outboxReference = outboxReference;
		const sent = await run('sms', 'send', {
			from: 'Bakery',
			to: '32474123456',
			message: 'Later',
			additionalFields: { sendAt: '2030-11-10T10:30:00', reference: 'R7' },
		});
		const result = await run('sms', 'getScheduled', { returnAll: true });
		expect(result.json.at(-1)).toEqual({
			id: sent.json[0]?.id,
			direction: 'outgoing',
			from: null,
			to: '32474123456',
			text: 'Later',
			status: 'queued',
			vendorStatus: null,
			createdAt: null,
			sentAt: null,
			sendAt: '2030-11-10T10:30:00Z',
			reason: null,
			price: null,
			reference: 'R7',
			segments: 1,
			encoding: 'GSM-7',
		});
	},
);

describe('paging', () => {
	const seed = (count: number) => {
		const phone = newPhone();
		for (let i = 0; i < count; i++) {
			const at = new Date(INBOUND_AT.getTime() - i * 1000);
			sandbox().receive({ from: phone, text: String(i), at });
		}
		return phone;
	};
	const texts = (count: number) => Array.from({ length: count }, (_, i) => String(i));

	it.each<[string, number, INodeParameters, Array<Record<string, string>>, number]>([
		['a limit', 20, { limit: 5 }, [{ limit: '5', page: '1' }], 5],
		['a limit that there are not enough for', 3, { limit: 5 }, [{ limit: '5', page: '1' }], 3],
		[
			'a limit over a page',
			3000,
			{ limit: 2500 },
			[
				{ limit: '1250', page: '1' },
				{ limit: '1250', page: '2' },
			],
			2500,
		],
		['all on a short page', 1500, { returnAll: true }, [{ limit: '2000', page: '1' }], 1500],
		[
			'all on several pages, by total',
			4000,
			{ returnAll: true },
			[
				{ limit: '2000', page: '1' },
				{ limit: '2000', page: '2' },
			],
			4000,
		],
		[
			'all on one full page, whose total proves nothing',
			2000,
			{ returnAll: true },
			[
				{ limit: '2000', page: '1' },
				{ limit: '2000', page: '2' },
			],
			2000,
		],
		['none', 0, { returnAll: true }, [{ limit: '2000', page: '1' }], 0],
	])('reads %s', async (_, count, parameters, expected, length) => {
		const phone = seed(count);
		const result = await run('sms', 'getConversation', { phone, ...parameters });
		expect(result.error).toBeUndefined();
		expect(queries()).toEqual(expected);
		expect(result.json.map(({ text }) => text)).toEqual(texts(length));
	});

	it.each(['all', 'page'] as const)(
		'goes on where pages are smaller than asked for, and total counts %s',
		async (total) => {
			Object.assign(sandbox().settings, { largestPage: 300, total });
			const phone = seed(700);
			const result = await run('sms', 'getConversation', { phone, returnAll: true });
			expect(queries()).toHaveLength(3);
			expect(result.json.map(({ text }) => text)).toEqual(texts(700));
		},
	);

	it('ends at a page that repeats the one before', async () => {
		const rows = texts(3).map((message) => ({ direction: 'inbound', message }));
		const fault = answer(200, { conversation: rows });
		setup.sandbox.faults.add({ when: 'before', times: Infinity, fault });
		const result = await run('sms', 'getConversation', {
			phone: '32474123456',
			limit: 2000,
			simplify: false,
		});
		expect(queries()).toHaveLength(1);
		expect(result.json).toEqual(rows);

		setup.sandbox.requests.clear();
		const full = answer(200, { limit: 3, conversation: rows });
		setup.sandbox.faults.clear();
		setup.sandbox.faults.add({ when: 'before', times: Infinity, fault: full });
		const repeated = await run('sms', 'getConversation', { phone: '32474123456', returnAll: true });
		expect(queries()).toHaveLength(2);
		expect(repeated.json).toHaveLength(3);
	});

	it('has a row once that a new one has pushed onto the next page', async () => {
		const page = (ids: number[]) =>
			answer(200, { total: 5, limit: 2, messages: ids.map((ID) => ({ ID, message: `m${ID}` })) });
		for (const ids of [[5, 4], [4, 3], [2, 1], []]) {
			setup.sandbox.faults.add({ when: 'before', fault: page(ids) });
		}
		const result = await run('sms', 'getInbox', { returnAll: true });
		expect(result.json.map(({ id }) => id)).toEqual(['5', '4', '3', '2', '1']);
	});

	it('goes on after a short page where total says that there is more', async () => {
		for (const ids of [[1, 2], [3], []]) {
			const messages = ids.map((ID) => ({ ID }));
			setup.sandbox.faults.add({ when: 'before', fault: answer(200, { total: 3, messages }) });
		}
		const result = await run('sms', 'getInbox', { returnAll: true });
		expect(result.json.map(({ id }) => id)).toEqual(['1', '2', '3']);
		expect(queries()).toHaveLength(2);
	});

	it('fails the item where a later page fails', async () => {
		const phone = seed(2500);
		const rows = Array.from({ length: 2000 }, (_, ID) => ({ ID }));
		setup.sandbox.faults.add({
			when: 'before',
			fault: answer(200, { total: 2500, limit: 2000, conversation: rows }),
		});
		setup.sandbox.faults.add({ when: 'before', fault: answer(500, 'Down') });
		const result = await run('sms', 'getConversation', { phone, returnAll: true });
		expect(result.error?.message).toMatch(/^Smstools could not handle the request \(HTTP 500\)/);
		expect(result.json).toEqual([]);
	});

	it('links the rows of two items to theirs', async () => {
		const phones = [seed(2), seed(3)];
		const result = await run(
			'sms',
			'getConversation',
			{ phone: '={{ $json.phone }}' },
			{ items: phones.map((phone) => ({ phone })) },
		);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1, 1].map((item) => ({ item })),
		);
	});
});
