import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { agentTool } from '../engine/agentTool.mts';
import { hintsOf } from '../engine/hints.mts';
import type { RunOptions } from '../engine/nodeTest.mts';
import { answer, bodyOf, byName, groupById, NODE, resetSandbox, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;
let groupid: string;
beforeEach(() => {
	resetSandbox(setup);
	sandbox().clearContacts();
	groupid = sandbox().addGroup('Customers');
});

const sandbox = () => setup.sandbox.smstools;
const requests = () => setup.sandbox.requests.all;
const calls = () => requests().map(({ method }) => method);
const pagesOfGroups = () =>
	requests().flatMap(({ path, query }) => (path.endsWith('/groups') ? [query.page] : []));
const bodies = (method: string) =>
	requests().flatMap((request) => (request.method === method ? [bodyOf(request)] : []));
const phoneOf = (who: number) => `316700${String(who).padStart(5, '0')}`;
const add = (
	who: number,
	fields: { firstname?: string; lastname?: string; groupid?: string } = {},
) => sandbox().addContact({ phone: phoneOf(who), groupid, ...fields });
const held = () => sandbox().contacts.map(({ phone, firstname }) => [phone, firstname]);
const item = (who: number, name?: string) => ({ phone: `+${phoneOf(who)}`, name });
const PARAMETERS: INodeParameters = { phone: '={{ $json.phone }}', firstName: '={{ $json.name }}' };
const CONTINUES: RunOptions = { settings: { onError: 'continueRegularOutput' } };

const sync = async (
	items: IDataObject[],
	parameters: INodeParameters = {},
	options: RunOptions = {},
) =>
	await run(
		'contact',
		'syncGroup',
		{ groupId: groupById(groupid), ...PARAMETERS, ...parameters },
		{ items, ...options },
	);
const changes = async (...wanted: Parameters<typeof sync>) => {
	const result = await sync(...wanted);
	expect(result.error).toBeUndefined();
	return result.json.map(({ change, reason }) => reason ?? change);
};

it('writes what differs only, and nothing the second time', async () => {
	const ids = [
		add(1, { firstname: 'Ann', lastname: 'Smith' }),
		add(2, { firstname: 'Bob' }),
		add(3),
	];
	const other = sandbox().addGroup('Other');
	add(4, { groupid: other, firstname: 'Old' });
	const items = [item(1, 'Ann'), item(2, 'Bill'), item(4, 'Dan'), item(5), item(4, 'Again')];
	const result = await sync(items);
	const row = (who: number, fields: IDataObject) => ({
		id: expect.stringMatching(/^73\d{4}$/),
		groupId: groupid,
		phone: phoneOf(who),
		firstName: null,
		lastName: null,
		birthday: null,
		...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`extra${i + 1}`, null])),
		unsubscribed: null,
		...fields,
	});
	expect(result.json).toEqual([
		row(1, { change: 'unchanged', id: String(ids[0]), firstName: 'Ann', lastName: 'Smith' }),
		row(2, {
			change: 'updated',
			changedFields: ['firstName'],
			id: String(ids[1]),
			firstName: 'Bill',
		}),
		row(4, { change: 'added', firstName: 'Dan' }),
		row(5, { change: 'added' }),
		row(4, { change: 'duplicate', reason: expect.anything(), id: null, firstName: 'Again' }),
		row(3, { change: 'extra', id: String(ids[2]) }),
	]);
	expect(bodies('PATCH')).toEqual([{ ID: String(ids[1]), firstname: 'Bill' }]);
	expect(bodies('POST')).toEqual([
		[
			{ phone: phoneOf(4), groupid, firstname: 'Dan' },
			{ phone: phoneOf(5), groupid },
		],
	]);
	expect(hintsOf(result)).toEqual(['2 added, 1 updated, 1 unchanged, 1 extra, 1 duplicate.']);

	setup.sandbox.requests.clear();
	expect(await changes(items.slice(0, 4))).toEqual([
		...Array.from({ length: 4 }, () => 'unchanged'),
		'extra',
	]);
	expect(calls()).toEqual(['GET']);
});

