import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { jsonAnswer } from '../../lab/gateways/faults.mts';
import { isRecord } from '../../nodes/shared/record/json.ts';
import { hintsOf } from '../engine/hints.mts';
import type { RunOptions } from '../engine/nodeTest.mts';
import { group, setUp } from './setup.mts';

const setup = setUp();
const { run, requestsFor } = setup;

const CONTINUED = { onError: 'continueRegularOutput' } as const;
const ALL_REMOVED = { removeMissing: true, options: { mostRemovals: '100%' } };

interface Row {
	phone: string;
	first?: string;
	last?: string;
	group?: string;
}
type Seed = Row & { id?: never };

const phoneOf = (who: number) => `23480${String(who).padStart(8, '0')}`;

const own = () =>
	setup.sandbox.bestSmsGateway.contacts.filter(({ accountId }) => accountId === setup.accountId);
const held = (name = 'Staff') =>
	own()
		.filter((contact) => contact.group === name)
		.map(({ phone, firstname, lastname }) => ({ phone, first: firstname, last: lastname }));

function seed(rows: Seed[]): void {
	setup.sandbox.bestSmsGateway.seedContacts(
		rows.map(({ phone, first = '', last = '', group: name = 'Staff' }) => ({
			accountId: setup.accountId,
			phone,
			firstname: first,
			lastname: last,
			group: name,
		})),
	);
}
const idOf = (phone: string) => String(own().find((contact) => contact.phone === phone)?.id);

const sync = async (rows: Row[], more: INodeParameters = {}, options: RunOptions = {}) =>
	await run(
		'contact',
		'syncGroup',
		{
			groupId: group('Staff'),
			phone: '=+{{ $json.phone }}',
			firstName: '={{ $json.first }}',
			lastName: '={{ $json.last }}',
			...more,
		},
		{ items: rows.map((row) => ({ ...row })), ...options },
	);
const changes = ({ json }: { json: IDataObject[] }) => json.map(({ change }) => change);

/** The contacts of each save, as they were sent. */
const saved = () =>
	requestsFor('save_contacts').map(({ contacts = '' }) => {
		const rows: unknown = JSON.parse(contacts);
		return Array.isArray(rows) ? rows.filter(isRecord) : [];
	});
const removed = () => requestsFor('delete_contacts').map(({ contact_ids: ids }) => ids);

/** Does something when a request for a page comes, and then answers it. */
function whenPageIsRead(p: number, action: () => void, times = 1): void {
	const until = () => {
		action();
		return true;
	};
	const form = { action: 'fetch_contacts', p: String(p) };
	setup.sandbox.faults.add({ form, when: 'before', times, fault: { kind: 'hold', until } });
}

