import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { RunOptions } from '../engine/nodeTest.mts';
import { answer, bodyOf, groupById, resetSandbox, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;
let groupid: string;
let next = 0;
beforeEach(() => {
	resetSandbox(setup);
	groupid = setup.sandbox.smstools.addGroup('Customers');
});

const sandbox = () => setup.sandbox.smstools;
const calls = () => setup.sandbox.requests.all.map(({ method }) => method);
const newPhone = () => `3167${String(next++).padStart(7, '0')}`;
const find = (phone: string) =>
	sandbox().contacts.filter(
		(row) => row.phone.replace('+', '') === phone && row.groupid === groupid,
	);
const upsert = async (items: IDataObject[], options: RunOptions = {}) =>
	await run(
		'contact',
		'upsert',
		{
			groupId: groupById(groupid),
			phone: '={{ $json.phone }}',
			firstName: '={{ $json.name }}',
			additionalFields: { extra1: '={{ $json.extra }}' },
		},
		{ items, ...options },
	);

it('creates a contact that is not there, and updates it the second time', async () => {
	const phone = newPhone();
	const created = await upsert([{ phone: `+${phone}`, name: 'Ann', extra: 'x' }]);
	expect(calls()).toEqual(['GET', 'POST']);
	const [row] = find(phone);
	const common = { id: String(row?.id), phone: `+${phone}`, groupId: groupid, vendorStatus: null };
	expect(created.items).toEqual([
		{
			json: { ...common, firstName: 'Ann', lastName: null, extra1: 'x', isNew: true },
			pairedItem: { item: 0 },
		},
	]);

	setup.sandbox.requests.clear();
	const updated = await upsert([{ phone, name: 'Anna' }]);
	expect(calls()).toEqual(['GET', 'PATCH']);
	expect(bodyOf(setup.sandbox.requests.all[1])).toEqual({ ID: String(row?.id), firstname: 'Anna' });
	expect(updated.json).toEqual([
		{ ...common, phone, firstName: 'Anna', lastName: null, isNew: false },
	]);
	expect(find(phone)).toMatchObject([{ firstname: 'Anna', extras: { extra1: 'x' } }]);
});

describe.each(['digits', 'withPlus'] as const)(
	'one contact, whose number the list has as %s',
	(contactPhones) => {
		it.each([
			['a plus', (digits: string) => `+${digits}`],
			['digits', (digits: string) => digits],
			['00', (digits: string) => `00${digits}`],
			['spaces and a plus', (digits: string) => `+31 ${digits.slice(2, 5)}-${digits.slice(5)}`],
			['its country only', (digits: string) => `0${digits.slice(2)}`],
		])('is found by its number with %s', async (_, write) => {
			sandbox().settings.contactPhones = contactPhones;
			const phone = newPhone();
			const id = sandbox().addContact({ phone, groupid, firstname: 'Old' });
			const result = await upsert([{ phone: write(phone), name: 'New' }], {
				credential: { defaultCountryCode: '31' },
			});
			expect(result.json).toMatchObject([{ id: String(id), firstName: 'New', isNew: false }]);
			expect(find(phone)).toMatchObject([{ id, firstname: 'New' }]);
		});
	},
);

it('creates one contact for all spellings of its number, with digits only', async () => {
	const phone = newPhone();
	const spellings = [`+${phone}`, phone, `00${phone}`, `0${phone.slice(2)}`];
	const result = await upsert(
		spellings.map((spelling, item) => ({ phone: spelling, name: `Name ${item}` })),
		{ credential: { defaultCountryCode: '31' } },
	);
	expect(result.json.map(({ isNew }) => isNew)).toEqual([true, false, false, false]);
	expect(calls()).toEqual(['GET', 'POST', 'PATCH', 'PATCH', 'PATCH']);
	expect(bodyOf(setup.sandbox.requests.all[1])).toMatchObject({ phone, firstname: 'Name 0' });
	expect(find(phone)).toMatchObject([{ phone, firstname: 'Name 3' }]);
});

it('returns a name that was left empty as Smstools has it', async () => {
	const phone = newPhone();
	sandbox().addContact({ phone, groupid, firstname: 'Ann', lastname: 'Smith' });
	const result = await upsert([{ phone }, { phone, name: 'Anna' }, { phone }]);
	expect(result.json.map(({ firstName, lastName }) => [firstName, lastName])).toEqual([
		['Ann', 'Smith'],
		['Anna', 'Smith'],
		['Anna', 'Smith'],
	]);
	expect(find(phone)).toMatchObject([{ firstname: 'Anna', lastname: 'Smith' }]);
});

it('does not take a contact of another group for it', async () => {
	const phone = newPhone();
	const other = sandbox().addGroup('Other');
	const otherId = sandbox().addContact({ phone, groupid: other, firstname: 'Old' });
	await upsert([{ phone, name: 'New' }]);
	expect(find(phone)).toMatchObject([{ firstname: 'New' }]);
	expect(sandbox().contacts.find(({ id }) => id === otherId)).toMatchObject({
		firstname: 'Old',
		groupid: other,
	});
});

describe('a list that does not tell groups', () => {
	beforeEach(() => {
		sandbox().settings.contactRows = 'withoutGroup';
	});

	it('leaves it to the vendor whether the number is in the group', async () => {
		const phone = newPhone();
		const id = sandbox().addContact({ phone, groupid, firstname: 'Old' });
		const result = await upsert([{ phone, name: 'New' }]);
		expect(calls().filter((method) => method !== 'GET')).toEqual(['POST', 'PATCH']);
		expect(result.json).toMatchObject([{ id: String(id), isNew: false }]);
		expect(find(phone)).toMatchObject([{ firstname: 'New' }]);
	});

	it('creates where the number is in another group only', async () => {
		const phone = newPhone();
		sandbox().addContact({ phone, groupid: sandbox().addGroup('Other') });
		const result = await upsert([{ phone, name: 'New' }]);
		expect(result.json).toMatchObject([{ isNew: true }]);
	});

	it('guesses no id among several rows with the number', async () => {
		const phone = newPhone();
		sandbox().addContact({ phone, groupid });
		sandbox().addContact({ phone, groupid: sandbox().addGroup('Other') });
		const result = await upsert([{ phone, name: 'New' }]);
		expect(result.error).toEqual({
			message: `Smstools already has ${phone} in this group, but its contact list does not show the ID. The contact was not saved. [item 0]`,
			description: 'Look up the ID of the contact at Smstools, and use Update with it.',
		});
		expect(calls()).not.toContain('PATCH');
	});
});

it('guesses no id where the list has phones only', async () => {
	sandbox().settings.contactRows = 'phoneOnly';
	const phone = newPhone();
	sandbox().addContact({ phone, groupid });
	const result = await upsert([{ phone, name: 'New' }]);
	expect(result.error?.message).toMatch(/does not show the ID/);
});

it('reads the list once for all items, and no further than needed', async () => {
	sandbox().settings.defaultPage = 100;
	const total = sandbox().contacts.length;
	const phones = Array.from({ length: 250 }, newPhone);
	for (const phone of phones) sandbox().addContact({ phone, groupid });
	const items = phones.slice(0, 30).map((phone) => ({ phone, name: 'x' }));
	const result = await upsert(items);
	expect(result.json.map(({ phone, isNew }) => [phone, isNew])).toEqual(
		items.map(({ phone }) => [phone, false]),
	);
	expect(calls().filter((method) => method === 'PATCH')).toHaveLength(30);
	const pages = setup.sandbox.requests.all.filter(({ method }) => method === 'GET');
	expect(pages.map(({ query }) => query.page)).toEqual(
		Array.from({ length: Math.ceil((total + 30) / 100) }, (_, i) => String(i + 1)),
	);
});

it('saves items with one number in their order, so that the last change wins', async () => {
	const phone = newPhone();
	const names = Array.from({ length: 12 }, (_, i) => `Name ${i}`);
	setup.sandbox.faults.add({ when: 'before', fault: { kind: 'latency', ms: 60 } });
	const result = await upsert(
		names.map((name, i) => ({ phone: i % 2 ? phone : `+${phone}`, name })),
	);
	expect(result.json.map(({ isNew }) => isNew)).toEqual(names.map((_, i) => i === 0));
	expect(find(phone)).toMatchObject([{ firstname: 'Name 11' }]);
});

it('asks for nothing more where there is nothing to change', async () => {
	const phone = newPhone();
	const id = sandbox().addContact({ phone, groupid });
	const result = await upsert([{ phone }]);
	expect(calls()).not.toContain('PATCH');
	expect(result.json).toMatchObject([{ id: String(id), isNew: false }]);
});

describe('when something goes wrong', () => {
	const continues = { settings: { onError: 'continueErrorOutput' as const } };

	it('in the look-up, all items fail, nothing is written, and Retry On Fail tries again', async () => {
		const items = [{ phone: newPhone() }, { phone: newPhone() }];
		const fault = { path: '/contact', when: 'before', fault: { kind: 'drop' } } as const;
		setup.sandbox.faults.add(fault);
		const failed = await upsert(items, continues);
		expect(failed.errorItems.map(({ json }) => json)).toMatchObject(
			[0, 1].map((item) => ({
				error: `The connection to Smstools was cut off before the response was complete. The contact was not saved. [item ${item}]`,
				outcome: 'notSent',
			})),
		);
		expect(calls()).toEqual(['GET']);

		setup.sandbox.faults.add(fault);
		const again = await upsert(items, { settings: { retryOnFail: true, waitBetweenTries: 1 } });
		expect(again.json).toMatchObject([{ isNew: true }, { isNew: true }]);
	});

	it('in the look-up with HTTP 429, it is asked again after a while', async () => {
		const phones = [newPhone(), newPhone()];
		setup.sandbox.faults.add({
			when: 'before',
			times: 2,
			fault: { kind: 'tooManyRequests', retryAfter: '0' },
		});
		const result = await upsert(phones.map((phone) => ({ phone, name: 'x' })));
		expect(result.json).toMatchObject(phones.map((phone) => ({ phone, isNew: true })));
		expect(calls()).toEqual(['GET', 'GET', 'GET', 'POST', 'POST']);
	});

	it('in a write, the item says that it may have been saved, and is not tried again', async () => {
		const phone = newPhone();
		const nobody = answer(200, { total: 0, shown: 0, page: 1, limit: 1000, contacts: [] });
		setup.sandbox.faults.add({ when: 'before', fault: nobody });
		setup.sandbox.faults.add({ when: 'after', fault: { kind: 'drop' } });
		const result = await upsert([{ phone }], {
			settings: { retryOnFail: true, waitBetweenTries: 1 },
		});
		expect(result.error?.message).toBe(
			'The connection to Smstools was cut off before the response was complete. The contact may still have been saved. [item 0]',
		);
		expect(calls()).toEqual(['GET', 'POST']);
		expect(find(phone)).toHaveLength(1);
	});

	it('in the fields of an item, the others are saved', async () => {
		const phone = newPhone();
		const result = await upsert([{ phone: 'x' }, { phone }], continues);
		expect(result.items).toMatchObject([{ json: { phone, isNew: true }, pairedItem: { item: 1 } }]);
		expect(result.errorItems).toMatchObject([
			{ json: { phone: 'x', outcome: 'notSent' }, pairedItem: { item: 0 } },
		]);
	});

	it('in the group, the vendor says so', async () => {
		const result = await run('contact', 'upsert', {
			groupId: groupById('999'),
			phone: newPhone(),
		});
		expect(result.error?.message).toBe(
			'Smstools refused: “Group 999 not found” (code 128). The contact was not saved. [item 0]',
		);
	});
});