it('adds up to 100 contacts in a request, and reads the list once for several groups', async () => {
	sandbox().settings.defaultPage = 100;
	const other = sandbox().addGroup('Other');
	const items = Array.from({ length: 251 }, (_, who) => ({
		...item(who),
		group: who === 250 ? other : groupid,
	}));
	const groupId = groupById('={{ $json.group }}');
	expect(new Set(await changes(items, { groupId }))).toEqual(new Set(['added']));
	expect(calls()).toEqual(['GET', 'GET', 'POST', 'POST', 'POST', 'POST']);
	expect(pagesOfGroups()).toEqual(['1']);
	expect(bodies('POST').map((body) => (Array.isArray(body) ? body.length : 1))).toEqual([
		100, 100, 50, 1,
	]);
	setup.sandbox.requests.clear();
	expect(new Set(await changes(items, { groupId }))).toEqual(new Set(['unchanged']));
	expect(calls()).toEqual(['GET', 'GET', 'GET']);
});

it('finds the group by its name', async () => {
	const result = await sync([item(1), item(2)], { groupId: byName('customers') });
	expect(result.json).toMatchObject([1, 2].map(() => ({ change: 'added', groupId: groupid })));
	expect(pagesOfGroups()).toEqual(['1', '2']);

	setup.sandbox.requests.clear();
	const unknown = await sync([item(3)], { groupId: byName('Nobody') });
	expect(unknown.error?.message).toBe('No group is named “Nobody”. [item 0]');
	expect(new Set(calls())).toEqual(new Set(['GET']));
});

it('takes all fields that are added, and leaves those alone that are empty', async () => {
	const id = add(1, { firstname: 'Ann' });
	sandbox().changeContact(id, { extras: { extra3: 'Gold' }, birthday: '1990-05-01' });
	const parameters = {
		additionalFields: {
			birthday: '={{ $json.born }}',
			extra3: '={{ $json.level }}',
			extra8: '={{ $json.city }}',
			unsubscribed: '={{ $json.out }}',
		},
	};
	const items = [{ ...item(1), born: '1990-05-02T10:00:00', level: '', city: 'Ghent', out: true }];
	const result = await sync(items, parameters);
	expect(result.json).toMatchObject([
		{ change: 'updated', changedFields: ['birthday', 'unsubscribed', 'extra8'], extra3: 'Gold' },
	]);
	expect(bodies('PATCH')).toEqual([
		{ ID: String(id), birthday: '1990-05-02', extra8: 'Ghent', unsubscribed: true },
	]);
	expect(await changes(items, parameters)).toEqual(['unchanged']);
});

