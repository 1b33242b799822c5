import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { createClient } from './testClient.mts';

let sandbox: Sandbox;
const { get } = createClient(() => sandbox);
const clock = createTestClock(new Date('2025-06-05T09:00:00Z'));

beforeEach(async () => {
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

/** The two samples of vendor document b. */
function converse() {
	const sent = sandbox.smstools.addSent({
		to: '32474123456',
		text: 'Outbound message',
		at: new Date('2025-06-05T08:44:46Z'),
	});
	sandbox.smstools.receive({
		from: '32474123456',
		text: 'Inbound message',
		at: new Date('2025-05-28T09:26:58Z'),
		files: [{ name: 'cake.jpg', image: 'https://files.example/cake.jpg', mime: 'image/' }],
	});
	return sent;
}

it('GET /conversation/{phone} answers as vendor document b prints it', async () => {
	const { messageid } = converse();
	expect(await get('/conversation/32474123456')).toEqual({
		status: 200,
		body: {
			total: 2,
			shown: 2,
			page: 1,
			limit: 1000,
			conversation: [
				{
					messageId: messageid,
					direction: 'outbound',
					sender: 'Bakery',
					receiver: '32474123456',
					message: 'Outbound message',
					file: null,
					datetime: '05 jun 2025, 08:44:46',
					unixDatetime: 1749113086,
					deliveryStatus: 'DELIVERED',
				},
				{
					messageId: null,
					direction: 'inbound',
					sender: '32474123456',
					receiver: '32460200300',
					message: 'Inbound message',
					file: [{ name: 'cake.jpg', image: 'https://files.example/cake.jpg', mime: 'image/' }],
					datetime: '28 may 2025, 09:26:58',
					unixDatetime: 1748424418,
					deliveryStatus: 'DELIVERED',
				},
			],
		},
	});
	expect((await get('/conversation/32474999999')).body).toMatchObject({ conversation: [] });
});

it('GET /conversation/{phone} has mine for direction, as the last sentence of its page says', async () => {
	converse();
	sandbox.smstools.settings.conversationRows = 'mine';
	const { body } = await get('/conversation/32474123456');
	expect(body).toMatchObject({
		conversation: [
			{ mine: true, sender: 'Bakery' },
			{ mine: false, sender: '32474123456' },
		],
	});
	expect(JSON.stringify(body)).not.toContain('direction');
});

describe('the inbox', () => {
	beforeEach(() => {
		sandbox.smstools.receive({ from: '32474000001', text: 'a' });
		sandbox.smstools.receive({
			from: '32474000002',
			text: 'b',
			to: '32460200301',
			type: 'whatsapp',
		});
	});

	it('has the messages of all numbers, or of one without its receiver', async () => {
		const row = {
			ID: '810002',
			message: 'b',
			sender: '32474000002',
			type: 'whatsapp',
			date: '2025-06-05 09:00:00',
		};
		expect((await get('/message/inbox')).body).toMatchObject({
			total: 2,
			messages: [{ ID: '810001' }, { ...row, receiver: '32460200301' }],
		});
		expect((await get('/message/inbox/32460200301')).body).toEqual({
			total: 1,
			shown: 1,
			page: 1,
			limit: 1000,
			messages: [row],
		});
	});

	it.each(['/message/inbox', '/message/inbox/32460200301'])('%s goes by type', async (path) => {
		expect((await get(`${path}?type=whatsapp`)).body).toMatchObject({ total: 1 });
		expect((await get(`${path}?type=call`)).body).toMatchObject({ total: 0, messages: [] });
	});
});

it('GET /message/history has groups with counts, newest first', async () => {
	sandbox.smstools.addSent({ to: '32474000001', text: 'a', at: new Date('2025-06-01T00:00:00Z') });
	sandbox.smstools.addSent({ to: '5001', text: 'b', kind: 'group' });
	expect((await get('/message/history')).body).toMatchObject({
		messages: [
			{
				to: '5001',
				type: 'group',
				amount: '1',
				amountdelivered: '0',
				amountnotdelivered: '1',
				status: 'DELIVERED',
			},
			{ to: '32474000001', type: 'single', status: 'DELIVERED' },
		],
	});
});

describe('paging', () => {
	beforeEach(() => {
		for (let i = 0; i < 5; i++) sandbox.smstools.receive({ from: '32474000001', text: String(i) });
	});

	it.each([
		['limit=2&page=1', { total: 5, shown: 2, page: 1, limit: 2 }, ['0', '1']],
		['limit=2&page=3', { total: 5, shown: 1, page: 3, limit: 2 }, ['4']],
		['limit=2&page=4', { total: 5, shown: 0, page: 4, limit: 2 }, []],
	])('gives %s', async (query, envelope, texts) => {
		const messages = texts.map((message) => ({ message }));
		const { body } = await get(`/message/inbox?${query}`);
		expect(body).toMatchObject({ ...envelope, messages });
	});

	it('counts a page only, or keeps pages small, where the settings say so', async () => {
		Object.assign(sandbox.smstools.settings, { total: 'page', largestPage: 3 });
		expect((await get('/message/inbox?limit=2000')).body).toMatchObject({
			total: 3,
			shown: 3,
			limit: 3,
		});
	});
});

it.each([
	['/auth', { username: 'bakery' }],
	['/balance', { balance: '10000.00', currency: 'EUR' }],
	[
		'/senderids',
		[
			{ ID: 11, name: 'Bakery' },
			{ ID: 12, name: '+32460200300' },
		],
	],
	[
		'/subaccount',
		[
			{ ID: 71, username: 'bakery-antwerp' },
			{ ID: 72, username: 'bakery-ghent' },
		],
	],
])('GET %s', async (path, body) => {
	expect(await get(path)).toEqual({ status: 200, body });
});

it('lets a message come in over the control API, and lists all messages', async () => {
	const incoming = (body: unknown) =>
		fetch(`${sandbox.origin}/control/smstools/receive`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	expect(await (await incoming({ from: '32474000001', text: 'Hi' })).json()).toEqual({
		id: '810001',
	});
	expect((await incoming({ text: 'Hi' })).status).toBe(400);
	sandbox.smstools.addSent({ to: '32474000001', text: 'Bye' });
	const list = await fetch(`${sandbox.origin}/control/messages`);
	expect(await list.json()).toMatchObject([
		{ vendor: 'smstools', direction: 'outgoing', number: '32474000001', status: 'SUBMITTED' },
		{ vendor: 'smstools', direction: 'incoming', number: '32474000001', status: 'sms' },
	]);
});
