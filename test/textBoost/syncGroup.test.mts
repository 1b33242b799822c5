import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { jsonAnswer } from '../../lab/gateways/faults.mts';
import { agentTool } from '../engine/agentTool.mts';
import { bodyOf, byId, byName, hintsOf, refusal, setUp, urlsOf } from './setup.mts';

const setup = setUp();
const textBoost = () => setup.sandbox.textBoost;

/** Contact `who` as an item wants it, with the names that the sandbox gives to contact `who` of a group. */
const person = (who: number): IDataObject => ({
	phone: `+316${String(who).padStart(8, '0')}`,
	first: `First ${who}`,
	last: `Last ${who}`,
});
const people = (count: number) => Array.from({ length: count }, (_, who) => person(who));

const FROM_ITEM: INodeParameters = {
	phone: '={{ $json.phone }}',
	firstName: '={{ $json.first }}',
	lastName: '={{ $json.last }}',
};
const ALL_REMOVALS = { removeMissing: true, options: { mostRemovals: '100%' } };

async function sync(
	groupId: string,
	items: IDataObject[],
	parameters: INodeParameters = {},
	settings: NonNullable<Parameters<typeof setup.run>[3]>['settings'] = {},
	defaultCountryCode = '',
) {
	setup.sandbox.requests.clear();
	return await setup.run(
		'contact',
		'syncGroup',
		{ groupId: byId(groupId), ...FROM_ITEM, ...parameters },
		{ items, settings, credential: { defaultCountryCode } },
	);
}

const writes = () =>
	setup.sandbox.requests.all.filter(({ path }) => /\/(?:store|update|delete)\b/.test(path));
const held = (groupId: string) =>
	textBoost()
		.contacts.filter(({ groupUid }) => groupUid === groupId)
		.map(({ phone, firstName, lastName }) => [phone, firstName, lastName]);
const changesOf = (items: IDataObject[]) => items.map(({ change }) => change);

/** Does something when the request of this number comes, before it is answered. */
function when(skip: number, path: string | RegExp, act: () => void) {
	const until = () => {
		act();
		return true;
	};
	setup.sandbox.faults.add({ when: 'before', skip, path, fault: { kind: 'hold', until } });
}

it('adds, updates and removes what differs, with one request each, removals last', async () => {
	const group = textBoost().seedGroup('A', 3);
	const [, bob, eve] = textBoost().contacts;
	const items = [
		person(0),
		{ ...person(1), first: 'Bob', last: '' },
		{ phone: '31600000009', first: 'Zoe', last: '' },
		{ ...person(0), phone: '0031600000000' },
	];
	const { json, error } = await sync(group, items, ALL_REMOVALS);
	expect(error).toBeUndefined();
	const zoe = textBoost().contacts.find(({ firstName }) => firstName === 'Zoe');
	const common = { groupId: group };
	expect(json).toEqual([
		expect.objectContaining({ change: 'unchanged', phone: '31600000000', ...common }),
		{
			change: 'updated',
			changedFields: ['firstName'],
			id: bob?.uid,
			...common,
			phone: '31600000001',
			firstName: 'Bob',
			lastName: 'Last 1',
		},
		{
			change: 'added',
			id: zoe?.uid,
			...common,
			phone: '31600000009',
			firstName: 'Zoe',
			lastName: null,
		},
		expect.objectContaining({ change: 'duplicate' }),
		expect.objectContaining({ change: 'removed', id: eve?.uid, firstName: 'First 2' }),
	]);
	const path = `/textboost/api/v3/contacts/${group}`;
	const urls = urlsOf(setup);
	expect(urls.slice(0, 1)).toEqual([`POST ${path}/all?page=1`]);
	expect(urls.slice(1, 3).toSorted()).toEqual([
		`PATCH ${path}/update/${bob?.uid}`,
		`POST ${path}/store`,
	]);
	expect(urls.slice(3)).toEqual([
		`POST ${path}/search/${eve?.uid}`,
		`DELETE ${path}/delete/${eve?.uid}`,
	]);
	const [change] = setup.sandbox.requests.to(`/update/${bob?.uid}`);
	expect(bodyOf(change)).toEqual({
		...{ phone: '31600000001', PHONE: '31600000001' },
		...{ first_name: 'Bob', FIRST_NAME: 'Bob' },
	});
	expect(bodyOf(setup.sandbox.requests.to('/store')[0])).toEqual({
		...{ phone: '31600000009', PHONE: '31600000009' },
		...{ first_name: 'Zoe', FIRST_NAME: 'Zoe', last_name: '', LAST_NAME: '' },
	});
});