describe('a list that does not show everything', () => {
	const listed = (contacts: IDataObject[]) => {
		const list = { total: contacts.length, shown: contacts.length, page: 1, limit: 1000, contacts };
		setup.sandbox.faults.add({ when: 'before', fault: answer(200, list) });
	};

	it.each(['withoutGroup', 'phoneOnly'] as const)(
		'is not guessed at where its rows tell no group (%s)',
		async (contactRows) => {
			sandbox().settings.contactRows = contactRows;
			add(1);
			const result = await sync([item(1, 'New')]);
			expect(result.error).toMatchObject({
				message:
					'The contact list of Smstools does not show which group a contact is in, so this group cannot be compared. Nothing was changed. [item 0]',
				description: 'Use Create or Update instead, which saves each contact of the input.',
			});
			expect(calls()).toEqual(['GET']);
		},
	);

	it('has contacts that are in no group', async () => {
		const rows = [{ phone: phoneOf(1), groupid: null }, { phone: phoneOf(2) }];
		listed([...rows, { ID: 7, phone: phoneOf(3), groupid: Number(groupid) }]);
		expect(await changes([item(1), item(3)])).toEqual(['added', 'unchanged']);
	});

	it.each([
		['several groups', { ID: 7, groupid: [5001] }, 'its group is not an ID'],
		['no ID', { groupid: 5001 }, 'it has no ID'],
	])('is not guessed at where a row has %s', async (_, row, reason) => {
		listed([{ phone: phoneOf(1), ...row }]);
		const result = await sync([item(1)], { groupId: groupById('5001') });
		expect(result.error?.message).toContain(`cannot read, because ${reason}`);
		expect(calls()).toEqual(['GET']);
	});

	it('is compared with fields as other servers write them', async () => {
		const row = { ID: '7', phone: `+${phoneOf(1)}`, groupid, firstname: 'Ann' };
		listed([{ ...row, birthday: '1990-05-01 00:00:00', unsubscribed: '0', extra1: 12 }]);
		const additionalFields = { birthday: '1990-05-01', unsubscribed: false, extra1: '12' };
		expect(await changes([item(1, 'Ann')], { additionalFields })).toEqual(['unchanged']);
		expect(calls()).toEqual(['GET']);
	});

	it('never makes each run write each contact', async () => {
		sandbox().settings.contactRows = 'namesOnly';
		for (const who of [1, 2, 3, 4]) add(who, { firstname: 'Ann' });
		const items = [item(1, 'Ann'), item(2, 'Bob'), item(3, 'Ann'), item(4, 'Ann')];
		const parameters = { additionalFields: { extra2: 'Gold' } };
		const result = await sync(items, parameters, CONTINUES);
		const reason =
			'The contact list of Smstools does not show Extra 2 as this run saved it for another contact, so contacts cannot be compared by it. The contact was not saved.';
		expect(result.json).toMatchObject([
			{ change: 'updated' },
			...[1, 2, 3].map(() => ({ change: 'failed', reason })),
		]);
		expect(calls()).toEqual(['GET', 'PATCH', 'GET']);
		const failed = await sync(items, parameters);
		expect(failed.error?.message).toBe(`${reason} [item 1]`);
		expect(failed.error?.description).toMatch(/^Remove Extra 2 from this node/);

		expect(await changes(items)).toEqual(['unchanged', 'updated', 'unchanged', 'unchanged']);
	});

	it('is read again once where a field is new to all, and not at all where somebody has it', async () => {
		for (const who of [1, 2, 3, 4]) add(who, { firstname: 'Ann' });
		const parameters = { additionalFields: { extra2: '={{ $json.level }}' } };
		const items = [1, 2, 3, 4].map((who) => ({ ...item(who, 'Ann'), level: 'Gold' }));
		expect(await changes(items, parameters)).toEqual(items.map(() => 'updated'));
		expect(calls()).toEqual(['GET', 'PATCH', 'GET', 'PATCH', 'PATCH', 'PATCH']);
		setup.sandbox.requests.clear();
		const later = items.map((one, place) => ({ ...one, level: place < 3 ? 'Silver' : 'Gold' }));
		await changes(later, parameters);
		expect(calls()).toEqual(['GET', 'PATCH', 'PATCH', 'PATCH']);
	});
});

