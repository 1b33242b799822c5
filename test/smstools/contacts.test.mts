import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import type { Fault } from '../../lab/sandbox/faults.mts';
import { answer, bodyOf, groupById, resetSandbox, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;
let groupid: string;
beforeEach(() => {
	resetSandbox(setup);
	groupid = setup.sandbox.smstools.addGroup('Guests');
});

const stored = () => setup.sandbox.smstools.contacts.filter((row) => row.groupid === groupid);
const posts = () => setup.sandbox.requests.all.filter(({ method }) => method === 'POST');
const fromItem = (): INodeParameters => ({
	groupId: groupById(groupid),
	phone: '={{ $json.phone }}',
});
let next = 0;
/** Numbers that no other test has. */
const phones = (count: number) =>
	Array.from({ length: count }, () => ({ phone: `+3168${String(next++).padStart(7, '0')}` }));

describe('Create', () => {
	it('adds one contact with all its fields', async () => {
		const [{ phone } = { phone: '' }] = phones(1);
		const extras = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`extra${n}`, `x${n}`]));
		const result = await run('contact', 'create', {
			...fromItem(),
			phone,
			firstName: 'John',
			lastName: 'Doe',
			additionalFields: { birthday: '1997-03-23T00:00:00', unsubscribed: false, ...extras },
		});
		const details = { birthday: '1997-03-23', unsubscribed: false, ...extras };
		expect(bodyOf(posts()[0])).toEqual({
			phone: phone.slice(1),
			groupid,
			firstname: 'John',
			lastname: 'Doe',
			...details,
		});
		expect(result.items).toEqual([
			{
				json: {
					id: String(stored()[0]?.id),
					phone,
					groupId: groupid,
					firstName: 'John',
					lastName: 'Doe',
					...details,
					vendorStatus: null,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each([
		['1997-03-23', '1997-03-23'],
		['1997-03-23T23:30:00.000-05:00', '1997-03-23'],
		['1997-03-23T00:00:00.000Z', '1997-03-23'],
		['={{ DateTime.fromISO("1997-03-23T10:00:00Z") }}', '1997-03-23'],
		['', undefined],
	])('takes the day of %s as written', async (birthday, day) => {
		const [item = { phone: '' }] = phones(1);
		await run(
			'contact',
			'create',
			{ ...fromItem(), additionalFields: { birthday, extra1: ' ' } },
			{ items: [item], timezone: 'America/New_York' },
		);
		expect(bodyOf(posts()[0])).toEqual({
			phone: digitsOf(item.phone),
			groupid,
			...(day && { birthday: day }),
		});
	});

	it.each(['array', 'bare'] as const)('reads an id that is %s', async (contactId) => {
		setup.sandbox.smstools.settings.contactId = contactId;
		const result = await run('contact', 'create', fromItem(), { items: phones(1) });
		expect(result.json[0]?.id).toBe(String(stored()[0]?.id));
	});

	it.each([
		[true, { unsubscribed: true }],
		['TRUE', { unsubscribed: true }],
		['FALSE', { unsubscribed: false }],
		['no', { unsubscribed: false }],
		[0, { unsubscribed: false }],
		[' ', {}],
	])('reads Unsubscribed as a spreadsheet writes it: %j', async (value, sent) => {
		const unsubscribed = `={{ ${JSON.stringify(value)} }}`;
		await run(
			'contact',
			'create',
			{ ...fromItem(), additionalFields: { unsubscribed } },
			{ items: phones(1) },
		);
		const { unsubscribed: given } = bodyOf(posts()[0]) as IDataObject;
		expect(given === undefined ? {} : { unsubscribed: given }).toEqual(sent);
	});

	it('puts the contacts of all items into requests of 100, and gives each its id', async () => {
		const items = phones(230);
		const result = await run('contact', 'create', fromItem(), { items });
		expect(result.error).toBeUndefined();
		expect(posts().map((request) => bodyOf(request))).toMatchObject([
			{ length: 100 },
			{ length: 100 },
			{ length: 30 },
		]);
		expect(result.items.map(({ json, pairedItem }) => [json.phone, json.id, pairedItem])).toEqual(
			items.map(({ phone }, item) => [
				phone,
				String(stored().find((contact) => contact.phone === digitsOf(phone))?.id),
				{ item },
			]),
		);
	});

	it('keeps groups apart, and a number twice out of one request', async () => {
		const other = setup.sandbox.smstools.addGroup('Other');
		const [a, b, c] = phones(3);
		const result = await run(
			'contact',
			'create',
			{ groupId: groupById('={{ $json.group }}'), phone: '={{ $json.phone }}' },
			{
				items: [
					{ ...a, group: groupid },
					{ ...c, group: other },
					{ ...b, group: groupid },
					{ phone: a?.phone.slice(1) ?? '', group: groupid },
				],
				settings: { onError: 'continueErrorOutput' },
			},
		);
		expect(posts().map((request) => bodyOf(request))).toMatchObject([
			[{ groupid }, { groupid }],
			{ groupid: other },
			{ groupid },
		]);
		expect(result.json).toHaveLength(3);
		expect(result.errorItems[0]?.json.error).toMatch(/already exists in this group” \(code 129\)/);
	});

	it.each([200, 400] as const)(
		'brings each error of a partly failed call back to its contact, under HTTP %s',
		async (mixedStatus) => {
			setup.sandbox.smstools.settings.mixedStatus = mixedStatus;
			const [a, b, c] = phones(3);
			const items = [{ phone: '0681' }, a, { phone: '+33682' }, b, c].map((item) => ({ ...item }));
			const result = await run('contact', 'create', fromItem(), {
				items,
				settings: { onError: 'continueErrorOutput' },
			});
			expect(posts()).toHaveLength(1);
			expect(result.items.map(({ json, pairedItem }) => [json.phone, json.id, pairedItem])).toEqual(
				[a, b, c].map((item, i) => [item?.phone, String(stored()[i]?.id), { item: [1, 3, 4][i] }]),
			);
			expect(result.errorItems).toEqual(
				[0, 2].map((item) => ({
					json: {
						...items[item],
						error: `Smstools refused: “Phone number ${digitsOf(items[item]?.phone)} is not valid” (code 103). The contact was not created. [item ${item}]`,
						outcome: 'notSent',
					},
					pairedItem: { item },
				})),
			);
		},
	);

	it('guesses no id where an error names no number, and says so on every contact', async () => {
		setup.sandbox.smstools.settings.errorsNameNumbers = false;
		const items = [...phones(2), { phone: '0681' }];
		const result = await run('contact', 'create', fromItem(), { items });
		expect(result.items).toMatchObject(
			items.map(({ phone }, item) => ({
				json: { id: null, phone, vendorStatus: 'Phone number is not valid' },
				pairedItem: { item },
			})),
		);
	});

	it.each([
		['too few ids', { IDs: [1] }],
		['too many ids', { IDs: [1, 2, 3] }],
	])('guesses no id where there are %s', async (_, body) => {
		setup.sandbox.faults.add({ when: 'after', fault: answer(200, body) });
		const result = await run('contact', 'create', fromItem(), { items: phones(2) });
		const vendorStatus = `Smstools returned ${body.IDs.length} IDs for 2 contacts, so it is not clear which one belongs to this contact`;
		expect(result.json).toMatchObject([
			{ id: null, vendorStatus },
			{ id: null, vendorStatus },
		]);
	});

	it('takes no contact for created where the answer has errors of others and no id', async () => {
		const items = phones(2);
		const errors = [{ error: 103, errorMsg: `Phone number ${items[1]?.phone} is not valid` }];
		setup.sandbox.faults.add({ when: 'before', fault: answer(200, { errors }) });
		const result = await run('contact', 'create', fromItem(), {
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(result.items).toEqual([]);
		expect(result.errorItems.map(({ json }) => json)).toMatchObject([
			{
				error:
					'Smstools did not report whether it created this contact. The contact may still have been created, so it was not created again. [item 0]',
				outcome: 'unknown',
			},
			{ outcome: 'notSent' },
		]);
	});

	it('takes none for refused where one error stands for all of a request', async () => {
		const fault = answer(400, { error: '129', errorMsg: 'Phone number already exists' });
		setup.sandbox.faults.add({ when: 'before', fault });
		const result = await run('contact', 'create', fromItem(), {
			items: phones(2),
			settings: { onError: 'continueErrorOutput' },
		});
		expect(result.errorItems.map(({ json }) => json)).toMatchObject(
			[0, 1].map((item) => ({
				error: `Smstools reported an error: “Phone number already exists” (code 129). This concerns items 0–1, which shared a request. Any of the 2 contacts may still have been created, so none was created again. [item ${item}]`,
				outcome: 'unknown',
			})),
		);
	});

	it('fails all where none was created', async () => {
		const result = await run(
			'contact',
			'create',
			{ groupId: groupById('99'), phone: '={{ $json.phone }}' },
			{ items: phones(2), settings: { onError: 'continueErrorOutput' } },
		);
		expect(result.errorItems.map(({ json }) => json)).toMatchObject(
			[0, 1].map((item) => ({
				error: `Smstools refused: “Group 99 not found” (code 128). The contact was not created. [item ${item}]`,
				outcome: 'notSent',
			})),
		);
	});

	it('repeats what was refused with Retry On Fail, and not what may have been created', async () => {
		const retry = { retryOnFail: true, waitBetweenTries: 1 };
		setup.sandbox.faults.add({
			when: 'before',
			fault: answer(400, { error: 'error parsing json' }),
		});
		const again = await run('contact', 'create', fromItem(), { items: phones(3), settings: retry });
		expect(again.json).toHaveLength(3);
		expect(posts()).toHaveLength(2);

		setup.sandbox.requests.clear();
		setup.sandbox.faults.add({ when: 'after', fault: { kind: 'drop' } });
		const unknown = await run('contact', 'create', fromItem(), {
			items: phones(3),
			settings: retry,
		});
		expect(unknown.error?.message).toMatch(
			/ Any of the 3 contacts may still have been created, so none was created again\./,
		);
		expect(posts()).toHaveLength(1);
	});
});

describe('Update', () => {
	const update = async (parameters: INodeParameters) => await run('contact', 'update', parameters);

	it('changes what is filled in, by an answer without a body', async () => {
		const id = setup.sandbox.smstools.addContact({
			phone: '31600000001',
			groupid,
			firstname: 'Ann',
		});
		const other = setup.sandbox.smstools.addGroup('Other');
		const result = await update({
			contactId: groupById(String(id)),
			groupId: groupById(other),
			phone: '+31 600 000 002',
			firstName: '',
			lastName: 'Smith',
			additionalFields: {
				birthday: '1997-03-23',
				extra3: 'c',
				unsubscribed: true,
			},
		});
		const [request] = setup.sandbox.requests.all;
		expect(request?.method).toBe('PATCH');
		expect(bodyOf(request)).toEqual({
			ID: String(id),
			phone: '31600000002',
			groupid: other,
			lastname: 'Smith',
			birthday: '1997-03-23',
			extra3: 'c',
			unsubscribed: true,
		});
		expect(setup.sandbox.smstools.contacts.at(-1)).toMatchObject({
			phone: '31600000002',
			firstname: 'Ann',
			lastname: 'Smith',
			groupid: other,
			extras: { extra3: 'c' },
		});
		expect(result.items).toEqual([
			{
				json: {
					id: String(id),
					phone: '+31600000002',
					groupId: other,
					lastName: 'Smith',
					birthday: '1997-03-23',
					extra3: 'c',
					unsubscribed: true,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('says which contact is unknown, on its own item', async () => {
		const id = setup.sandbox.smstools.addContact({ phone: '31600000003', groupid });
		const items = [{ id: '999' }, { id: String(id) }];
		const result = await run(
			'contact',
			'update',
			{ contactId: '={{ $json.id }}', firstName: 'Eve' },
			{ items, settings: { onError: 'continueErrorOutput' } },
		);
		expect(result.errorItems).toEqual([
			{
				json: {
					id: '999',
					error:
						'Smstools has no contact with the ID 999: “contact does not exist”. The contact was not updated. [item 0]',
					outcome: 'notSent',
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(result.items).toEqual([
			{ json: { id: String(id), firstName: 'Eve' }, pairedItem: { item: 1 } },
		]);
	});

	it.each<[string, Fault, string]>([
		[
			'a connection that breaks',
			{ kind: 'drop' },
			'The connection to Smstools was cut off before the response was complete.',
		],
		['HTTP 500', answer(500, ''), 'Smstools could not handle the request (HTTP 500).'],
	])(
		'tells after %s that the contact may be updated, and updates it again',
		async (_, fault, what) => {
			const id = setup.sandbox.smstools.addContact({ phone: '31600000003', groupid });
			const items = [{ id: String(id) }];
			const parameters = { contactId: '={{ $json.id }}', firstName: 'Eve' };
			setup.sandbox.faults.add({ when: 'after', fault });
			const { error } = await run('contact', 'update', parameters, { items });
			expect(error?.message).toBe(
				`${what} The contact may still have been updated, and can safely be updated again. [item 0]`,
			);
			expect(error?.description).toMatch(/Try again later\.$/);

			setup.sandbox.faults.add({ when: 'after', fault });
			const continued = await run('contact', 'update', parameters, {
				items,
				settings: { onError: 'continueRegularOutput' },
			});
			expect(continued.json).toMatchObject([{ outcome: 'unknown' }]);

			setup.sandbox.requests.clear();
			setup.sandbox.faults.add({ when: 'after', fault });
			const again = await run('contact', 'update', parameters, {
				items,
				settings: { retryOnFail: true, waitBetweenTries: 1 },
			});
			expect(again.json).toEqual([{ id: String(id), firstName: 'Eve' }]);
			expect(setup.sandbox.requests.all).toHaveLength(2);
		},
	);

	it('says that nothing was changed where a field of one item is at fault', async () => {
		const { error } = await run(
			'contact',
			'update',
			{ contactId: '={{ $json.id }}', firstName: 'Eve' },
			{ items: [{ id: '1' }, { id: '' }] },
		);
		expect(error?.message).toMatch(/ Nothing was changed for any item\. \[item 1\]$/);
		expect(setup.sandbox.requests.all).toEqual([]);
	});

	it('tells what happened to the others, which may go again too', async () => {
		const id = setup.sandbox.smstools.addContact({ phone: '31600000003', groupid });
		setup.sandbox.faults.add({ when: 'after', times: 2, fault: { kind: 'drop' } });
		const { error } = await run(
			'contact',
			'update',
			{ contactId: String(id), firstName: 'Eve' },
			{ items: [{}, {}] },
		);
		expect(error?.description).toBe('Try again later. Others in this run: 0 accepted, 1 unknown.');
	});

	it('takes a 404 that is a web page for a wrong address', async () => {
		setup.sandbox.faults.add({ when: 'before', fault: answer(404, '<h1>Not Found</h1>') });
		const result = await update({ contactId: '1', firstName: 'Eve' });
		expect(result.error?.description).toBe('Check the Base URL in the credential.');
	});
});

describe('Get Many', () => {
	it('returns contacts by page, each linked to its item, up to the limit', async () => {
		setup.sandbox.smstools.settings.defaultPage = 2;
		const ids = ['a', 'b', 'c'].map((firstname, i) =>
			setup.sandbox.smstools.addContact({ phone: `3169000000${i}`, groupid, firstname }),
		);
		const result = await run('contact', 'getAll', { returnAll: true });
		expect(result.json.slice(-3)).toEqual(
			ids.map((id, i) => ({
				id: String(id),
				phone: `3169000000${i}`,
				groupId: groupid,
				firstName: ['a', 'b', 'c'][i],
				lastName: null,
				birthday: null,
				unsubscribed: null,
			})),
		);
		expect(result.json).toHaveLength(setup.sandbox.smstools.contacts.length);

		setup.sandbox.requests.clear();
		const limited = await run('contact', 'getAll', { limit: 2 }, { items: [{}, {}] });
		expect(limited.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1].map((item) => ({ item })),
		);
		expect(setup.sandbox.requests.all.map(({ query }) => query)).toEqual([
			{ page: '1' },
			{ page: '1' },
		]);
	});

	it.each([
		[{ phone: '31600000001' }, { id: null, phone: '31600000001', groupId: null }],
		[
			{ number: '31600000001', uuid: 'x' },
			{ number: '31600000001', uuid: 'x' },
		],
	])('passes a row on as it came where its shape surprises: %j', async (row, expected) => {
		setup.sandbox.faults.add({
			when: 'before',
			fault: answer(200, { total: 1, limit: 10, contacts: [row] }),
		});
		const result = await run('contact', 'getAll');
		expect(result.json).toMatchObject([expected]);
	});

	it("returns the vendor's rows when Simplify is off", async () => {
		setup.sandbox.smstools.addContact({ phone: '31600000009', groupid });
		const result = await run('contact', 'getAll', { returnAll: true, simplify: false });
		expect(result.json.at(-1)).toMatchObject({ ID: expect.any(Number), groupid: Number(groupid) });
	});
});
