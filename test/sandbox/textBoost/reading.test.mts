import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClock } from '../../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { TEXTBOOST_TOKEN } from '../../../lab/sandbox/textBoost.mts';
import { PAGE_LINK_ORIGIN } from '../../../lab/sandbox/textBoost/answers.mts';
import { TEXTBOOST_VERSIONS } from '../../../lab/sandbox/textBoost/versions.mts';
import { createClient, smsWith } from './testClient.mts';

const NOW = new Date('2026-05-29T10:07:41Z');
const clock = createTestClock(NOW);
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
	clock.set(NOW);
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

describe('messages', () => {
	let uids: string[];

	beforeEach(() => {
		uids = sandbox.textBoost.seedMessages(30, (index) => ({
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
		['3.1.0', [...common, 'status', 'cost'], 'Text 29'],
		['3.8.0', [...common, 'status', 'cost'], 'Hi'],
		['3.9', [...common, 'customer_status', 'cost'], 'Hi'],
		[
			'3.13.0',
			['id', ...common, 'sms_type', 'direction', 'status', 'sms_count', 'cost', 'sent_at'],
			'Hi',
		],
	] as const)('of %s have these fields, the newest first', async (version, fields, first) => {
		sandbox.textBoost.settings.version = version;
		const { data } = await pageOf('GET', '/sms');
		expect(Object.keys(data[0] ?? {})).toEqual(fields);
		expect(data[0]?.message).toBe(first);
		sandbox.textBoost.settings.listOrder = 'oldestFirst';
		expect((await pageOf('GET', '/sms')).data[0]?.message).toBe('Text 0');
	});

	it('that came in have the two numbers swapped, and are not in the list of 3.1.0', async () => {
		expect((await pageOf('GET', '/sms')).data[0]).toMatchObject({
			from: '31622222222',
			to: '31611111111',
		});
		sandbox.textBoost.settings.version = '3.1.0';
		expect(await pageOf('GET', '/sms')).toMatchObject({ total: 30 });
	});

	it.each([
		['3.1.0', 'Undelivered|gw-1'],
		['3.8.0', 'Undelivered|gw-1'],
		['3.9', 'Undelivered'],
		['3.13.0', 'Undelivered'],
	] as const)('of %s show a receipt as %s', async (version, shown) => {
		sandbox.textBoost.settings.version = version;
		sandbox.textBoost.receipt(uids[0] ?? '', 'Undelivered', 'gw-1');
		const { body } = await call('GET', `/sms/${uids[0]}`);
		expect(Object.values(body.data ?? {})).toContain(shown);
	});

	it.each(TEXTBOOST_VERSIONS)('that were deleted are not found: %s', async (version) => {
		sandbox.textBoost.settings.version = version;
		sandbox.textBoost.removeMessage(uids[0] ?? '');
		expect(await call('GET', `/sms/${uids[0]}`)).toEqual({
			status: 200,
			body: {
				status: 'error',
				message: `No query results for model [App\\Models\\Reports] ${uids[0]}`,
			},
		});
	});

	it('of 3.13.0 print the time of the server, in which its filters are read', async () => {
		sandbox.textBoost.settings.version = '3.13.0';
		const list = async (query: Record<string, string>) =>
			(await pageOf('GET', `/sms?${new URLSearchParams(query).toString()}`)).total;
		expect((await pageOf('GET', '/sms')).data[0]?.sent_at).toBe('2026-05-29 16:07:41');
		expect(await list({ direction: 'incoming' })).toBe(1);
		expect(await list({ direction: 'sent' })).toBe(0);
		expect(await list({ sms_type: 'mms' })).toBe(0);
		const from = { start_date: '2026-05-29 16:00:00' };
		expect(await list(from)).toBe(8);
		expect(await list({ ...from, timezone: 'Europe/Paris' })).toBe(8);
		sandbox.textBoost.settings.filterZone = 'asked';
		expect(await list({ start_date: '2026-05-29 12:00:00', timezone: 'Europe/Paris' })).toBe(8);
		sandbox.textBoost.settings.filters = false;
		expect(await list({ direction: 'incoming' })).toBe(31);
		clock.advance(31 * 24 * 60 * 60 * 1000);
		sandbox.textBoost.settings.filters = true;
		expect(await list({})).toBe(0);
	});

	it.each([
		[{ start_date: '2026-05-29' }, 'Invalid datetime format. Use Y-m-d H:i:s'],
		[{ timezone: 'Paris' }, 'Invalid timezone provided.'],
		[
			{ start_date: '2026-02-01 00:00:00', end_date: '2026-01-01 00:00:00' },
			'The start date must be before the end date.',
		],
	])('of 3.13.0 are refused for the filter %j', async (query, message) => {
		sandbox.textBoost.settings.version = '3.13.0';
		expect(await call('GET', `/sms?${new URLSearchParams(query).toString()}`)).toEqual({
			status: 422,
			body: { status: 'error', message },
		});
	});
});

it.each([
	['ascending', ['Old 0', 'Old 1']],
	['descending', ['Old 1', 'Old 0']],
] as const)('rows of one second stand %s in a list with the newest first', async (order, old) => {
	sandbox.textBoost.settings.sameSecond = order;
	const at = (ms: number) => new Date(NOW.getTime() - ms);
	const sms = { number: '31612345678', own: 'YourName' };
	sandbox.textBoost.seedMessages(2, (i) => ({ ...sms, text: `Old ${i}`, createdAt: at(9000 - i) }));
	sandbox.textBoost.seedMessages(1, () => ({ ...sms, text: 'New', createdAt: at(5000) }));
	const { data } = await pageOf('GET', '/sms');
	expect(data.map(({ message }) => message)).toEqual(['New', ...old]);
});

it.each([
	[1, '1 2 3 4 5 6 7 8 9 10 ... 19 20'],
	[10, '1 2 ... 7 8 9 10 11 12 13 ... 19 20'],
	[20, '1 2 ... 11 12 13 14 15 16 17 18 19 20'],
])('a page of many links to some: %s', async (page, labels) => {
	for (let index = 0; index < 500; index += 1) sandbox.textBoost.seedGroup(`G ${index}`, 0);
	const { links } = await pageOf('GET', `/contacts?page=${page}`);
	const shown = (links as Array<{ label: string }>).map(({ label }) => label);
	expect(shown.slice(1, -1).join(' ')).toBe(labels);
});

it.each([
	['page', 200],
	['notFound', 404],
] as const)('no messages are answered with a %s', async (emptyList, status) => {
	sandbox.textBoost.settings.emptyList = emptyList;
	expect((await call('GET', '/sms')).status).toBe(status);
});

it('a group is deleted with its contacts', async () => {
	const group = sandbox.textBoost.seedGroup('Codeglen', 3);
	expect(sandbox.textBoost.contacts).toHaveLength(3);
	await call('DELETE', `/contacts/${group}`);
	expect([sandbox.textBoost.groups, sandbox.textBoost.contacts]).toEqual([[], []]);
});

it('a group of 3.1.0 gets another name only with a sending server', async () => {
	sandbox.textBoost.settings.version = '3.1.0';
	const group = sandbox.textBoost.seedGroup('Old', 0);
	const rename = async (body: unknown) =>
		(await call('PATCH', `/contacts/${group}`, body)).body.status;
	expect(await rename({ name: 'New' })).toBe('error');
	expect(await rename({ name: 'New', sending_server: 1 })).toBe('success');
	expect(sandbox.textBoost.groups).toMatchObject([{ name: 'New' }]);
});

it.each(TEXTBOOST_VERSIONS)(
	'a contact is changed and deleted in its own group only: %s',
	async (version) => {
		sandbox.textBoost.settings.version = version;
		const [own, other] = [sandbox.textBoost.seedGroup('A', 1), sandbox.textBoost.seedGroup('B', 0)];
		const uid = sandbox.textBoost.contacts[0]?.uid;
		const body = { phone: '31612345678', PHONE: '31612345678' };
		expect((await call('PATCH', `/contacts/${other}/update/${uid}`, body)).status).toBe(404);
		expect((await call('DELETE', `/contacts/${other}/delete/${uid}`)).status).toBe(404);
		expect(sandbox.textBoost.contacts).toMatchObject([{ phone: '31600000000' }]);
		await call('PATCH', `/contacts/${own}/update/${uid}`, body);
		expect(sandbox.textBoost.contacts).toMatchObject([
			{ phone: '31612345678', firstName: 'First 0' },
		]);
	},
);

it('both names of a contact must be there up to 3.8.0', async () => {
	const group = sandbox.textBoost.seedGroup('A', 0);
	const body = { phone: '31612345678', first_name: '' };
	expect((await call('POST', `/contacts/${group}/store`, body)).body.message).toBe(
		'Undefined array key "last_name"',
	);
	expect(sandbox.textBoost.contacts).toEqual([]);
});

it.each([
	['remaining_balance', '₱1,234.50'],
	['remaining_unit', '980'],
	['sms_credit_balance', 42],
] as const)('the balance of other hosts may be in %s', async (field, value) => {
	sandbox.textBoost.settings.balanceField = field;
	expect((await call('GET', '/balance')).body.data).toMatchObject({ [field]: value });
	sandbox.textBoost.settings.balance = 7;
	expect((await call('GET', '/balance')).body.data).toMatchObject({ [field]: 7 });
});

it('the profile holds the token and the zone', async () => {
	expect((await call('GET', '/me')).body.data).toMatchObject({
		api_token: TEXTBOOST_TOKEN,
		timezone: 'Asia/Kolkata',
	});
	sandbox.textBoost.settings.accountZone = null;
	expect((await call('GET', '/me')).body.data).toMatchObject({ timezone: null });
});

it('the control API lets a message come in', async () => {
	const incoming = (body: unknown) =>
		fetch(`${sandbox.origin}/control/textboost/receive`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	expect((await incoming({ from: '31611111111', to: 5, text: 'x' })).status).toBe(400);
	expect((await incoming({ from: '31611111111', to: '31622222222', text: 'Hi' })).status).toBe(200);
	await call('POST', '/sms/send', smsWith());
	const list = await fetch(`${sandbox.origin}/control/messages`);
	expect(await list.json()).toMatchObject([
		{ vendor: 'textBoost', direction: 'outgoing', number: '31612345678', status: 'Delivered' },
		{ vendor: 'textBoost', direction: 'incoming', number: '31611111111', text: 'Hi' },
	]);
});

/** Recorded: "voice", "mms", "SMS get", "SMS list". */
it('reads a call and an MMS back as an SMS before 3.13.0, and the page knows better', async () => {
	sandbox.textBoost.settings.version = '3.8.0';
	const types = ['voice', 'mms', 'plain'] as const;
	const [voice = ''] = sandbox.textBoost.seedMessages(3, (index) => ({
		number: '31612345678',
		own: 'Bakery',
		text: 'Hi',
		type: types[index],
	}));
	expect((await call('GET', `/sms/${voice}`)).body.data).not.toHaveProperty('sms_type');
	expect(sandbox.messages().map(({ kind }) => kind)).toEqual(['voice call', 'MMS', undefined]);
});

/** Fact sheet 3.3 and 16.8. */
describe.each(TEXTBOOST_VERSIONS)("the fields of a group's own, on version %s", (version) => {
	it('are stored from 3.9 on, each under its tag, and others are not', async () => {
		Object.assign(sandbox.textBoost.settings, { version, contactTags: ['BIRTHDAY', 'Gender'] });
		const group = sandbox.textBoost.seedGroup('A', 0);
		const names = { first_name: 'A', last_name: 'B', FIRST_NAME: 'A', LAST_NAME: 'B' };
		const phone = { phone: '33612345678', PHONE: '33612345678' };
		const stored = await call('POST', `/contacts/${group}/store`, {
			...{ ...names, ...phone, BIRTHDAY: '23/03/1997' },
		});
		const { uid } = stored.body.data as { uid: string };
		const changed = await call('PATCH', `/contacts/${group}/update/${uid}`, {
			...{ ...phone, Gender: 'F', CITY: 'Paris' },
		});
		const { custom_fields: fields } = changed.body.data as { custom_fields?: unknown };
		expect(fields).toEqual(
			version === '3.1.0' || version === '3.8.0'
				? undefined
				: { FIRST_NAME: 'A', LAST_NAME: 'B', BIRTHDAY: '23/03/1997', Gender: 'F' },
		);
		expect(sandbox.requests.undocumented).toEqual([
			expect.stringMatching(/Parameter CITY is not documented$/),
		]);
	});
});