describe('a save, which replaces the contact,', () => {
	it('is never made of a contact whose number the gateway would change', async () => {
		const stored = { phone: '08031234567', first: 'Ann', last: 'Old' };
		seed([stored]);
		const credential = { defaultCountryCode: '234' };
		const rows = [{ phone: '08031234567', last: 'New' }];
		const parameters = { ...ALL_REMOVED, phone: '={{ $json.phone }}' };
		const result = await sync(rows, parameters, { credential });
		expect(result.json).toEqual([
			expect.objectContaining({ change: 'added', phone: '2348031234567', lastName: 'New' }),
			expect.objectContaining({
				change: 'extra',
				...{ phone: '08031234567', firstName: 'Ann', lastName: 'Old' },
				reason:
					'Not removed, because its number may be 2348031234567 of item 0, spelled in another way.',
			}),
		]);
		expect(hintsOf(result)).toContainEqual(
			expect.stringContaining('08031234567 and 2348031234567 (item 0)'),
		);
		expect(held()).toEqual([stored, { phone: '2348031234567', first: '', last: 'New' }]);
		const again = await sync(rows, parameters, { credential });
		expect(changes(again)).toEqual(['unchanged', 'extra']);
		expect(saved()).toHaveLength(1);
		expect(removed()).toEqual([]);
	});

	it('sends all that the gateway has and that does not change', async () => {
		const long = 'Anne-Sophie van den Bergh';
		seed([
			{ phone: phoneOf(1), first: long, last: 'Old' },
			{ phone: phoneOf(2), first: 'Bob', last: "O'Hara" },
			{ phone: phoneOf(3), first: '????', last: 'Kept' },
		]);
		const result = await sync([
			{ phone: phoneOf(1), last: 'New' },
			{ phone: phoneOf(2), first: 'Rob' },
			{ phone: phoneOf(3) },
			{ phone: phoneOf(4), first: 'Eve' },
		]);
		expect(result.json).toEqual([
			{
				change: 'updated',
				changedFields: ['lastName'],
				id: null,
				groupId: 'Staff',
				phone: phoneOf(1),
				firstName: long,
				lastName: 'New',
			},
			expect.objectContaining({ changedFields: ['firstName'], lastName: "O'Hara" }),
			expect.objectContaining({ change: 'unchanged', id: idOf(phoneOf(3)), firstName: '????' }),
			expect.objectContaining({ change: 'added', id: null, firstName: 'Eve', lastName: null }),
		]);
		expect(saved()).toEqual([
			[
				{ phone: phoneOf(1), firstname: long, lastname: 'New' },
				{ phone: phoneOf(2), firstname: 'Rob', lastname: "O'Hara" },
				{ phone: phoneOf(4), firstname: 'Eve' },
			],
		]);
		expect(held()).toEqual(
			expect.arrayContaining([
				{ phone: phoneOf(2), first: 'Rob', last: "O'Hara" },
				{ phone: phoneOf(3), first: '????', last: 'Kept' },
			]),
		);
	});

	it('removes a name only with Empty Values Clear', async () => {
		seed([{ phone: phoneOf(1), first: 'Ann', last: 'Lee' }]);
		const rows = [{ phone: phoneOf(1), first: '', last: 'Lee' }];
		expect(changes(await sync(rows))).toEqual(['unchanged']);
		const cleared = await sync(rows, { options: { clearEmptyValues: true } });
		expect(cleared.json).toMatchObject([{ changedFields: ['firstName'], firstName: null }]);
		expect(held()).toEqual([{ phone: phoneOf(1), first: '', last: 'Lee' }]);
	});

	it('takes 250 contacts per request', async () => {
		const rows = Array.from({ length: 600 }, (_, who) => ({ phone: phoneOf(who) }));
		const result = await sync(rows);
		expect(saved().map(({ length }) => length)).toEqual([250, 250, 100]);
		expect(setup.sandbox.requests.mostInFlight).toBe(1);
		expect(hintsOf(result)).toEqual(['600 added.']);
	});

	it('that takes only some is checked', async () => {
		const phone = `2347${String(setup.accountId).padStart(9, '0')}`;
		setup.sandbox.bestSmsGateway.refuseContact(phone);
		const rows = [1, 2, 3, 4].map((who) => ({ phone: phoneOf(who) }));
		const result = await sync([...rows, { phone }], {}, { settings: CONTINUED });
		expect(changes(result)).toEqual(['added', 'added', 'added', 'added', 'failed']);
		expect(result.json[4]).toMatchObject({
			outcome: 'notSent',
			reason: 'BestSMSGateway refused: “No valid contact supplied”. The contact was not saved.',
		});
		expect(saved().map(({ length }) => length)).toEqual([5, 1]);
		expect(requestsFor('fetch_contacts')).toHaveLength(2);
	});

	it('keeps numbers that no gateway takes out of the requests of others', async () => {
		const rows = [{ phone: phoneOf(1) }, { phone: '12345' }];
		const result = await sync(rows, { phone: '={{ $json.phone }}' }, { settings: CONTINUED });
		expect(changes(result)).toEqual(['added', 'failed']);
		expect(saved().map(({ length }) => length)).toEqual([1, 1]);
	});
});