describe('when something goes wrong', () => {
	const listIsOld = (skip = 0) => {
		const nobody = answer(200, { total: 0, contacts: [] });
		setup.sandbox.faults.add({ when: 'before', skip, fault: nobody });
	};

	it('a contact that somebody added in the meantime is brought to the values', async () => {
		add(1, { firstname: 'Old' });
		add(2, { firstname: 'Bob' });
		listIsOld();
		expect(await changes([item(1, 'New'), item(2, 'Bob'), item(3)])).toEqual([
			'updated',
			'unchanged',
			'added',
		]);
		expect(held()).toEqual([
			[phoneOf(1), 'New'],
			[phoneOf(2), 'Bob'],
			[phoneOf(3), undefined],
		]);
	});

	it('a contact that the list does not show is named', async () => {
		add(1, { firstname: 'Old' });
		listIsOld();
		listIsOld(3);
		const result = await sync([item(1, 'New')]);
		expect(result.error?.message).toBe(
			`Smstools refused: “Phone number ${phoneOf(1)} already exists in this group” (code 129). The contact was not saved. [item 0]`,
		);
	});

	it.each([true, false])(
		'one refused contact fails its item only, with its number in the error: %s',
		async (errorsNameNumbers) => {
			sandbox().settings.errorsNameNumbers = errorsNameNumbers;
			const items = [item(1), { phone: '38080' }, item(3)];
			const result = await sync(items, {}, CONTINUES);
			const named = errorsNameNumbers ? ' 38080' : '';
			expect(result.json).toMatchObject([
				{ change: 'added' },
				{
					change: 'failed',
					reason: `Smstools refused: “Phone number${named} is not valid” (code 103). The contact was not saved.`,
					outcome: 'notSent',
				},
				{ change: 'added' },
			]);
			expect(held().map(([phone]) => phone)).toEqual([phoneOf(1), phoneOf(3)]);
		},
	);

	it('a contact that somebody removed in the meantime is added again', async () => {
		const id = add(1, { firstname: 'Ann' });
		const removed = () => {
			sandbox().removeContact(id);
			return true;
		};
		setup.sandbox.faults.add({ when: 'before', skip: 1, fault: { kind: 'hold', until: removed } });
		expect(await changes([item(1, 'New')])).toEqual(['added']);
		expect(calls()).toEqual(['GET', 'PATCH', 'GET', 'POST']);
		expect(held()).toEqual([[phoneOf(1), 'New']]);
	});

	it('a contact that the list still shows after it was removed does not count as saved', async () => {
		const row = { ID: 7, phone: phoneOf(1), groupid: Number(groupid), firstname: 'Ann' };
		const list = answer(200, { total: 1, shown: 1, page: 1, limit: 1000, contacts: [row] });
		setup.sandbox.faults.add({ when: 'before', fault: list });
		setup.sandbox.faults.add({ when: 'before', skip: 2, fault: list });
		const result = await sync([item(1, 'New')]);
		expect(result.error).toMatchObject({
			message:
				'Smstools no longer has the contact with the ID 7: “contact does not exist”. The contact was not saved. [item 0]',
			description: expect.stringMatching(/^Run the workflow again: it adds the contact again\./),
		});
	});

	it('a lost answer to many new contacts adds nobody twice', async () => {
		setup.sandbox.faults.add({ when: 'after', skip: 2, fault: { kind: 'drop' } });
		expect(await changes([item(1), item(2)])).toEqual(['added', 'added']);
		expect(calls()).toEqual(['GET', 'GET', 'POST', 'GET']);
		expect(held()).toHaveLength(2);
	});

	it.each([true, false])(
		'a group that does not exist is named before anything is written, with Only Show Changes: %s',
		async (onlyShowChanges) => {
			add(1);
			const groupId = groupById('={{ $json.group }}');
			const items = [
				{ ...item(2), group: groupid },
				{ ...item(3), group: '999' },
				{ ...item(4), group: '998' },
			];
			const result = await sync(items, { groupId, onlyShowChanges });
			expect(result.error).toMatchObject({
				message: 'No group has the ID 999. [item 1]',
				description: 'Check the ID in Group, or choose the group From List.',
			});
			expect(new Set(calls())).toEqual(new Set(['GET']));
			expect(pagesOfGroups()).toEqual(['1', '2']);

			const continued = await sync(items, { groupId, onlyShowChanges }, CONTINUES);
			expect(continued.json.map(({ change, reason }) => reason ?? change)).toEqual([
				'added',
				'No group has the ID 999.',
				'No group has the ID 998.',
				'extra',
			]);
		},
	);

	it('a list of groups that cannot be read stops the sync of an empty group only', async () => {
		setup.sandbox.faults.add({
			path: '/groups',
			when: 'before',
			fault: answer(500, 'out of order'),
		});
		const result = await sync([item(1)]);
		expect(result.error?.message).toMatch(/^Smstools could not handle the request \(HTTP 500\)/);
		expect(calls()).toEqual(['GET', 'GET']);

		add(1);
		expect(await changes([item(1), item(2)])).toEqual(['unchanged', 'added']);
	});
});

it('only shows changes when told to, and to agents unless a person allows more', async () => {
	add(1, { firstname: 'Ann' });
	const shown = await sync([item(1, 'New'), item(2)], { onlyShowChanges: true });
	expect(shown.json.map(({ change }) => change)).toEqual(['updated', 'added']);

	const credentials = { [NODE.credentialType]: setup.credential() };
	const tool = agentTool(
		setup.engine,
		NODE.type,
		{
			resource: 'contact',
			operation: 'syncGroup',
			groupId: groupById(groupid),
			phone: phoneOf(2),
		},
		credentials,
	);
	await expect(tool()).rejects.toThrow(/only with Only Show Changes/);
	const [output] = (await tool({ onlyShowChanges: true })) ?? [];
	expect(output?.map(({ json }) => json.change)).toEqual(['added', 'extra']);
	expect(calls()).not.toContain('POST');
	await tool({ onlyShowChanges: false, allowChangesAsTool: true });
	expect(held()).toHaveLength(2);
});