it.each([
	['6465550123', '+16465550123', ''],
	['6465550123', '6465550123', '1'],
	['330612345678', '+33612345678', ''],
	['33612345678', '330612345678', ''],
	['16465550123', '(646) 555-0123', ''],
	['0612345678', '+33612345678', ''],
])('removes nobody whose number is %s, with %s in the list', async (stored, phone, code) => {
	const group = textBoost().seedGroup('A', 0);
	textBoost().addContact(group, { phone: stored, firstName: 'Ann', lastName: 'Bell' });
	const items = [{ phone, first: 'Ann', last: 'Bell' }];
	const first = await sync(group, items, ALL_REMOVALS, {}, code);
	expect(held(group)[0]).toEqual([stored, 'Ann', 'Bell']);
	const isFound = changesOf(first.json).includes('unchanged');
	if (!isFound) {
		expect(changesOf(first.json)).toEqual(['added', 'extra']);
		expect(hintsOf(first)).toContainEqual(
			expect.stringContaining('may be one in the input, spelled in another way'),
		);
	}
	expect(held(group)).toHaveLength(isFound ? 1 : 2);
	const again = await sync(group, items, ALL_REMOVALS, {}, code);
	expect(changesOf(again.json)).toEqual(isFound ? ['unchanged'] : ['unchanged', 'extra']);
	expect(writes()).toEqual([]);
});

it('updates a contact whose number lost its country code, and adds none', async () => {
	const group = textBoost().seedGroup('A', 0);
	textBoost().addContact(group, { phone: '0612345678', firstName: 'Ann', lastName: 'Bell' });
	const items = [{ phone: '06 12 34 56 78', first: 'Bob', last: 'Bell' }];
	const { json } = await sync(group, items, ALL_REMOVALS, {}, '33');
	expect(json).toMatchObject([{ change: 'updated', changedFields: ['firstName'] }]);
	expect(held(group).map(([, ...names]) => names)).toEqual([['Bob', 'Bell']]);
});

it('empties a name only with Empty Values Clear', async () => {
	const group = textBoost().seedGroup('A', 1);
	const item = { ...person(0), last: '' };
	expect(changesOf((await sync(group, [item])).json)).toEqual(['unchanged']);
	const { json } = await sync(group, [item], { options: { clearEmptyValues: true } });
	expect(json).toMatchObject([{ change: 'updated', changedFields: ['lastName'], lastName: null }]);
	expect(held(group)).toEqual([['31600000000', 'First 0', null]]);
});

/** Fact sheet 16.9. */
it.each(['3.9', '3.13.0'] as const)(
	'changes nothing where the list of contacts is broken, and says so: %s',
	async (version) => {
		textBoost().settings.version = version;
		const group = textBoost().seedGroup('A', 2);
		const before = held(group);
		const items = [person(0), person(7)];
		const said =
			/^The list of contacts does not work on this host: .+ Without it, the group cannot be compared with the input, so nothing was changed in it\. \[item 0\]$/s;
		const stopped = await sync(group, items, ALL_REMOVALS);
		expect(stopped.error?.message).toMatch(said);
		expect(stopped.error?.description).toBe(
			"The problem is on the host's side. Send this message to the host. Until it is repaired, Create or Update can add new contacts, but not update existing ones.",
		);
		const { items: none, errorItems } = await sync(group, items, ALL_REMOVALS, {
			onError: 'continueErrorOutput',
		});
		expect(none).toEqual([]);
		expect(errorItems.map(({ json }) => [json.change, json.outcome, json.phone])).toEqual([
			['failed', 'notSent', '31600000000'],
			['failed', 'notSent', '31600000007'],
		]);
		expect(writes()).toEqual([]);
		expect(held(group)).toEqual(before);
	},
);