describe('names', () => {
	const whole = 'Maximiliana-Theresa von B. and more';
	const cut = 'Maximiliana-Theresa von B.'.slice(0, 25);

	it.each([
		['are cut off', whole, cut],
		['are cut off at a space', 'Maximiliana-Theresa von   Berg', 'Maximiliana-Theresa von'],
		['have lost their emojis', 'Ann 🎂', 'Ann ????'],
		['are nothing to PHP', '0', null],
	])('are compared as they are stored, where they %s', async (_, first, shown) => {
		const parameters = { additionalFields: { whenTextChanges: 'save' } };
		const rows = [{ phone: phoneOf(1), first, last: 'Lee' }];
		const added = await sync(rows, parameters);
		expect(added.json).toMatchObject([{ change: 'added', firstName: shown }]);
		const again = await sync(rows, parameters);
		expect(again.json).toMatchObject([{ change: 'unchanged', firstName: shown }]);
		expect(saved()).toHaveLength(1);
	});

	it('that the gateway would change are refused, and nobody is removed then', async () => {
		seed([{ phone: phoneOf(1) }, { phone: phoneOf(2) }]);
		const rows = [{ phone: phoneOf(1) }, { phone: phoneOf(3), first: 'Ann 🎂' }];
		const result = await sync(rows, ALL_REMOVED, { settings: CONTINUED });
		expect(changes(result)).toEqual(['unchanged', 'failed', 'extra']);
		expect(result.json[1]?.error).toContain('First Name contains “🎂”');
		expect(removed()).toEqual([]);
	});
});

describe('a group', () => {
	it('is its name, where upper and lower case and accents are alike', async () => {
		seed([{ phone: phoneOf(1), first: 'Ann', last: 'Lee', group: 'Café' }]);
		const rows = [
			{ phone: phoneOf(1), first: 'Anna', group: 'CAFE' },
			{ phone: phoneOf(2), group: 'café' },
		];
		const result = await sync(rows, { groupId: group('={{ $json.group }}'), ...ALL_REMOVED });
		expect(result.json).toMatchObject([
			{ change: 'updated', groupId: 'CAFE' },
			{ change: 'added', groupId: 'CAFE' },
		]);
		expect(requestsFor('fetch_contacts')).toHaveLength(1);
		expect(requestsFor('save_contacts')).toMatchObject([{ group_name: 'Café' }]);
		expect(held('Café')).toEqual([
			{ phone: phoneOf(1), first: 'Anna', last: 'Lee' },
			{ phone: phoneOf(2), first: '', last: '' },
		]);
	});

	it('is “default” where the field is left empty', async () => {
		seed([{ phone: phoneOf(1), group: 'default' }]);
		const result = await sync([{ phone: phoneOf(2) }], { groupId: group('') });
		expect(result.json).toMatchObject([
			{ change: 'added', groupId: 'default' },
			{ change: 'extra', groupId: 'default' },
		]);
		expect(held('default').map(({ phone }) => phone)).toEqual([phoneOf(1), phoneOf(2)]);
	});

	it('is not “default” where an expression is empty', async () => {
		seed([{ phone: phoneOf(1), group: 'default' }]);
		const groupId = group('={{ $json.group }}');
		const { error } = await sync([{ phone: phoneOf(2) }], { groupId, ...ALL_REMOVED });
		expect(error?.message).toBe('Group is empty. Nothing was changed for any item. [item 0]');
		expect(setup.sandbox.requests.all).toEqual([]);
	});

	it('has a name as it is stored', async () => {
		const long = 'Customers in the north of the country, and all who live near it'.replace(',', '');
		const name = long + long;
		const rows = [{ phone: phoneOf(1), first: 'Ann' }];
		await sync(rows, { groupId: group(name) });
		const again = await sync(rows, { groupId: group(name) });
		expect(again.json).toMatchObject([{ change: 'unchanged', groupId: name.slice(0, 84) }]);
	});

	it('is no other group, whatever the gateway answers', async () => {
		seed([{ phone: phoneOf(1) }, { phone: phoneOf(2), group: 'Others' }]);
		const record = ({ phone, group: name, id }: { phone: string; group: string; id: number }) => ({
			contact_id: String(id),
			phone,
			firstname: '',
			lastname: '',
			group_name: name,
		});
		const answer = { records: own().map(record), total: 2, totalpages: 1 };
		setup.sandbox.faults.add({ when: 'before', fault: jsonAnswer(200, answer) });
		const result = await sync([{ phone: phoneOf(1) }], ALL_REMOVED);
		expect(changes(result)).toEqual(['unchanged']);
		expect(own()).toHaveLength(2);
	});

	it('of 10,000 contacts with 20 differences takes 43 requests', async () => {
		const people = Array.from({ length: 10_000 }, (_, who) => ({
			phone: phoneOf(who),
			first: `Person ${who}`,
			last: 'Lee',
		}));
		seed(people);
		const rows = [
			...people
				.slice(0, 9_993)
				.map((row, who) => (who % 1000 === 7 ? { ...row, last: 'Ray' } : row)),
			...[10_000, 10_001, 10_002].map((who) => ({ phone: phoneOf(who) })),
		];
		const result = await sync(rows, { removeMissing: true, options: { changesOnly: true } });
		expect(hintsOf(result)).toEqual(['3 added, 10 updated, 9983 unchanged, 7 removed.']);
		expect(saved().map(({ length }) => length)).toEqual([13]);
		expect(removed()).toHaveLength(1);
		// 34 pages, and each of those that are removed again.
		expect(requestsFor('fetch_contacts')).toHaveLength(34 + 7);
		expect(own()).toHaveLength(9_996);
	});
});

