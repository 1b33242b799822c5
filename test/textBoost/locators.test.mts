import { beforeEach, describe, expect, it } from '@jest/globals';
import { TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import type { INodeParameters } from 'n8n-workflow';
import type { RunOptions } from '../engine/nodeTest.mts';
import { plainText } from '../engine/plainText.mts';
import { bodyOf, byId, byName, byPhone, refusal, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;
const textBoost = () => setup.sandbox.textBoost;
const paths = () =>
	setup.sandbox.requests.all.map(({ method, path }) =>
		[method, ...path.split('/').slice(4)].join(' '),
	);
const uidOf = (groupUid: string, phone: string) =>
	textBoost().contacts.find((one) => one.groupUid === groupUid && one.phone === phone)?.uid ?? '';

beforeEach(() => {
	// As at a host that has repaired its list of contacts.
	textBoost().settings.contactListFails = false;
});

describe('a group by name', () => {
	let groupId: string;
	beforeEach(() => {
		for (let index = 0; index < 30; index += 1) textBoost().seedGroup(`Other ${index}`, 0);
		groupId = textBoost().seedGroup('Loyal customers', 1);
	});

	const contact: INodeParameters = {
		phone: '={{ $json.phone }}',
		contactId: byPhone('31600000000'),
	};
	it.each([
		['contact', 'create', { ...contact, phone: '+31612345678' }, 'POST contacts GROUP store'],
		['contact', 'upsert', { ...contact, phone: '+31612345678' }, 'POST contacts GROUP store'],
		['contact', 'get', contact, 'POST contacts GROUP search CONTACT'],
		['contact', 'getAll', {}, 'POST contacts GROUP all'],
		[
			'contact',
			'update',
			{ ...contact, phone: '+31600000000' },
			'PATCH contacts GROUP update CONTACT',
		],
		['contact', 'delete', contact, 'DELETE contacts GROUP delete CONTACT'],
		['group', 'get', {}, 'POST contacts GROUP show'],
		['group', 'update', { name: 'New' }, 'PATCH contacts GROUP'],
		['group', 'delete', {}, 'DELETE contacts GROUP'],
	] as const)('is found on any page, for %s: %s', async (resource, operation, parameters, last) => {
		const contactId = uidOf(groupId, '31600000000');
		const group = byName(' loyal customers ');
		const result = await run(resource, operation, { ...parameters, groupId: group });
		expect(result.error).toBeUndefined();
		expect(result.json).toHaveLength(1);
		expect(paths().slice(0, 2)).toEqual(['GET contacts', 'GET contacts']);
		expect(paths().at(-1)).toBe(last.replace('GROUP', groupId).replace('CONTACT', contactId));
	});

	it('is looked up once for all items, also by Retry On Fail', async () => {
		const fault = refusal('This action is unauthorized.');
		setup.sandbox.faults.add({ path: '/store', when: 'before', fault });
		const items = [0, 1, 2].map((index) => ({ phone: `+3361234567${index}` }));
		const result = await run(
			'contact',
			'create',
			{ groupId: byName('Loyal customers'), phone: '={{ $json.phone }}' },
			{ items, settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
		);
		expect(result.json).toHaveLength(3);
		expect(paths().filter((path) => path === 'GET contacts')).toHaveLength(2);
	});

	it('may differ from item to item', async () => {
		textBoost().seedGroup('Staff', 0);
		const result = await run(
			'contact',
			'create',
			{ groupId: byName('={{ $json.group }}'), phone: '={{ $json.phone }}' },
			{
				items: [
					{ group: 'Staff', phone: '+33612345678' },
					{ group: 'Loyal customers', phone: '+33612345678' },
					{ group: 'Nobody', phone: '+33612345678' },
				],
				settings: { onError: 'continueErrorOutput' },
			},
		);
		expect(result.json.map((row) => row.groupId)).toEqual([
			textBoost().groups.at(-1)?.uid,
			groupId,
		]);
		expect(result.errorItems.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				error: 'No group is named “Nobody”. The contact was not created. [item 2]',
				outcome: 'notSent',
			}),
		]);
		expect(paths().filter((path) => path === 'GET contacts')).toHaveLength(2);
	});

	it('is not guessed where two have it', async () => {
		const second = textBoost().seedGroup('loyal customers', 0);
		const { error } = await run('group', 'delete', { groupId: byName('LOYAL CUSTOMERS') });
		expect(error).toEqual({
			message: `2 groups are named “LOYAL CUSTOMERS” (IDs ${groupId}, ${second}). [item 0]`,
			description: 'Set Group to By ID, and enter the ID of the one you mean.',
		});
		expect(textBoost().groups).toHaveLength(32);
	});

	it('is told to be empty', async () => {
		const { error } = await run('group', 'get', { groupId: byName('={{ null }}') });
		expect(error?.message).toBe('Group is empty. [item 0]');
		expect(paths()).toEqual([]);
	});

	it('that cannot be looked up means that nothing was done', async () => {
		setup.sandbox.faults.add({ when: 'before', times: Infinity, fault: { kind: 'drop' } });
		const { json } = await run(
			'contact',
			'create',
			{ groupId: byName('Loyal customers'), phone: '+31612345678' },
			{ settings: { onError: 'continueRegularOutput' } },
		);
		expect(json).toEqual([
			{
				error: expect.stringMatching(/ The contact was not created\. \[item 0\]$/),
				outcome: 'notSent',
			},
		]);
	});
});