describe('a list in pages', () => {
	it('is read with several requests at once, each page once', async () => {
		const group = textBoost().seedGroup('A', 1_000);
		setup.sandbox.faults.add({
			when: 'before',
			times: Infinity,
			fault: { kind: 'latency', ms: 20 },
		});
		const { json } = await sync(group, people(1_000), ALL_REMOVALS);
		expect(new Set(changesOf(json))).toEqual(new Set(['unchanged']));
		const pages = setup.sandbox.requests.all.map(({ url }) => /page=(\d+)$/.exec(url)?.[1]);
		expect(pages.map(Number).toSorted((one, other) => one - other)).toEqual(
			Array.from({ length: 40 }, (_, at) => at + 1),
		);
		expect(setup.sandbox.requests.mostInFlight).toBe(10);
	});

	it('that moves up while it is read is read again, so that nobody in it is added or removed', async () => {
		const group = textBoost().seedGroup('A', 80);
		const [first, , third] = textBoost().contacts;
		when(1, '/all', () => textBoost().removeContact(first?.uid ?? ''));
		const { json, error } = await sync(group, people(80).slice(1), ALL_REMOVALS);
		expect(error).toBeUndefined();
		expect(new Set(changesOf(json))).toEqual(new Set(['unchanged']));
		expect(json).toHaveLength(79);
		expect(third?.phone).toBe('31600000002');
		expect(writes()).toEqual([]);
	});

	it('that moves each time removes nobody', async () => {
		const group = textBoost().seedGroup('A', 80);
		const uids = textBoost().contacts.map(({ uid }) => uid);
		for (const [at, uid] of uids.slice(0, 3).entries()) {
			when(1 + at * 4, '/all', () => textBoost().removeContact(uid));
		}
		const result = await sync(group, people(70), ALL_REMOVALS);
		expect(hintsOf(result)).toContain(
			'No contact was removed, because a group changed each time its contacts were read.',
		);
		// Three times, and again for the contacts that are there although no list showed them.
		expect(setup.sandbox.requests.to('/all')).toHaveLength(16);
		expect(writes().filter(({ method }) => method === 'DELETE')).toEqual([]);
	});

	it('without a total is a bare list of one page, from which contacts can be removed', async () => {
		const group = textBoost().seedGroup('A', 2);
		const data = textBoost().contacts.map(({ uid, phone, firstName, lastName }) => ({
			...{ uid, phone, first_name: firstName, last_name: lastName },
		}));
		const answer = jsonAnswer(200, { status: 'success', message: null, data });
		setup.sandbox.faults.add({ when: 'before', path: '/all', fault: answer });
		const { json } = await sync(group, [person(0)], ALL_REMOVALS);
		expect(changesOf(json)).toEqual(['unchanged', 'removed']);
		expect(setup.sandbox.requests.to('/all')).toHaveLength(1);
	});
});