describe('a removal', () => {
	it('reads exactly the contacts right before, whose numbers end in zeros', async () => {
		const numbers = ['2348160000', '23481600000', '234816000000', '2348160000100'];
		seed(numbers.map((phone) => ({ phone })));
		const [first = '', ...others] = numbers;
		const result = await sync([{ phone: first }], ALL_REMOVED);
		expect(changes(result)).toEqual(['unchanged', 'removed', 'removed', 'removed']);
		expect(result.json.slice(1).map(({ phone }) => phone)).toEqual(others);
		expect(removed()).toHaveLength(1);
		expect(held()).toEqual([{ phone: first, first: '', last: '' }]);
	});

	it('reads a single one again by its id', async () => {
		seed([{ phone: phoneOf(1) }, { phone: phoneOf(2) }]);
		const id = idOf(phoneOf(2));
		await sync([{ phone: phoneOf(1) }], ALL_REMOVED);
		expect(requestsFor('fetch_contacts')).toMatchObject([{ p: '1' }, { contact_ids: id }]);
		expect(removed()).toEqual([id]);
	});

	it('of many reads the whole group again where that takes fewer requests', async () => {
		seed(Array.from({ length: 400 }, (_, who) => ({ phone: phoneOf(who) })));
		const result = await sync([{ phone: phoneOf(1) }], ALL_REMOVED);
		expect(hintsOf(result)).toEqual(['1 unchanged, 399 removed.']);
		// 2 for the list, 2 before the first 300, and 2 more before the other 99.
		expect(requestsFor('fetch_contacts').length).toBeLessThanOrEqual(6);
		expect(removed().map((ids = '') => ids.split(',').length)).toEqual([300, 99]);
		expect(held()).toHaveLength(1);
	});

	it('reads nobody else once the execution was stopped', async () => {
		seed(Array.from({ length: 1_000 }, (_, who) => ({ phone: phoneOf(who) })));
		let stop = () => {};
		const until = () => {
			stop();
			return true;
		};
		const form = { action: 'fetch_contacts' };
		setup.sandbox.faults.add({ form, skip: 4, when: 'before', fault: { kind: 'hold', until } });
		const rows = Array.from({ length: 997 }, (_, who) => ({ phone: phoneOf(who) }));
		const onStart: RunOptions['onStart'] = (execution) => {
			stop = () => execution.cancel();
		};
		const { error } = await sync(rows, ALL_REMOVED, { onStart });
		expect(error?.message).toContain('The execution was stopped');
		for (let trips = 0; trips < 5; trips++) await fetch(setup.sandbox.origin);
		expect(requestsFor('fetch_contacts')).toHaveLength(5);
		expect(removed()).toEqual([]);
	});

	it.each([1, 2])('of %i spares whoever is saved again in the meantime', async (count) => {
		const gone = Array.from({ length: count }, (_, who) => phoneOf(who + 2));
		seed([phoneOf(1), ...gone].map((phone) => ({ phone })));
		// The list takes one request, and the second look is the next.
		setup.sandbox.faults.add({
			form: { action: 'fetch_contacts' },
			skip: 1,
			when: 'before',
			fault: {
				kind: 'hold',
				until: () => {
					seed([{ phone: phoneOf(2), first: 'Back' }]);
					return true;
				},
			},
		});
		const result = await sync([{ phone: phoneOf(1) }], ALL_REMOVED);
		expect(result.json.find(({ phone }) => phone === phoneOf(2))).toMatchObject({
			change: 'extra',
			reason: 'Not removed, because it changed while the group was synced.',
		});
		expect(
			held()
				.map(({ phone }) => phone)
				.sort(),
		).toEqual([phoneOf(1), phoneOf(2)]);
	});
});

