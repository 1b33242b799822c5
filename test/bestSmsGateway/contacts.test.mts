import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { searchList } from '../engine/listSearch.mts';
import { group, setUp } from './setup.mts';

const setup = setUp();
const { run, requestsFor } = setup;

const gateway = () => setup.sandbox.bestSmsGateway;
const own = () => gateway().contacts.filter(({ accountId }) => accountId === setup.accountId);

/** Stores contacts of the test's account, and returns their ids. */
function seed(...contacts: Array<{ phone: string; firstname?: string; group?: string }>): string[] {
	const { accountId } = setup;
	gateway().seedContacts(contacts.map((contact) => ({ accountId, ...contact })));
	return own().map(({ id }) => String(id));
}

const three = [
	{ phone: '2348000000001', firstname: 'Ada', group: 'Staff' },
	{ phone: '2348000000002', firstname: 'Theo', lastname: 'The Great', group: 'Staff' },
	{ phone: '2348000000003', group: 'Customers' },
];

describe('Create or Update', () => {
	const parameters = {
		groupId: group('={{ $json.group }}'),
		phone: '={{ $json.phone }}',
		firstName: '={{ $json.first }}',
		lastName: '={{ $json.last }}',
	};

	it('saves a contact for each item', async () => {
		const result = await run('contact', 'upsert', parameters, {
			items: [
				{ phone: '0809 430-9926', group: 'My Customers', first: 'Ibukun', last: 'Oladipo' },
				{ phone: '+2348000000001' },
			],
			credential: { defaultCountryCode: '234' },
		});
		expect(result.items).toEqual([
			{
				json: {
					phone: '2348094309926',
					firstName: 'Ibukun',
					lastName: 'Oladipo',
					groupId: 'My Customers',
				},
				pairedItem: { item: 0 },
			},
			{
				json: { phone: '2348000000001', firstName: null, lastName: null, groupId: 'default' },
				pairedItem: { item: 1 },
			},
		]);
		const [request, ...others] = requestsFor('save_contacts');
		expect(others).toEqual([]);
		expect(JSON.parse(request?.contacts ?? '')).toEqual([
			{
				phone: '2348094309926',
				firstname: 'Ibukun',
				lastname: 'Oladipo',
				group_name: 'My Customers',
			},
			{ phone: '2348000000001' },
		]);
		expect(own()).toMatchObject([
			{ phone: '2348094309926', firstname: 'Ibukun', group: 'My Customers' },
			{ phone: '2348000000001', group: 'default' },
		]);
	});

	it('updates a contact that changes twice', async () => {
		const item = { phone: '+2348000000001', group: 'Staff' };
		for (const first of ['Ada', 'Adaeze']) {
			await run('contact', 'upsert', parameters, { items: [{ ...item, first }] });
		}
		expect(own()).toMatchObject([{ phone: '2348000000001', firstname: 'Adaeze' }]);
	});

	it('does not take a total of 0 for saved', async () => {
		setup.sandbox.faults.add({
			form: { action: 'save_contacts' },
			when: 'before',
			fault: { kind: 'answer', status: 200, body: '{"total":"0"}' },
		});
		const result = await run('contact', 'upsert', { phone: '+2348000000001' });
		expect(result.error?.message).toContain('did not accept 2348000000001 as a phone number');
	});

	it('tells that the gateway did not take the number', async () => {
		const result = await run('contact', 'upsert', { phone: '12345' });
		expect(result.error?.message).toBe(
			'BestSMSGateway refused: “No valid contact supplied”. The contact was not saved. [item 0]',
		);
	});
});

describe('Get Many', () => {
	it('returns contacts simplified, or as the vendor has them', async () => {
		const ids = seed(...three);
		const short = await run('contact', 'getAll');
		expect(short.json).toHaveLength(3);
		expect(short.json[1]).toEqual({
			id: ids[0],
			phone: '2348000000001',
			firstName: 'Ada',
			lastName: null,
			groupId: 'Staff',
			savedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
		});
		const raw = await run('contact', 'getAll', { simplify: false });
		expect(raw.json[1]).toMatchObject({ contact_id: ids[0], firstname: 'Ada' });
	});

	it.each<[string, (ids: string[]) => INodeParameters, number[], object]>([
		['group', () => ({ groupId: group('Staff') }), [0, 1], { group_name: 'Staff' }],
		['search', () => ({ search: '+2348000000002' }), [1], { search_term: '2348000000002' }],
		['search', () => ({ search: 'ada' }), [0], {}],
		['ids, each on its own', ([a, b, c]) => ({ contactIds: `${c},${b},${a}` }), [2, 1, 0], {}],
		['nothing that is blank', () => ({ search: '={{ null }}' }), [2, 0, 1], {}],
	])('filters by %s', async (_, filters, expected, form) => {
		const ids = seed(...three);
		const result = await run('contact', 'getAll', { filters: filters(ids) });
		expect(result.json.map(({ id }) => id)).toEqual(expected.map((index) => ids[index]));
		expect(requestsFor('fetch_contacts')[0]).toMatchObject(form);
	});

	it('pages, and keeps to the limit', async () => {
		seed(...Array.from({ length: 700 }, (_, i) => ({ phone: String(2348000000000 + i) })));
		const all = await run('contact', 'getAll', { returnAll: true });
		expect(new Set(all.json.map(({ id }) => id)).size).toBe(700);
		expect(requestsFor('fetch_contacts').map(({ p }) => p)).toEqual(['1', '2', '3']);
		const some = await run('contact', 'getAll', { limit: 5 });
		expect(some.json.map(({ id }) => id)).toEqual(all.json.slice(0, 5).map(({ id }) => id));
	});

	it('asks for no more ids than the limit has room for', async () => {
		const ids = seed(...three);
		const filters = { contactIds: ids.join() };
		const result = await run('contact', 'getAll', { filters, limit: 2 });
		expect(result.json).toHaveLength(2);
		expect(requestsFor('fetch_contacts')).toHaveLength(2);
	});
});

