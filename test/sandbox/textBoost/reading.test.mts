import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock } from '../clock.mts';
import { startSandbox } from '../sandbox.mts';
import type { Sandbox } from '../sandbox.mts';
import { TEXTBOOST_TOKEN } from '../textBoost.mts';
import { PAGE_LINK_ORIGIN } from './answers.mts';
import { createClient, smsWith } from './testClient.mts';

const clock = createTestClock(new Date('2026-05-29T10:07:41Z'));
let sandbox: Sandbox;
const call = createClient(() => sandbox);

interface Page {
	data: Array<Record<string, unknown>>;
	[field: string]: unknown;
}

/** The data of an answer that is a page of a list. */
async function pageOf(method: string, path: string): Promise<Page> {
	const { body } = await call(method, path);
	return body.data as Page;
}

beforeEach(async () => {
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

describe('messages', () => {
	beforeEach(() => {
		sandbox.textBoost.seedMessages(30, (index) => ({
			number: String(31600000000 + index),
			own: 'YourName',
			text: `Text ${index}`,
			createdAt: new Date(clock.now().getTime() - (30 - index) * 60_000),
		}));
		sandbox.textBoost.receiveSms({ from: '31611111111', to: '31622222222', text: 'Hi' });
	});

	it('come in pages of 25, whose addresses point elsewhere', async () => {
		const first = await pageOf('GET', '/sms');
		expect(first).toMatchObject({
			current_page: 1,
			from: 1,
			to: 25,
			per_page: 25,
			last_page: 2,
			total: 31,
			prev_page_url: null,
			next_page_url: `${PAGE_LINK_ORIGIN}/textboost/api/v3/sms?page=2`,
		});
		const second = await pageOf('GET', '/sms?page=2');
		expect(second).toMatchObject({ current_page: 2, next_page_url: null });
		expect([...first.data, ...second.data]).toHaveLength(31);
		const beyond = await pageOf('GET', '/sms?page=3');
		expect(beyond).toMatchObject({ data: [], from: null, to: null });
	});

	const common = ['uid', 'to', 'from', 'message'];
	it.each([
		['A', [...common, 'status', 'cost'], 'Text 0'],
		['B', [...common, 'status', 'cost'], 'Hi'],
		['C', [...common, 'customer_status', 'cost'], 'Hi'],
		['D', [...common, 'sms_type', 'direction', 'status', 'sms_count', 'cost', 'sent_at'], 'Hi'],
	] as const)('have the fields and the order of generation %s', async (rows, fields, first) => {
		sandbox.textBoost.settings.rows = rows;
		const { data } = await pageOf('GET', '/sms');
		expect(Object.keys(data[0] ?? {})).toEqual(fields);
		expect(data[0]?.message).toBe(first);
	});

	it('that came in have the two numbers swapped, and are not in generation A', async () => {
		expect((await pageOf('GET', '/sms')).data[0]).toMatchObject({
			from: '31622222222',
			to: '31611111111',
		});
		sandbox.textBoost.settings.rows = 'A';
		expect(await pageOf('GET', '/sms')).toMatchObject({ total: 30 });
	});

	it.each([
		['A', 'Delivered|gw-1'],
		['C', 'Delivered'],
	] as const)('of generation %s show a receipt as %s', async (rows, shown) => {
		sandbox.textBoost.settings.rows = rows;
		const [message] = sandbox.textBoost.messages;
		sandbox.textBoost.receipt(message?.uid ?? '', 'Delivered', 'gw-1');
		const { body } = await call('GET', `/sms/${message?.uid}`);
		expect(Object.values(body.data ?? {})).toContain(shown);
	});

	it('of generation D print the time of the server, and can be filtered', async () => {
		Object.assign(sandbox.textBoost.settings, { rows: 'D' });
		const list = async (query: Record<string, string>) =>
			(await pageOf('GET', `/sms?${new URLSearchParams(query)}`)).total;
		expect((await pageOf('GET', '/sms')).data[0]?.sent_at).toBe('2026-05-29 16:07:41');
		expect(await list({ direction: 'incoming' })).toBe(1);
		expect(await list({ sms_type: 'mms' })).toBe(0);
		const from = { start_date: '2026-05-29 10:00:00' };
		expect(await list(from)).toBe(8);
		expect(await list({ ...from, timezone: 'Asia/Dhaka' })).toBe(31);
		sandbox.textBoost.settings.filterZone = 'server';
		expect(await list({ ...from, timezone: 'UTC' })).toBe(31);
	});

	it.each(['A', 'B', 'C'] as const)('of generation %s are not filtered', async (rows) => {
		sandbox.textBoost.settings.rows = rows;
		expect(await pageOf('GET', '/sms?direction=incoming')).toMatchObject({
			total: rows === 'A' ? 30 : 31,
		});
	});
});

it.each([
	['page', 200],
	['notFound', 404],
] as const)('no messages are answered with a %s', async (emptyList, status) => {
	sandbox.textBoost.settings.emptyList = emptyList;
	expect((await call('GET', '/sms')).status).toBe(status);
});

it('groups are made, shown, renamed, listed and deleted with their contacts', async () => {
	const made = await call('POST', '/contacts', { name: 'Codeglen' });
	const group = sandbox.textBoost.groups[0];
	const row = { uid: group?.uid, name: 'Codeglen' };
	expect(made.body.data).toEqual(row);
	expect((await call('POST', `/contacts/${group?.uid}/show`)).body).toMatchObject({ data: row });
	const renamed = await call('PATCH', `/contacts/${group?.uid}`, { name: 'New' });
	expect(renamed.body.data).toEqual({ ...row, name: 'New' });
	expect((await pageOf('GET', '/contacts')).data).toEqual([{ ...row, name: 'New' }]);
	await call('POST', `/contacts/${group?.uid}/store`, { phone: '31612345678' });
	expect((await call('DELETE', `/contacts/${group?.uid}`)).body.data).toBe('null');
	expect([sandbox.textBoost.groups, sandbox.textBoost.contacts]).toEqual([[], []]);
});

it('contacts are made once per number, found, changed, listed and deleted', async () => {
	const group = sandbox.textBoost.seedGroup('A', 0);
	const path = (rest: string) => `/contacts/${group}/${rest}`;
	const made = await call('POST', path('store'), { phone: '31612345678', first_name: 'Ada' });
	const uid = sandbox.textBoost.contacts[0]?.uid;
	const fields = { uid, phone: 31612345678, status: 'subscribe' };
	const customFields = { FIRST_NAME: 'Ada', LAST_NAME: null };
	expect(made.body.data).toEqual({ ...fields, custom_fields: customFields });
	expect(await call('POST', path('store'), { phone: '31612345678' })).toMatchObject({
		status: 200,
		body: { status: 'error' },
	});
	const change = { phone: '31612345679', last_name: 'Lovelace' };
	await call('PATCH', path(`update/${uid}`), change);
	expect((await call('POST', path(`search/${uid}`))).body.data).toMatchObject({
		phone: 31612345679,
		custom_fields: { FIRST_NAME: 'Ada', LAST_NAME: 'Lovelace' },
	});
	expect((await pageOf('POST', path('all?page=1'))).data).toEqual([
		{ uid, phone: 31612345679, first_name: 'Ada', last_name: 'Lovelace' },
	]);
	expect((await call('DELETE', path(`delete/${uid}`))).body.data).toBeNull();
	expect(sandbox.textBoost.contacts).toEqual([]);
});

it('contacts may want upper-case fields', async () => {
	sandbox.textBoost.settings.contactFields = 'upper';
	const group = sandbox.textBoost.seedGroup('A', 0);
	const store = async (body: unknown) =>
		(await call('POST', `/contacts/${group}/store`, body)).status;
	expect(await store({ phone: '31612345678' })).toBe(422);
	expect(await store({ PHONE: '31612345678', FIRST_NAME: 'Ada' })).toBe(200);
});

it.each([
	['remaining_balance', '₱1,234.50'],
	['remaining_unit', '980'],
	['sms_credit_balance', 42],
] as const)('the balance may be in %s', async (field, value) => {
	sandbox.textBoost.settings.balanceField = field;
	expect((await call('GET', '/balance')).body.data).toMatchObject({ [field]: value });
});

it('the profile holds the token and the zone', async () => {
	expect((await call('GET', '/me')).body.data).toMatchObject({
		api_token: TEXTBOOST_TOKEN,
		timezone: 'Asia/Kolkata',
	});
	sandbox.textBoost.settings.accountZone = null;
	expect((await call('GET', '/me')).body.data).not.toHaveProperty('timezone');
});

it('the control API lets a message come in', async () => {
	const incoming = (body: unknown) =>
		fetch(`${sandbox.origin}/control/textboost/incoming`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	expect((await incoming({ from: '31611111111', text: 'x' })).status).toBe(400);
	expect((await incoming({ from: '31611111111', to: '31622222222', text: 'Hi' })).status).toBe(200);
	await call('POST', '/sms/send', smsWith());
	const list = await fetch(`${sandbox.origin}/control/messages`);
	expect(await list.json()).toMatchObject([
		{ vendor: 'textBoost', direction: 'outgoing', number: '31612345678', status: 'Delivered' },
		{ vendor: 'textBoost', direction: 'incoming', number: '31611111111', text: 'Hi' },
	]);
});
