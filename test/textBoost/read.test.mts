import { beforeAll, describe, expect, it } from '@jest/globals';
import { PAGE_LINK_ORIGIN } from '../../lab/sandbox/textBoost/answers.mts';
import type { NewMessage } from '../../lab/sandbox/textBoost/messages.mts';
import { TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import { plainText } from '../engine/plainText.mts';
import { setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

const MINUTE_MS = 60_000;
const COUNT = 70;
const START = new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 100 * MINUTE_MS);
const timeOf = (index: number) => new Date(START.getTime() + index * MINUTE_MS);
const iso = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;

/** Oldest first: an incoming one, a voice message, one that failed, and plain ones. */
function makeMessage(index: number): NewMessage {
	const common = { number: String(31600000000 + index), own: 'YourName', text: `Text ${index}` };
	const createdAt = timeOf(index);
	if (index === 0) return { ...common, own: '31622222222', direction: 'incoming', createdAt };
	if (index === 1) return { ...common, type: 'voice', direction: 'outgoing', createdAt };
	if (index === 2) return { ...common, status: 'Undelivered', createdAt };
	return { ...common, createdAt };
}

let uids: string[];
beforeAll(() => {
	uids = setup.sandbox.textBoost.seedMessages(COUNT, makeMessage);
	setup.sandbox.textBoost.receipt(uids[3] ?? '', 'Delivered', 'gw-3');
});

const settings = () => setup.sandbox.textBoost.settings;
const lists = () => setup.sandbox.requests.to('/sms');
const pages = () => lists().map(({ query }) => query.page);
const getAll = async (filters = {}, more = {}) =>
	await run('sms', 'getAll', { returnAll: true, filters, ...more });
const answerWith = (status: number, body: unknown) =>
	setup.sandbox.faults.add({
		when: 'before',
		fault: { kind: 'answer', status, body: JSON.stringify(body) },
	});

describe('Get Many', () => {
	it('walks all pages on our own host, and follows no address of the answer', async () => {
		const result = await getAll();
		expect(result.json.map(({ id }) => id)).toEqual([...uids].reverse());
		expect(pages()).toEqual(['1', '2', '3']);
		for (const { url, method, headers } of lists()) {
			expect([method, headers.authorization]).toEqual(['GET', expect.stringMatching(/^Bearer /)]);
			expect(url).not.toContain(PAGE_LINK_ORIGIN);
			expect(url).not.toContain('sandboxSecret');
		}
	});

	it.each([
		[7, 1],
		[25, 1],
		[26, 2],
		[50, 2],
	])('stops early at a limit of %s', async (limit, requests) => {
		const result = await run('sms', 'getAll', { limit });
		expect(result.json.map(({ id }) => id)).toEqual([...uids].reverse().slice(0, limit));
		expect(lists()).toHaveLength(requests);
	});

	const common = {
		reference: null,
		sentAt: null,
		direction: 'outgoing',
		from: 'YourName',
	};
	it.each(TEXTBOOST_VERSIONS)('reads rows of version %s', async (version) => {
		settings().version = version;
		const { json } = await getAll();
		const byUid = (index: number) => json.find(({ id }) => id === uids[index]);
		// The oldest lists only what was sent by API, without numbers 0 and 1.
		expect(json).toHaveLength(version === '3.1.0' ? COUNT - 2 : COUNT);
		expect(byUid(2)).toMatchObject({
			...common,
			to: '31600000002',
			text: 'Text 2',
			status: 'failed',
			vendorStatus: 'Undelivered',
			createdAt: iso(timeOf(2)),
			sentAt:
				version === '3.13.0' ? expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) : null,
		});
		expect(byUid(3)).toMatchObject({ status: 'delivered', vendorStatus: 'Delivered' });
	});

	it('swaps the numbers of incoming rows back, where the host tells them', async () => {
		settings().version = '3.13.0';
		const { json } = await getAll({ direction: 'incoming' });
		expect(json).toEqual([
			{
				id: uids[0],
				direction: 'incoming',
				from: '31600000000',
				to: '31622222222',
				text: 'Text 0',
				status: 'received',
				vendorStatus: 'Delivered',
				createdAt: iso(timeOf(0)),
				sentAt: expect.any(String),
				reason: null,
				sendAt: null,
				price: '1',
				reference: null,
			},
		]);
		expect(lists()[0]?.query.direction).toBe('incoming');
	});

	/** Fact sheet 5.1 and 16.11 for `cost`, 15.15 for `status_detail`, 16.11 for an operator's words. */
	it.each([
		['no cost', { status: 'Delivered' }, { price: null, reason: null }],
		['a cost as text', { status: 'Delivered|gw', cost: '1.50' }, { price: '1.50', reason: null }],
		['a cost as number', { status: 'Delivered', cost: 2, sms_count: 3 }, { price: 2 }],
		['a cost of nothing', { status: 'Enroute', cost: '0' }, { status: 'queued', price: '0' }],
		['an empty cost', { status: 'Enroute', cost: '' }, { price: null }],
		[
			'a reason of the host',
			{ status: 'Failed', status_detail: 'Absent subscriber' },
			{ status: 'failed', vendorStatus: 'Failed', reason: 'Absent subscriber' },
		],
		[
			'a detail of what went well',
			{ status: 'Delivered', status_detail: 'DELIVRD' },
			{ status: 'delivered', reason: null },
		],
		["the host's own word", { status: 'Rejected', cost: '1' }, { status: 'failed', reason: null }],
		[
			"the operator's words",
			{ status: 'gateway down', cost: '0' },
			{ status: 'failed', vendorStatus: 'gateway down', reason: 'gateway down' },
		],
	])('reads %s', async (_, row, message) => {
		const data = { data: [{ uid: '606812e63f78b', ...row }], last_page: 1 };
		answerWith(200, { status: 'success', data });
		expect((await getAll()).json).toEqual([expect.objectContaining({ sendAt: null, ...message })]);
	});

	it("gives the time of sending an offset only where the credential tells the server's zone", async () => {
		Object.assign(settings(), { version: '3.13.0', serverZone: 'Asia/Dhaka' });
		const without = await run('sms', 'getAll', { limit: 1 });
		expect(without.json[0]?.sentAt).toMatch(/T\d\d:\d\d:\d\d$/);
		const withZone = await run(
			'sms',
			'getAll',
			{ limit: 1 },
			{ credential: { timezone: 'Asia/Dhaka' } },
		);
		expect(withZone.json[0]?.sentAt).toBe(`${plainText(without.json[0]?.sentAt)}+06:00`);
		expect(new Date(plainText(withZone.json[0]?.sentAt))).toEqual(timeOf(COUNT - 1));
	});

	it('returns the rows untouched when Simplify is off', async () => {
		settings().version = '3.1.0';
		const { json } = await getAll({}, { simplify: false });
		expect(json.find(({ uid }) => uid === uids[3])).toEqual({
			uid: uids[3],
			to: '31600000003',
			from: 'YourName',
			message: 'Text 3',
			status: 'Delivered|gw-3',
			cost: '1',
		});
	});

	it.each([
		['outgoing', { direction: 'outgoing' }, COUNT - 1, {}],
		['a type', { type: 'voice' }, 1, { sms_type: 'voice' }],
		['a status', { status: 'failed' }, 1, {}],
		['a number', { phone: '+31 600 000 005' }, 1, {}],
		["an incoming one's number", { phone: '+31600000000' }, 1, {}],
	])('filters by %s', async (_, filters, count, query) => {
		settings().version = '3.13.0';
		const { json } = await getAll(filters);
		expect(json).toHaveLength(count);
		const { page: _page, ...asked } = lists()[0]?.query ?? {};
		expect(asked).toEqual(query);
	});

	it('finds a number that the host has as it is dialled there', async () => {
		const uid = '606812e63f78b';
		const row = { uid, direction: 'api', to: '06 00 00 00 05', from: 'Bakery', message: 'Hi' };
		const body = { status: 'success', data: { data: [row], last_page: 1 } };
		answerWith(200, body);
		const { json } = await run(
			'sms',
			'getAll',
			{ filters: { phone: '+33 6 00 00 00 05' } },
			{ credential: { defaultCountryCode: '33' } },
		);
		expect(json).toEqual([expect.objectContaining({ id: uid })]);
	});

	it.each([
		['asked', 'Asia/Dhaka'],
		['server', 'Asia/Dhaka'],
		['server', 'America/Los_Angeles'],
	] as const)(
		'filters by time to the second, in whichever zone the host compares: %s %s',
		async (filterZone, serverZone) => {
			for (const version of ['3.9', '3.13.0'] as const) {
				Object.assign(settings(), { version, filterZone, serverZone });
				const { json } = await getAll({
					createdAfter: timeOf(10).toISOString(),
					createdBefore: timeOf(19).toISOString(),
				});
				expect(json.map(({ id }) => id)).toEqual(uids.slice(10, 20).reverse());
			}
			expect(lists().at(-1)?.query).toMatchObject({
				start_date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
				timezone: 'UTC',
			});
		},
	);

	it('asks for both ends of the time where one is given', async () => {
		settings().version = '3.13.0';
		expect((await getAll({ createdAfter: timeOf(60).toISOString() })).json).toHaveLength(10);
		expect((await getAll({ createdBefore: timeOf(9).toISOString() })).json).toHaveLength(10);
		for (const { query } of lists()) {
			expect(Object.keys(query)).toEqual(['start_date', 'end_date', 'timezone', 'page']);
		}
	});

	it.each([
		[{ direction: 'incoming' }, 'received and sent SMS', 'Direction'],
		[{ type: 'voice' }, 'types of messages', 'Type'],
	])('says so where an older host cannot filter by %j', async (filters, what, name) => {
		const result = await getAll(filters);
		expect(result.error).toEqual({
			message: `This host does not distinguish ${what}, so the filter ${name} cannot be used. [item 0]`,
			description: expect.stringMatching(/^Remove /),
		});
	});

	it('leaves out rows that come again', async () => {
		for (const uids of ['ab', 'bc', 'ab', 'd']) {
			const data = { last_page: 4, data: [...uids].map((uid) => ({ uid })) };
			answerWith(200, { status: 'success', data });
		}
		const { json } = await getAll();
		expect(json.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
		expect(lists()).toHaveLength(4);
	});

	it.each([
		['with', { uid: 'a' }],
		['without', { to: '31612345678' }],
	])('ends with a sentence where a host ignores the page, %s ids', async (_, row) => {
		const body = JSON.stringify({ status: 'success', data: { last_page: 9, data: [row] } });
		setup.sandbox.faults.add({
			when: 'before',
			times: Infinity,
			fault: { kind: 'answer', status: 200, body },
		});
		expect((await getAll()).error?.message).toBe(
			'TextBoost returned page after page without a new row, so the list could not be read to its end. [item 0]',
		);
		expect(lists()).toHaveLength(5);
	});

	it.each([
		['an empty page', { emptyList: 'page' }],
		['SMS Info not found', { emptyList: 'notFound' }],
	] as const)('takes %s for none', async (_, changes) => {
		Object.assign(settings(), { version: '3.13.0', ...changes });
		const { json, error } = await getAll({ type: 'whatsapp' });
		expect([json, error]).toEqual([[], undefined]);
	});

	it.each([
		['a bare list', [{ uid: 'a' }], ['a']],
		['null', null, []],
		['a list without rows', { data: [], last_page: 1, from: null }, []],
		['a page without numbers', { data: [{ uid: 'a' }], next_page_url: null }, ['a']],
	])('reads %s', async (_, data, ids) => {
		answerWith(200, { status: 'success', data });
		expect((await getAll()).json.map(({ id }) => id)).toEqual(ids);
		expect(lists()).toHaveLength(1);
	});

	it('says what it cannot read', async () => {
		answerWith(200, { status: 'success', data: 'sms reports with pagination' });
		expect((await getAll()).error?.message).toBe(
			'TextBoost returned SMS that this node cannot read: “"sms reports with pagination"”. [item 0]',
		);
	});

	it('returns nothing where a later page cannot be read', async () => {
		const page = { status: 'success', data: { last_page: 2, data: [{ uid: 'a' }] } };
		answerWith(200, page);
		answerWith(500, { message: 'Server Error' });
		const result = await getAll();
		expect(result.error?.message).toBe(
			'TextBoost could not handle the request (HTTP 500): “Server Error”. [item 0]',
		);
		expect(result.json).toEqual([]);
		expect(pages()).toEqual(['1', '2']);
	});

	it('links the items of several inputs to theirs', async () => {
		const result = await run(
			'sms',
			'getAll',
			{ limit: '={{ $json.limit }}' },
			{ items: [{ limit: 1 }, { limit: 2 }] },
		);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});
});

describe('Get', () => {
	it.each([
		['3.1.0', { status: 'Delivered|gw-3' }],
		['3.8.0', { status: 'Delivered|gw-3' }],
		['3.9', { customer_status: 'Delivered' }],
		['3.13.0', { status: 'Delivered' }],
	] as const)('returns one message of version %s', async (version, raw) => {
		settings().version = version;
		const messageId = uids[3] ?? '';
		const simple = await run(
			'sms',
			'get',
			{ messageId: '={{ $json.id }}' },
			{ items: [{ id: messageId }, { id: uids[2] ?? '' }] },
		);
		expect(simple.items).toMatchObject([
			{ json: { id: messageId, status: 'delivered', text: 'Text 3' }, pairedItem: { item: 0 } },
			{ json: { id: uids[2], status: 'failed' }, pairedItem: { item: 1 } },
		]);
		const full = await run('sms', 'get', { messageId, simplify: false });
		expect(full.json).toMatchObject([{ uid: messageId, ...raw }]);
	});

	it.each(['asRecorded', 'http'] as const)(
		'tells that an ID is not there, with codes %s',
		async (errorCodes) => {
			settings().errorCodes = errorCodes;
			const { error } = await run('sms', 'get', { messageId: '60000000aaaaa' });
			const code = errorCodes === 'http' ? ' (HTTP 404)' : '';
			expect(error).toEqual({
				message: `TextBoost has no SMS with this ID${code}: “No query results for model [App\\Models\\Reports] 60000000aaaaa”. [item 0]`,
				description: 'Check Message ID. The SMS may have been deleted.',
			});
		},
	);

	it.each(['sms data with all details', null, []])('says that it cannot read %j', async (data) => {
		answerWith(200, { status: 'success', data });
		const { error } = await run('sms', 'get', { messageId: 'a' });
		expect(error?.message).toMatch(/^TextBoost returned an SMS that this node cannot read: /);
	});
});