describe('a campaign', () => {
	const create = async (groupId: INodeParameters, options: RunOptions = {}) =>
		await run('campaign', 'create', { groupId, from: 'YourName', message: 'Hello' }, options);
	const sent = () => bodyOf(setup.sandbox.requests.to('/campaign')[0]).contact_list_id;
	let ids: string[];
	beforeEach(() => {
		ids = ['A', 'B, C & D'].map((name) => textBoost().seedGroup(name, 1));
	});

	it('goes to a group by name, whatever characters that has', async () => {
		const { json } = await create(byName('B, C & D'));
		expect(json).toMatchObject([{ groupId: ids[1] }]);
		expect(sent()).toBe(ids[1]);
	});

	it('goes to several by a list of names, each once', async () => {
		const items = [{ names: ['A', 'B, C & D', 'a'] }];
		const { json } = await create(byName('={{ $json.names }}'), { items });
		expect(json).toMatchObject([{ groupId: ids.join(',') }]);
		expect(sent()).toBe(ids.join(','));
	});

	it.each([
		[['A', null], 'Group contains an empty name.'],
		[[], 'Group is '],
		[['A', 'Z'], 'No group is named “Z”.'],
	])('goes to nobody where one of them is missing: %j', async (names, words) => {
		const { error } = await create(byName('={{ $json.names }}'), { items: [{ names }] });
		expect(error?.message).toContain(words);
		expect(error?.message).toMatch(/ The campaign was not created\. \[item 0\]$/);
		expect(textBoost().campaigns).toEqual([]);
	});

	it('shows From, Group and Message in this order', () => {
		const { nodeTypes } = setup.engine.package;
		const { description } = nodeTypes.getByNameAndVersion('n8n-nodes-sms-gateways.textBoost');
		const shown = description.properties
			.filter(({ displayOptions: { show = {} } = {} }) => {
				const isCampaign = show.resource?.includes('campaign') === true;
				const isForPeople = show['@tool'] === undefined;
				return isForPeople && isCampaign && show.operation?.includes('create') === true;
			})
			.map(({ displayName }) => displayName);
		expect(shown).toEqual(['From', 'Group', 'Message', 'Additional Fields']);
	});
});

