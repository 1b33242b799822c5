import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { searchList } from '../engine/listSearch.mts';
import { answer, bodyOf, byName, groupById, NODE, resetSandbox, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;
const sandbox = () => setup.sandbox.smstools;
const calls = () => setup.sandbox.requests.all.map(({ method, path }) => `${method} ${path}`);
const lastBody = () => bodyOf(setup.sandbox.requests.all.at(-1));

let next = 0;
/** A name that no other test has. */
const newName = () => `Club ${next++}`;
const newPhone = () => `3146${String(next++).padStart(7, '0')}`;

beforeEach(() => resetSandbox(setup));

const PREFIX = '/smstools/v1';
const contact = { phone: '={{ $json.phone }}', firstName: 'Ada' };

describe.each<[string, string, INodeParameters, string, (id: string) => object]>([
	['sms', 'sendToGroup', { message: 'Hi' }, 'POST /message/send', (to) => ({ to, type: 'group' })],
	['contact', 'create', contact, 'POST /contact', (groupid) => ({ groupid })],
	['contact', 'upsert', contact, 'POST /contact', (groupid) => ({ groupid })],
	[
		'contact',
		'update',
		{ ...contact, contactId: groupById('={{ $json.id }}') },
		'PATCH /contact',
		(groupid) => ({ groupid }),
	],
	['group', 'update', { name: 'Renamed' }, 'PATCH /groups/', (ID) => ({ ID })],
])('%s: %s', (resource, operation, parameters, write, sent) => {
	const runFor = async (groupId: unknown, settings = {}) => {
		const phones = [newPhone(), newPhone()];
		const of = sandbox().addGroup(newName());
		const items = phones.map((phone) => ({
			phone,
			id: String(sandbox().addContact({ phone: newPhone(), groupid: of })),
		}));
		return await run(
			resource,
			operation,
			{ ...parameters, groupId: groupId as string },
			{ items, settings },
		);
	};

	it('finds a group by its name, once a run', async () => {
		const name = newName();
		const id = sandbox().addGroup(name);
		const result = await runFor(byName(` ${name.toUpperCase()} `));
		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(2);
		// A list without an envelope ends with an empty page.
		const lists = setup.sandbox.requests.to('/groups').filter(({ method }) => method === 'GET');
		expect(lists.map(({ query }) => query.page)).toEqual(['1', '2']);
		expect(calls()).toContain(write.replace(' ', ` ${PREFIX}`));
		const body = lastBody();
		expect(Array.isArray(body) ? (body as unknown[])[0] : body).toMatchObject(sent(id));
		if (operation !== 'update') expect(JSON.stringify(result.json)).toContain(id);
	});

	it('refuses a name that no group has, and one that two have with their IDs', async () => {
		const name = newName();
		const missing = await runFor(byName(name));
		expect(missing.error?.message).toContain(`No group is named “${name}”.`);
		expect(missing.error?.description).toMatch(
			/^Check the name in Group, or choose the group From List\./,
		);
		const ids = [sandbox().addGroup(name), sandbox().addGroup(name)];
		const twice = await runFor(byName(name), { onError: 'continueErrorOutput' });
		expect(twice.errorItems).toHaveLength(2);
		for (const { json } of twice.errorItems) {
			expect(json.error).toContain(`2 groups are named “${name}” (IDs ${ids.join(', ')}).`);
		}
		expect(calls().filter((call) => !call.startsWith('GET'))).toEqual([]);
	});

	it('does nothing where the groups cannot be listed, and may go again', async () => {
		const name = newName();
		sandbox().addGroup(name);
		const fault = { path: '/groups', when: 'before', fault: { kind: 'drop' } } as const;
		setup.sandbox.faults.add(fault);
		const failed = await runFor(byName(name), { onError: 'continueErrorOutput' });
		if (failed.errorItems.length === 2 && resource !== 'group') {
			expect(failed.errorItems.map(({ json }) => json.outcome)).toEqual(['notSent', 'notSent']);
		}
		setup.sandbox.faults.add(fault);
		const again = await runFor(byName(name), { retryOnFail: true, waitBetweenTries: 1 });
		expect(again.items).toHaveLength(2);
	});

	it('takes a plain ID from an expression', async () => {
		const id = sandbox().addGroup(newName());
		const result = await runFor(`={{ "${id}" }}`);
		expect(result.items).toHaveLength(2);
		expect(calls()).not.toContain(`GET ${PREFIX}/groups`);
	});
});

describe('the contact of Update', () => {
	const update = async (contactId: unknown, parameters: INodeParameters = { lastName: 'Byron' }) =>
		await run('contact', 'update', { contactId: contactId as string, ...parameters });
	const add = (firstname: string, lastname: string) =>
		sandbox().addContact({
			phone: newPhone(),
			groupid: sandbox().addGroup(newName()),
			firstname,
			lastname,
		});

	it('is found by first and last name, also on a later page', async () => {
		sandbox().settings.defaultPage = 2;
		const first = newName();
		const id = add(first, 'Lovelace');
		add(newName(), 'Lovelace');
		const result = await update(byName(`${first} lovelace`));
		expect(result.json).toEqual([{ id: String(id), lastName: 'Byron' }]);
		expect(lastBody()).toEqual({ ID: String(id), lastname: 'Byron' });
	});

	it('is not guessed among two of one name', async () => {
		const first = newName();
		const ids = [add(first, 'Smith'), add(first, 'Smith')];
		const result = await update(byName(`${first} Smith`));
		expect(result.error).toEqual({
			message: `2 contacts are named “${first} Smith” (IDs ${ids.join(', ')}). The contact was not updated. [item 0]`,
			description: 'Set Contact to By ID, and enter the ID of the one you mean.',
		});
		const missing = await update(byName(newName()));
		expect(missing.error?.description).toBe(
			'Check the name in Contact, or choose the contact From List.',
		);
	});

	it('is chosen by ID, or by a plain one from an expression', async () => {
		const id = add(newName(), 'Smith');
		for (const contactId of [groupById(String(id)), String(id), `={{ ${id} }}`]) {
			const result = await update(contactId);
			expect(result.json).toEqual([{ id: String(id), lastName: 'Byron' }]);
		}
		expect(calls()).toEqual(Array(3).fill(`PATCH ${PREFIX}/contact`));
	});

	it('is listed with number and ID, and found by any of them', async () => {
		const first = newName();
		const id = add(first, 'Smith');
		const { phone = '' } = sandbox().contacts.at(-1) ?? {};
		const entry = { name: `${first} Smith, ${phone} (${id})`, value: String(id) };
		for (const filter of [
			first.toUpperCase(),
			`+${phone.slice(0, 2)} ${phone.slice(2)}`,
			String(id),
		]) {
			const found = await searchList(setup, NODE, 'searchContacts', filter);
			expect(found).toEqual({ results: [entry] });
		}
		const nobody = await searchList(setup, NODE, 'searchContacts', 'nobody has this name');
		expect(nobody).toEqual({ results: [] });
	});

	it('is listed page by page', async () => {
		const count = sandbox().contacts.length;
		const size = Math.ceil(count / 2);
		sandbox().settings.defaultPage = Math.max(size, 26);
		for (let index = count; index < 60; index += 1) add(newName(), 'Paged');
		const first = await searchList(setup, NODE, 'searchContacts');
		expect(first?.paginationToken).toBe('2');
		const second = await searchList(setup, NODE, 'searchContacts', '', {}, '2');
		const values = [...(first?.results ?? []), ...(second?.results ?? [])].map(
			({ value }) => value,
		);
		expect(new Set(values).size).toBe(values.length);
		expect(setup.sandbox.requests.all.map(({ query }) => query.page)).toEqual(['1', '2']);
	});

	it('is no entry of the list where the list has no IDs', async () => {
		sandbox().settings.contactRows = 'phoneOnly';
		add(newName(), 'Smith');
		expect(await searchList(setup, NODE, 'searchContacts')).toEqual({ results: [] });
	});
});

describe('From', () => {
	const SENDS: Array<[string, INodeParameters]> = [
		['send', { to: '+32474123456' }],
		['sendMany', { to: '+32474123456' }],
		['sendVoice', { to: '+32474123456' }],
		['sendToGroup', { groupId: groupById('={{ $json.group }}') }],
	];
	const inMode = (mode: string, value: string) => ({ __rl: true, mode, value });

	it.each(SENDS)('of %s may be chosen, entered, or a text as such', async (operation, to) => {
		const group = sandbox().addGroup(newName());
		for (const from of [
			inMode('list', 'Bakery'),
			inMode('text', ' Bakery '),
			inMode('text', '={{ $json.sender }}'),
			'Bakery',
			'={{ $json.sender }}',
		]) {
			const result = await run(
				'sms',
				operation,
				{ ...to, from, message: 'Hi' },
				{ items: [{ sender: 'Bakery', group }] },
			);
			expect(result.json).toMatchObject([{ from: 'Bakery', status: 'queued' }]);
			expect(lastBody()).toMatchObject({ sender: 'Bakery' });
		}
	});

	it.each(SENDS)('of %s may be empty in each mode', async (operation, to) => {
		const group = sandbox().addGroup(newName());
		for (const from of [inMode('list', ''), inMode('text', ''), inMode('text', '={{ null }}')]) {
			const result = await run(
				'sms',
				operation,
				{ ...to, from, message: 'Hi' },
				{ items: [{ group }] },
			);
			expect(result.json).toMatchObject([{ from: null, status: 'queued' }]);
			expect(lastBody()).not.toHaveProperty('sender');
		}
	});

	it('differs from item to item of Send Many', async () => {
		const items = ['Bakery', '+32460200300', ''].map((sender, index) => ({
			sender,
			phone: `+3247400000${index}`,
		}));
		const result = await run(
			'sms',
			'sendMany',
			{ from: inMode('text', '={{ $json.sender }}'), to: '={{ $json.phone }}', message: 'Hi' },
			{ items },
		);
		expect(lastBody()).toMatchObject([{ sender: 'Bakery' }, { sender: '+32460200300' }, {}]);
		expect(result.json.map(({ from }) => from)).toEqual(['Bakery', '+32460200300', null]);
	});

	it('is listed by name, which is what a send takes', async () => {
		expect(await searchList(setup, NODE, 'searchSenders')).toEqual({
			results: [
				{ name: '+32460200300', value: '+32460200300' },
				{ name: 'Bakery', value: 'Bakery' },
			],
		});
		expect(await searchList(setup, NODE, 'searchSenders', 'bak')).toEqual({
			results: [{ name: 'Bakery', value: 'Bakery' }],
		});
		setup.sandbox.faults.add({ when: 'before', fault: answer(200, [{ ID: 3 }, { name: ' ' }]) });
		expect(await searchList(setup, NODE, 'searchSenders')).toEqual({ results: [] });
	});
});

/** The order of fields on the panels, which is the same for all gateways. */
describe.each([
	['contact', 'create', ['groupId', 'phone', 'firstName', 'lastName', 'additionalFields']],
	['contact', 'upsert', ['groupId', 'phone', 'firstName', 'lastName', 'additionalFields']],
	[
		'contact',
		'update',
		['contactId', 'groupId', 'phone', 'firstName', 'lastName', 'additionalFields'],
	],
	['sms', 'send', ['from', 'to', 'message', 'simplify', 'additionalFields']],
	['sms', 'sendMany', ['from', 'to', 'message', 'simplify', 'additionalFields']],
	['sms', 'sendVoice', ['from', 'to', 'message', 'simplify', 'additionalFields']],
	['sms', 'sendToGroup', ['from', 'groupId', 'message', 'simplify', 'additionalFields']],
])('%s: %s', (resource, operation, names) => {
	it('has its fields in the order of all gateways', () => {
		const { nodeTypes } = setup.engine.package;
		const { description } = nodeTypes.getByNameAndVersion(`n8n-nodes-sms-gateways.${NODE.type}`);
		const shown = description.properties.filter(
			({ displayOptions, name }) =>
				name !== 'operation' &&
				displayOptions?.show?.['@tool'] === undefined &&
				displayOptions?.show?.resource?.includes(resource) &&
				displayOptions.show.operation?.includes(operation),
		);
		expect(shown.map(({ name }) => name)).toEqual(names);
	});
});