describe('Delete', () => {
	it.each<[string, (ids: string[]) => INodeParameters, number[], number]>([
		['ids', ([a, , c]) => ({ contactIds: `${a}, ${c}` }), [1], 1],
		['group', () => ({ groupId: group('Staff') }), [2], 2],
		[
			'group and ids',
			([a, , c]) => ({ groupId: group('Staff'), contactIds: `${a},${c}` }),
			[1, 2],
			3,
		],
		// A search is looked up first, for one of common words would delete all contacts.
		['search', () => ({ search: 'ADA' }), [1, 2], 2],
		['search in another form', () => ({ search: '+2348000000002' }), [0, 2], 2],
		['search and group', () => ({ search: 'the', groupId: group('Staff') }), [0, 2], 2],
		['search and ids', ([a]) => ({ search: 'ada', contactIds: `${a}` }), [1, 2], 2],
		['a search of a common word', () => ({ search: 'the' }), [0, 2], 2],
		['a search that finds nothing', () => ({ search: 'about' }), [0, 1, 2], 1],
		['unknown ids', () => ({ contactIds: '999999' }), [0, 1, 2], 1],
	])('deletes by %s', async (_, filters, left, requests) => {
		const ids = seed(...three);
		const result = await run('contact', 'delete', { filters: filters(ids) });
		expect(result.error).toBeUndefined();
		expect(own().map(({ id }) => String(id))).toEqual(left.map((index) => ids[index]));
		const count = ids.length - left.length;
		expect(result.json).toEqual([{ deleted: count > 0, count }]);
		expect(setup.sandbox.requests.all).toHaveLength(requests);
	});

	const BLANKS = ['={{ null }}', '={{ $json.missing }}', '', ' ', '0'];
	const cases = [
		['contactIds', 'Contact IDs'],
		['search', 'Search'],
		['groupId', 'Group'],
	].flatMap(([name = '', displayName = '']) =>
		BLANKS.filter((value) => name !== 'contactIds' || value !== '0').map(
			(value): [string, string, string] => [name, value, displayName],
		),
	);
	cases.push(['contactIds', ' , ', 'Contact IDs']);

	it.each(cases)('is refused with %s %j before any request', async (name, value, displayName) => {
		seed(...three);
		const filter = { [name]: name === 'groupId' ? group(value) : value };
		const other = name === 'search' ? { contactIds: '5' } : { search: 'Ada' };
		for (const filters of [filter, { ...filter, ...other }]) {
			const result = await run('contact', 'delete', { filters });
			expect(result.error?.message).toBe(
				`${displayName} in Filters is empty, which would delete more contacts than intended. [item 0]`,
			);
		}
		expect(setup.sandbox.requests.all).toEqual([]);
		expect(own()).toHaveLength(3);
	});

	it('is refused with a group of whose name the gateway leaves nothing', async () => {
		seed(...three);
		const result = await run('contact', 'delete', { filters: { groupId: group(`,'"`) } });
		expect(result.error?.message).toBe(
			`Group in Filters is “,'"”, and the gateway removes all of its characters. [item 0]`,
		);
		expect(setup.sandbox.requests.all).toEqual([]);
		expect(own()).toHaveLength(3);
	});

	it('is refused without filters before any request', async () => {
		seed(...three);
		const result = await run('contact', 'delete');
		expect(result.error?.message).toBe(
			'Filters is empty, which would delete all contacts of the sub-account. [item 0]',
		);
		expect(setup.sandbox.requests.all).toEqual([]);
	});
});

describe('Group: Get Many', () => {
	it('returns the groups with the number of their contacts', async () => {
		seed(...three);
		const result = await run('group', 'getAll');
		expect(result.json).toEqual([
			{ id: 'Customers', name: 'Customers', contacts: 1 },
			{ id: 'Staff', name: 'Staff', contacts: 2 },
		]);
		expect((await run('group', 'getAll', { limit: 1 })).json).toHaveLength(1);
	});

	it("takes PHP's empty array for none", async () => {
		expect(await run('group', 'getAll')).toMatchObject({ json: [], error: undefined });
	});

	it('says so when it cannot read them', async () => {
		setup.sandbox.faults.add({
			when: 'before',
			fault: { kind: 'answer', status: 200, body: '{"contact_groups":"none"}' },
		});
		const result = await run('group', 'getAll');
		expect(result.error?.message).toBe(
			'BestSMSGateway returned contact groups that this node cannot read: “"none"”. [item 0]',
		);
	});
});

describe('the drop-down of groups', () => {
	const node = { type: 'bestSmsGateway', credentialType: 'bestSmsGatewayApi' };
	const search = async (filter?: string) => await searchList(setup, node, 'searchGroups', filter);

	it('shows names and numbers of contacts, and can be searched', async () => {
		seed(...three);
		expect(await search()).toEqual({
			results: [
				{ name: 'Customers (1)', value: 'Customers' },
				{ name: 'Staff (2)', value: 'Staff' },
			],
		});
		expect((await search(' STA '))?.results.map(({ value }) => value)).toEqual(['Staff']);
	});
});