describe('a group that is another one by then', () => {
	it.each(['3.1.0', '3.8.0', '3.13.0'] as const)(
		'has a number that the list did not show: %s',
		async (version) => {
			Object.assign(textBoost().settings, { version, contactListFails: false });
			const group = textBoost().seedGroup('A', 0);
			const row = (who: number, firstName: string) => {
				const phone = `3160000000${who}`;
				textBoost().addContact(group, { phone, firstName, lastName: `Last ${who}` });
			};
			when(0, '/store', () => {
				row(0, 'First 0');
				row(1, 'Bob');
			});
			const { json, error } = await sync(group, people(2));
			expect(error).toBeUndefined();
			expect(json).toMatchObject([
				{ change: 'unchanged' },
				{ change: 'updated', changedFields: ['firstName'], firstName: 'First 1' },
			]);
			expect(held(group)).toHaveLength(2);
		},
	);

	it.each(['3.1.0', '3.13.0'] as const)(
		'no longer has a contact that is to be updated: %s',
		async (version) => {
			Object.assign(textBoost().settings, { version, contactListFails: false });
			const group = textBoost().seedGroup('A', 1);
			const [gone] = textBoost().contacts;
			when(0, /\/update\//, () => textBoost().removeContact(gone?.uid ?? ''));
			const { json, error } = await sync(group, [{ ...person(0), first: 'Ann' }]);
			expect(error).toBeUndefined();
			expect(json).toMatchObject([{ change: 'added', firstName: 'Ann', lastName: 'Last 0' }]);
			expect(held(group)).toEqual([['31600000000', 'Ann', 'Last 0']]);
		},
	);
});

describe('custom fields', () => {
	const withFields = (...names: string[]): INodeParameters => ({
		additionalFields: {
			customFields: {
				field: names.map((name) => ({ name, value: `={{ $json.${name.toLowerCase()} }}` })),
			},
		},
	});
	const shown = () =>
		Object.assign(textBoost().settings, {
			version: '3.13.0',
			contactListFails: false,
			contactTags: ['CITY', 'AGE'],
		});
	const customOf = () =>
		textBoost().contacts.map(({ customFields }) => Object.fromEntries(customFields));

	it('are compared where the list shows them, and only differences written', async () => {
		shown();
		const group = textBoost().seedGroup('A', 2);
		const items = [
			{ ...person(0), city: 'Ghent', age: 42 },
			{ ...person(1), city: '', age: '' },
			{ ...person(2), city: ' Bruges ', age: '' },
		];
		const { json, error } = await sync(group, items, withFields('CITY', 'AGE'));
		expect(error).toBeUndefined();
		expect(json).toMatchObject([
			{
				change: 'updated',
				changedFields: ['customFields.CITY', 'customFields.AGE'],
				customFields: { CITY: 'Ghent', AGE: '42' },
			},
			{ change: 'unchanged', customFields: { CITY: null, AGE: null } },
			{ change: 'added', customFields: { CITY: 'Bruges' } },
		]);
		const again = await sync(group, items, withFields('CITY', 'AGE'));
		expect(changesOf(again.json)).toEqual(['unchanged', 'unchanged', 'unchanged']);
		expect(writes()).toEqual([]);

		const [first = {}, ...others] = items;
		await sync(group, [{ ...first, city: 'Antwerp' }, ...others], withFields('CITY', 'AGE'));
		const bodies = writes().map(bodyOf);
		expect(bodies).toEqual([{ phone: '31600000000', PHONE: '31600000000', CITY: 'Antwerp' }]);
		const cleared = [{ ...first, city: '' }, ...others];
		const clear = { ...withFields('CITY', 'AGE'), options: { clearEmptyValues: true } };
		expect(changesOf((await sync(group, cleared, clear)).json)).toEqual([
			'updated',
			'unchanged',
			'unchanged',
		]);
		expect(customOf()).toEqual([{ CITY: '', AGE: '42' }, {}, { CITY: 'Bruges' }]);
	});

	it('that the group does not have are told, and not written again and again', async () => {
		shown();
		const group = textBoost().seedGroup('A', 1);
		const items = [
			{ ...person(0), shoe: '43' },
			{ ...person(1), shoe: '44' },
		];
		const first = await sync(group, items, withFields('SHOE'));
		expect(changesOf(first.json)).toEqual(['unchanged', 'added']);
		expect(hintsOf(first)).toEqual([
			'1 added, 1 unchanged.',
			'The list of contacts at TextBoost does not show “SHOE”, so Sync Group cannot compare this. It is written only to contacts that are added, or updated for another reason. To write it to all contacts, use Create or Update.',
			'TextBoost saved contacts without “SHOE”: the group has no custom field with this name. Add it to the group on the website of your host, or check its name. Older hosts have no custom fields.',
		]);
		const again = await sync(group, items, withFields('SHOE'));
		expect(changesOf(again.json)).toEqual(['unchanged', 'unchanged']);
		expect(writes()).toEqual([]);
	});

	it('that the list does not show go along with another change', async () => {
		shown();
		const group = textBoost().seedGroup('A', 1);
		const [ann] = textBoost().contacts;
		const data = [{ uid: ann?.uid, phone: 31600000000 }];
		const list = jsonAnswer(200, { status: 'success', data: { data, last_page: 1, total: 1 } });
		setup.sandbox.faults.add({ when: 'before', path: '/all', times: Infinity, fault: list });
		const items = [{ ...person(0), first: 'Ann', city: 'Ghent' }];
		// Neither names nor custom fields are shown, so that nothing is known to differ.
		const result = await sync(group, items, withFields('CITY'));
		expect(changesOf(result.json)).toEqual(['unchanged']);
		expect(hintsOf(result)[1]).toContain('does not show First Name, Last Name, “CITY”, so');
		setup.sandbox.faults.clear();
		const named = [{ ...data[0], FIRST_NAME: 'Bob' }];
		const withName = jsonAnswer(200, {
			...{ status: 'success', data: { data: named, last_page: 1, total: 1 } },
		});
		setup.sandbox.faults.add({ when: 'before', path: '/all', fault: withName });
		const updated = await sync(group, items, withFields('CITY'));
		expect(updated.json).toMatchObject([{ change: 'updated', changedFields: ['firstName'] }]);
		expect(customOf()).toEqual([{ CITY: 'Ghent' }]);
	});

	it.each(['phone', 'First_Name', 'uid'])('cannot be %s', async (name) => {
		const group = textBoost().seedGroup('A', 1);
		const field = [{ name, value: '' }];
		const additionalFields = { customFields: { field } };
		const { error } = await sync(group, [person(0)], { additionalFields });
		expect(error?.message).toContain(`Custom Fields contains “${name}”`);
		expect(setup.sandbox.requests.all).toEqual([]);
	});
});

describe('a removal', () => {
	it('is one request per contact, at most ten at once, each after the contact was read again', async () => {
		const group = textBoost().seedGroup('A', 40);
		setup.sandbox.faults.add({
			when: 'before',
			times: Infinity,
			fault: { kind: 'latency', ms: 20 },
		});
		const { json } = await sync(group, [person(0)], ALL_REMOVALS);
		expect(changesOf(json)).toEqual(['unchanged', ...json.slice(1).map(() => 'removed')]);
		expect(held(group)).toHaveLength(1);
		expect(setup.sandbox.requests.mostInFlight).toBe(10);
		const { all } = setup.sandbox.requests;
		for (const { path } of writes()) {
			const uid = path.split('/').at(-1);
			const asked = all.map(({ path: other }) => other.endsWith(`/search/${uid}`));
			expect(asked.filter(Boolean)).toHaveLength(1);
			expect(asked.indexOf(true)).toBeLessThan(all.findIndex((one) => one.path === path));
		}
	});

	it.each(['3.1.0', '3.8.0', '3.13.0'] as const)(
		'leaves out who is gone, in another group, or has another number by then: %s',
		async (version) => {
			Object.assign(textBoost().settings, { version, contactListFails: false });
			const group = textBoost().seedGroup('A', 4);
			const other = textBoost().seedGroup('B', 0);
			const [, gone, moved, renumbered] = textBoost().contacts;
			if (!gone || !moved || !renumbered) throw new Error('The group has four contacts');
			let isDone = false;
			setup.sandbox.faults.add({
				when: 'before',
				path: /\/search\//,
				times: Infinity,
				fault: {
					kind: 'hold',
					until() {
						if (isDone) return true;
						isDone = true;
						textBoost().removeContact(gone.uid);
						Object.assign(moved, { groupUid: other });
						renumbered.phone = '31600000077';
						return true;
					},
				},
			});
			const { json, error } = await sync(group, [person(0)], ALL_REMOVALS);
			expect(error).toBeUndefined();
			expect(json).toMatchObject([
				{ change: 'unchanged' },
				{ change: 'removed', id: gone.uid },
				{ change: 'removed', id: moved.uid },
				{
					change: 'extra',
					reason: 'Not removed, because it changed while the group was synced.',
				},
			]);
			expect(writes()).toEqual([]);
			expect(held(other)).toHaveLength(1);
		},
	);

	it('of a contact that somebody else removes at the same time has succeeded', async () => {
		const group = textBoost().seedGroup('A', 2);
		const [, gone] = textBoost().contacts;
		when(0, /\/delete\//, () => textBoost().removeContact(gone?.uid ?? ''));
		const { json, error } = await sync(group, [person(0)], ALL_REMOVALS);
		expect(error).toBeUndefined();
		expect(changesOf(json)).toEqual(['unchanged', 'removed']);
	});
});

/** Fact sheet 16.1: with HTTP 200, and without Retry-After. */
it.each(['/all', '/store', /\/update\//, /\/search\//, /\/delete\//])(
	'waits where the host says that there are too many requests: %s',
	async (path) => {
		const group = textBoost().seedGroup('A', 2);
		setup.sandbox.faults.add({ when: 'before', path, fault: refusal('Too Many Attempts.') });
		const items = [{ ...person(0), first: 'Ann' }, person(5)];
		const { json, error } = await sync(group, items, ALL_REMOVALS);
		expect(error).toBeUndefined();
		expect(changesOf(json)).toEqual(['updated', 'added', 'removed']);
	},
);

it('looks groups up by name once, and syncs several in one run', async () => {
	const groups = ['A', 'B'].map((name) => textBoost().seedGroup(name, 1));
	const items = [
		{ ...person(0), group: 'A' },
		{ ...person(1), group: 'b ' },
		{ ...person(0), group: 'B' },
	];
	const { json } = await sync('', items, { groupId: byName('={{ $json.group }}') });
	expect(json.map(({ change, groupId }) => [change, groupId])).toEqual([
		['unchanged', groups[0]],
		['added', groups[1]],
		['unchanged', groups[1]],
	]);
	const lists = urlsOf(setup).filter((url) => url.startsWith('GET '));
	expect(lists).toEqual(['GET /textboost/api/v3/contacts?page=1']);
	expect(setup.sandbox.requests.to('/all')).toHaveLength(2);
});

it('compares 10,000 contacts with 400 requests, and writes each of 20 differences with one', async () => {
	const group = textBoost().seedGroup('A', 10_000);
	const items = people(10_010)
		.slice(10)
		.map((item, at) => (at < 5 ? { ...item, first: 'Ann' } : item))
		.map((item, at) => (at >= 5 && at < 10 ? { ...item, phone: `+3170000000${at}` } : item));
	const { json, error } = await sync(group, items.slice(0, 9_990), ALL_REMOVALS);
	expect(error).toBeUndefined();
	const count = (change: string) => changesOf(json).filter((one) => one === change).length;
	expect([count('added'), count('updated'), count('removed')]).toEqual([5, 5, 15]);
	const { all } = setup.sandbox.requests;
	expect(all.filter(({ path }) => path.endsWith('/all'))).toHaveLength(400);
	expect(writes()).toHaveLength(25);
	// Each contact that is removed was read again.
	expect(all).toHaveLength(400 + 25 + 15);
});

describe('as a tool of an AI agent', () => {
	const call = (parameters: INodeParameters) =>
		agentTool(
			setup.engine,
			'textBoost',
			{ resource: 'contact', operation: 'syncGroup', phone: '+31600000009', ...parameters },
			{ textBoostApi: setup.credential() },
		);

	it('changes nothing', async () => {
		const groupId = byId(textBoost().seedGroup('A', 0));
		await expect(call({ groupId })()).rejects.toThrow(
			'An AI agent can use Sync Group only with Only Show Changes. Nothing was changed.',
		);
		expect(setup.sandbox.requests.all).toEqual([]);
		const [output] = (await call({ groupId, onlyShowChanges: true })()) ?? [];
		expect(output).toMatchObject([{ json: { change: 'added', phone: '31600000009' } }]);
		expect(writes()).toEqual([]);
	});

	// The field is shown to tools only, so that n8n would take it away here from the parameters of the node.
	it('changes the group where a person allows that', async () => {
		const groupId = byId(textBoost().seedGroup('A', 0));
		const [output] = (await call({ groupId })({ allowChangesAsTool: true })) ?? [];
		expect(output).toMatchObject([{ json: { change: 'added' } }]);
		expect(writes()).toHaveLength(1);
	});
});