describe('a contact by phone', () => {
	let groupId: string;
	beforeEach(() => {
		groupId = textBoost().seedGroup('A', 60);
		textBoost().seedGroup('B', 1);
	});
	const items = [0, 59].map((index) => ({ phone: `0 600 0000 ${String(index).padStart(2, '0')}` }));
	const credential = { defaultCountryCode: '31' };
	const contact = () => ({ groupId: byId(groupId), contactId: byPhone('={{ $json.phone }}') });

	it('is found, with one list of the group for all items', async () => {
		const result = await run('contact', 'get', contact(), { items, credential });
		expect(result.json.map(({ phone }) => phone)).toEqual(['31600000000', '31600000059']);
		expect(paths().filter((path) => path.endsWith('all'))).toHaveLength(3);
	});

	it('is removed once, and told to be gone the second time', async () => {
		const result = await run('contact', 'delete', contact(), {
			items: [...items, ...items],
			credential,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(result.json).toEqual([{ deleted: true }, { deleted: true }]);
		// Whether the first is gone when the number is looked up again is chance.
		expect(result.errorItems.map(({ json }) => plainText(json.error))).toEqual([
			expect.stringMatching(/has no contact with .+ \[item 2\]$/),
			expect.stringMatching(/has no contact with .+ \[item 3\]$/),
		]);
		expect(textBoost().contacts).toHaveLength(59);
		expect(paths().filter((path) => path.endsWith('all'))).toHaveLength(3);
	});

	it('is changed, also to another number', async () => {
		const result = await run(
			'contact',
			'update',
			{ ...contact(), phone: '={{ $json.to }}', lastName: '={{ $json.last }}' },
			{
				items: [
					{ phone: '+31600000000', to: '+31612345678', last: 'One' },
					{ phone: '+31600000001', to: '+31600000001', last: 'Two' },
				],
			},
		);
		expect(result.json).toMatchObject([
			{ phone: '31612345678', firstName: 'First 0', lastName: 'One' },
			{ phone: '31600000001', firstName: 'First 1', lastName: 'Two' },
		]);
		expect(paths().filter((path) => path.endsWith('all'))).toHaveLength(3);
	});

	it('is not guessed where two have the number', async () => {
		const rows = ['606732aec8705', '606732aec8706'].map((uid) => ({ uid, phone: 31600000000 }));
		const body = JSON.stringify({ status: 'success', data: { data: rows, last_page: 1 } });
		setup.sandbox.faults.add({
			path: '/all',
			when: 'before',
			fault: { kind: 'answer', status: 200, body },
		});
		const { error } = await run('contact', 'delete', {
			...{ groupId: byId(groupId), contactId: byPhone('+31600000000') },
		});
		expect(error).toEqual({
			message:
				'The group has 2 contacts with the number 31600000000 (IDs 606732aec8705, 606732aec8706). [item 0]',
			description: 'Set Contact to By ID, and enter the ID of the one you mean.',
		});
		expect(textBoost().contacts).toHaveLength(61);
	});

	it('of another group is told to be there no contact', async () => {
		const { error } = await run('contact', 'delete', {
			...{ groupId: byName('B'), contactId: byPhone('+31600000001') },
		});
		expect(error).toEqual({
			message: 'The group has no contact with the number 31600000001. [item 0]',
			description: 'Check Group and Contact: the contact may be in another group.',
		});
	});

	it('cannot be found where the list of the host is broken, which is told', async () => {
		textBoost().settings.contactListFails = true;
		const { json } = await run(
			'contact',
			'update',
			{ groupId: byId(groupId), contactId: byPhone('+31600000000'), phone: '+31600000000' },
			{ settings: { onError: 'continueRegularOutput' } },
		);
		expect(json).toEqual([
			{
				error: expect.stringMatching(
					/^The list of contacts does not work on this host: .* The contact was not saved\./,
				),
				outcome: 'notSent',
			},
		]);
	});

	it.each([
		['={{ null }}', 'Contact is empty.'],
		['Nathan', 'Contact contains “Nathan”, which is not a phone number: it contains letters.'],
		['+31600000000, +31600000001', 'Contact contains more than one number.'],
	])('has to be one number: %j', async (value, words) => {
		const { error } = await run('contact', 'get', {
			...{ groupId: byId(groupId), contactId: byPhone(value) },
		});
		expect(error?.message).toBe(`${words} [item 0]`);
		expect(paths()).toEqual([]);
	});
});

describe.each(TEXTBOOST_VERSIONS)('a name that was entered as an ID, on version %s', (version) => {
	const parameters = { phone: '+31612345678', from: 'YourName', message: 'Hello', name: 'x' };
	const contactId = byId('606732aec8705');
	const operations = [
		['contact', 'create'],
		['contact', 'upsert'],
		['contact', 'get'],
		['contact', 'getAll'],
		['contact', 'update'],
		['contact', 'delete'],
		['group', 'get'],
		['group', 'update'],
		['group', 'delete'],
		['campaign', 'create'],
	].filter(([resource]) => resource !== 'campaign' || version !== '3.1.0');

	it.each(
		operations.flatMap(([resource = '', operation = '']) =>
			['Customers', 'Loyal customers', 'Müller'].flatMap((name) =>
				(['asRecorded', 'http'] as const).map(
					(errorCodes) => [resource, operation, name, errorCodes] as const,
				),
			),
		),
	)('leads to By Name, for %s: %s, %s, with codes %s', async (resource, operation, name, codes) => {
		Object.assign(textBoost().settings, { version, errorCodes: codes });
		const fields = { ...parameters, contactId, groupId: byId(name) };
		const { error } = await run(resource, operation, fields);
		expect(error?.description).toContain('set Group to By Name');
		expect(error?.description).not.toContain('Base URL');
	});
});