describe('a list that changes while it is read', () => {
	/** More than a page; those with low numbers come first. */
	const people = Array.from({ length: 302 }, (_, who) => ({
		phone: phoneOf(who),
		first: `P${String(who).padStart(3, '0')}`,
		last: 'Lee',
	}));

	it('is read again where a contact is in it under two ids, and another one may be missing', async () => {
		seed(people);
		whenPageIsRead(2, () => seed([{ phone: phoneOf(5), first: 'Zoe', last: 'Lee' }]));
		const result = await sync(
			people.map(({ phone }) => ({ phone })),
			ALL_REMOVED,
		);
		expect(hintsOf(result)).toEqual(['302 unchanged.']);
		expect(requestsFor('fetch_contacts')).toHaveLength(4);
		expect(saved()).toEqual([]);
	});

	it('costs nobody the names that are not given', async () => {
		seed(people);
		const hidden = { phone: phoneOf(301), last: 'Kept' };
		const times = Infinity;
		whenPageIsRead(1, () => seed([{ ...hidden, first: 'Zoe' }]), times);
		whenPageIsRead(2, () => seed([{ ...hidden, first: 'Ada' }]), times);
		const result = await sync([{ phone: hidden.phone, first: 'Eve' }], ALL_REMOVED);
		expect(result.json[0]).toMatchObject({ change: 'added', firstName: 'Eve', lastName: 'Kept' });
		expect(held().find(({ phone }) => phone === hidden.phone)).toMatchObject({
			first: 'Eve',
			last: 'Kept',
		});
		expect(removed()).toEqual([]);
	});

	it('did not change where it reads the same twice, although a number is in it twice', async () => {
		const record = (id: string, phone: string) => ({
			contact_id: id,
			phone,
			firstname: 'Ann',
			lastname: '',
			group_name: 'Staff',
		});
		const records = [record('1', phoneOf(1)), record('2', phoneOf(1)), record('3', phoneOf(2))];
		const answer = jsonAnswer(200, { contacts: records, total: '3', totalpages: '1' });
		setup.sandbox.faults.add({ when: 'before', times: 2, fault: answer });
		const result = await sync([{ phone: phoneOf(1), first: 'Ann' }], ALL_REMOVED);
		expect(changes(result)).toEqual(['unchanged', 'unchanged', 'removed']);
	});

	it.each([
		[{ phone: phoneOf(1), firstname: '', lastname: '', group_name: 'Staff' }, 'it has no valid ID'],
		[{ contact_id: '0', phone: '1', firstname: '', lastname: '', group_name: 'Staff' }, 'no valid'],
		[
			{ contact_id: '7', phone: phoneOf(1), firstname: '', group_name: 'Staff' },
			'a name is missing',
		],
	])('is refused with a contact that cannot be read: %j', async (row, why) => {
		const answer = jsonAnswer(200, { records: [row], total: 1, totalpages: 1 });
		setup.sandbox.faults.add({ when: 'before', fault: answer });
		const { error } = await sync([{ phone: phoneOf(1) }], ALL_REMOVED);
		expect(error?.message).toContain(why);
		expect(setup.sandbox.requests.all).toHaveLength(1);
	});
});
