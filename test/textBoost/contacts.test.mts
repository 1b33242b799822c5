import { beforeEach, describe, expect, it } from '@jest/globals';
import type { TextBoostVersion } from '../../lab/sandbox/textBoost/versions.mts';
import { isSince, TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import { plainText } from '../engine/plainText.mts';
import { bodyOf, byId, refusal, setUp, urlsOf } from './setup.mts';

const setup = setUp();
const { run } = setup;
const textBoost = () => setup.sandbox.textBoost;
const anyUid = expect.stringMatching(/^[0-9a-f]{13}$/);
const contactOf = (groupUid: string, phone: string) =>
	textBoost().contacts.find((contact) => contact.groupUid === groupUid && contact.phone === phone);

/** Whether contacts have two names, and no fields of the user's own. */
const isOld = (version: TextBoostVersion) => !isSince(version, '3.9');
/** The recorded host of this version has fields of its own in each group, all empty. */
const customFieldsOf = (version: TextBoostVersion) =>
	version === '3.9' && { customFields: expect.objectContaining({ CITY: '', Gender: '' }) };
const inBothCases = (fields: Record<string, string>) => ({
	...fields,
	...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toUpperCase(), value])),
});

const fromItem = {
	phone: '={{ $json.phone }}',
	firstName: '={{ $json.first }}',
	lastName: '={{ $json.last }}',
};

describe.each(TEXTBOOST_VERSIONS)('Create, on version %s', (version) => {
	beforeEach(() => {
		textBoost().settings.version = version;
	});

	it('adds a contact for each item, whatever spelling the host wants and with both names', async () => {
		const uid = textBoost().seedGroup('A', 0);
		const result = await run(
			'contact',
			'create',
			{ groupId: byId(uid), ...fromItem },
			{
				items: [
					{ phone: '06 12-34 56 78', first: 'Ada', last: 'Lovelace' },
					{ phone: '+4915752982212', first: '', last: null },
				],
				credential: { defaultCountryCode: '31' },
			},
		);
		expect(result.items).toEqual([
			{
				json: {
					id: anyUid,
					groupId: uid,
					phone: '31612345678',
					firstName: 'Ada',
					lastName: 'Lovelace',
					status: 'subscribe',
					...customFieldsOf(version),
				},
				pairedItem: { item: 0 },
			},
			{
				json: expect.objectContaining({ phone: '4915752982212', firstName: null, lastName: null }),
				pairedItem: { item: 1 },
			},
		]);
		expect(contactOf(uid, '31612345678')).toMatchObject({ firstName: 'Ada', lastName: 'Lovelace' });
		expect(contactOf(uid, '4915752982212')).toMatchObject({ firstName: null, lastName: null });
		expect(urlsOf(setup)[0]).toBe(`POST /textboost/api/v3/contacts/${uid}/store`);
		expect(setup.sandbox.requests.all.map(bodyOf)).toEqual([
			inBothCases({ phone: '31612345678', first_name: 'Ada', last_name: 'Lovelace' }),
			inBothCases({ phone: '4915752982212', first_name: '', last_name: '' }),
		]);
	});

	it('tells that the number is there already', async () => {
		const uid = textBoost().seedGroup('A', 1);
		const items = [{ phone: '31600000000' }, { phone: '31600000001' }];
		const result = await run(
			'contact',
			'create',
			{ groupId: byId(uid), ...fromItem },
			{
				items,
				settings: { onError: 'continueErrorOutput' },
			},
		);
		expect(result.json).toMatchObject([{ phone: '31600000001' }]);
		expect(result.errorItems).toEqual([
			{
				json: {
					...items[0],
					error: expect.stringMatching(
						/^The group already has a contact with this number.*: “.+”\. The contact was not created\. \[item 0\]$/,
					),
					outcome: 'notSent',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it("returns the server's row when Simplify is off", async () => {
		const uid = textBoost().seedGroup('A', 0);
		const parameters = { groupId: byId(uid), phone: '+31612345678', simplify: false };
		const { json } = await run('contact', 'create', parameters);
		expect(json).toMatchObject([{ uid: anyUid, phone: 31612345678, status: 'subscribe' }]);
		expect(json[0]).toHaveProperty(isOld(version) ? 'first_name' : 'custom_fields');
	});

	it('tells that a group is not there', async () => {
		const parameters = { groupId: byId('60000000aaaaa'), phone: '+31612345678' };
		const { error } = await run('contact', 'create', parameters);
		expect(error?.message).toMatch(
			/^TextBoost has no group with this ID: .+ The contact was not created\. \[item 0\]$/,
		);
	});
});

describe('Create', () => {
	it.each(['contacts data with all details', null])(
		'succeeds where the host returns %j in place of the contact',
		async (data) => {
			const body = JSON.stringify({ status: 'success', data });
			setup.sandbox.faults.add({ when: 'before', fault: { kind: 'answer', status: 200, body } });
			const result = await run('contact', 'create', {
				groupId: byId('a1'),
				phone: '+31612345678',
				firstName: 'Ada',
			});
			expect(result.json).toEqual([
				{
					id: null,
					groupId: 'a1',
					phone: '31612345678',
					firstName: 'Ada',
					lastName: null,
					status: null,
				},
			]);
		},
	);
});

describe('Retry On Fail', () => {
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const busy = refusal('This action is unauthorized.');
	const items = [0, 1, 2, 3].map((index) => ({ phone: `+3361234567${index}` }));

	it('creates no contact again that may be there, nor one that is', async () => {
		const uid = textBoost().seedGroup('A', 0);
		setup.sandbox.faults.add({ path: '/store', when: 'after', fault: { kind: 'drop' } });
		const parameters = { groupId: byId(uid), phone: '+31612345678' };
		const lost = await run('contact', 'create', parameters, { settings: retry });
		expect(lost.error?.message).toMatch(
			/The contact may still have been created, so it was not created again\. \[item 0\]$/,
		);
		expect(setup.sandbox.requests.all).toHaveLength(1);

		setup.sandbox.requests.clear();
		setup.sandbox.faults.add({ path: '/store', when: 'before', times: 2, fault: busy });
		const several = await run(
			'contact',
			'create',
			{ groupId: byId(uid), phone: '={{ $json.phone }}' },
			{ items, settings: retry },
		);
		expect(several.json).toHaveLength(4);
		// Six requests for four contacts: only the two that were refused went again.
		expect(setup.sandbox.requests.all).toHaveLength(6);
		expect(textBoost().contacts).toHaveLength(5);
	});

	it.each(['after', 'before'] as const)(
		'finds out whether Create or Update created a contact whose answer was lost (%s it was stored)',
		async (when) => {
			const uid = textBoost().seedGroup('A', 0);
			setup.sandbox.faults.add({ path: '/store', when, fault: { kind: 'drop' } });
			const parameters = { groupId: byId(uid), phone: '+31612345678' };
			const result = await run('contact', 'upsert', parameters, { settings: retry });
			expect(result.json).toMatchObject([{ id: textBoost().contacts[0]?.uid }]);
			expect(
				setup.sandbox.requests.all.map(({ method, path }) => `${method} ${path.split('/')[6]}`),
			).toEqual(
				when === 'after'
					? ['POST all', 'POST store', 'POST all', 'PATCH update']
					: ['POST all', 'POST store', 'POST all', 'POST store'],
			);
		},
	);
});

it('Create or Update says that a contact whose answer was lost may have been saved', async () => {
	const uid = textBoost().seedGroup('A', 0);
	setup.sandbox.faults.add({ path: '/store', when: 'after', fault: { kind: 'drop' } });
	const parameters = { groupId: byId(uid), phone: '+31612345678' };
	const result = await run('contact', 'upsert', parameters, {
		settings: { onError: 'continueRegularOutput' },
	});
	expect(result.json).toEqual([
		{
			error:
				'The connection to TextBoost was cut off before the response was complete. The contact may still have been saved, and can safely be saved again. [item 0]',
			outcome: 'unknown',
		},
	]);
});

describe.each(TEXTBOOST_VERSIONS)('one contact, on version %s', (version) => {
	beforeEach(() => {
		textBoost().settings.version = version;
	});

	it('is retrieved, changed and deleted', async () => {
		const groupId = textBoost().seedGroup('A', 2);
		const uid = contactOf(groupId, '31600000001')?.uid ?? '';
		const which = { groupId: byId(groupId), contactId: byId(uid) };
		const simple = {
			id: uid,
			groupId,
			phone: '31600000001',
			firstName: 'First 1',
			lastName: 'Last 1',
			status: isOld(version) ? null : 'subscribe',
			...customFieldsOf(version),
		};
		expect((await run('contact', 'get', which)).json).toEqual([simple]);
		const changed = await run('contact', 'update', {
			...which,
			phone: '+31600000009',
			lastName: 'New',
		});
		expect(changed.json).toEqual([
			{ ...simple, phone: '31600000009', lastName: 'New', status: 'subscribe' },
		]);
		expect(contactOf(groupId, '31600000009')).toMatchObject({
			firstName: 'First 1',
			lastName: 'New',
		});
		expect((await run('contact', 'delete', which)).json).toEqual([{ deleted: true }]);
		expect(contactOf(groupId, '31600000009')).toBeUndefined();
		expect(urlsOf(setup)).toEqual([
			`POST /textboost/api/v3/contacts/${groupId}/search/${uid}`,
			`PATCH /textboost/api/v3/contacts/${groupId}/update/${uid}`,
			`DELETE /textboost/api/v3/contacts/${groupId}/delete/${uid}`,
		]);
		expect(bodyOf(setup.sandbox.requests.all[1])).toEqual(
			inBothCases({ phone: '31600000009', last_name: 'New' }),
		);
	});

	it('is told to be of another group, or to be nowhere', async () => {
		const [groupId, other] = [textBoost().seedGroup('A', 1), textBoost().seedGroup('B', 0)];
		const contactId = byId(contactOf(groupId, '31600000000')?.uid ?? '');
		const elsewhere = await run('contact', 'get', { groupId: byId(other), contactId });
		expect(elsewhere.error?.message).toMatch(/^The group has no contact with this ID/);
		expect(elsewhere.error?.description).toBe(
			'Check Group and Contact: the contact may be in another group.',
		);
		const nowhere = { groupId: byId(groupId), contactId: byId('606732aec8700') };
		for (const [operation, more] of [
			['get', {}],
			['delete', {}],
			['update', { phone: '+31612345678' }],
		] as const) {
			const { error } = await run('contact', operation, { ...nowhere, ...more });
			expect(error?.message).toMatch(/^TextBoost has no contact with this ID: “No query results/);
		}
	});

	it('is not changed to a number that another one has', async () => {
		const groupId = textBoost().seedGroup('A', 2);
		const contactId = byId(contactOf(groupId, '31600000001')?.uid ?? '');
		const { error } = await run('contact', 'update', {
			groupId: byId(groupId),
			contactId,
			phone: '+31600000000',
		});
		expect(error?.message).toMatch(/^The group already has a contact with this number: “/);
	});

	it('is returned as the server has it when Simplify is off', async () => {
		const groupId = textBoost().seedGroup('A', 1);
		const contactId = byId(contactOf(groupId, '31600000000')?.uid ?? '');
		const result = await run('contact', 'get', {
			groupId: byId(groupId),
			contactId,
			simplify: false,
		});
		const names = isOld(version)
			? { first_name: 'First 0' }
			: { custom_fields: { FIRST_NAME: 'First 0' } };
		expect(result.json).toMatchObject([{ phone: 31600000000, ...names }]);
	});
});

describe('Get Many', () => {
	it('returns all contacts of the group page by page, or up to the limit', async () => {
		textBoost().seedGroup('Other', 5);
		const groupId = textBoost().seedGroup('A', 60);
		const all = await run('contact', 'getAll', { groupId: byId(groupId), returnAll: true });
		expect(all.json).toHaveLength(60);
		expect(all.json[59]).toEqual({
			id: anyUid,
			groupId,
			phone: '31600000059',
			firstName: 'First 59',
			lastName: 'Last 59',
			status: null,
		});
		expect(urlsOf(setup)).toEqual(
			[1, 2, 3].map((page) => `POST /textboost/api/v3/contacts/${groupId}/all?page=${page}`),
		);
		const some = await run('contact', 'getAll', {
			groupId: byId(groupId),
			limit: 3,
			simplify: false,
		});
		expect(some.json).toHaveLength(3);
		expect(some.json[0]).toEqual({
			uid: anyUid,
			phone: 31600000000,
			first_name: 'First 0',
			last_name: 'Last 0',
		});
	});
});

describe.each(['3.9', '3.13.0'] as const)(
	'the broken list of contacts of version %s',
	(version) => {
		beforeEach(() => {
			textBoost().settings.version = version;
		});

		it('is told by Get Many', async () => {
			const groupId = textBoost().seedGroup('A', 3);
			const listed = await run('contact', 'getAll', { groupId: byId(groupId) });
			expect(listed.error?.message).toMatch(
				/^The list of contacts does not work on this host: its server looks for names where this version no longer stores them: “SQLSTATE\[42S22\]: Column not found/,
			);
			expect(listed.error?.description).toMatch(/^The problem is on the host's side\./);
		});

		it('does not keep Create or Update from creating, and is told for who could not be updated', async () => {
			const groupId = textBoost().seedGroup('A', 2);
			const result = await run(
				'contact',
				'upsert',
				{ groupId: byId(groupId), ...fromItem },
				{
					items: [
						{ phone: '+31612345678', first: 'New' },
						{ phone: '+31600000001', first: 'Known' },
						{ phone: '+31612345678', first: 'Newer' },
					],
					settings: { onError: 'continueErrorOutput' },
				},
			);
			expect(result.json).toMatchObject([
				{ phone: '31612345678', firstName: 'New' },
				{ phone: '31612345678', firstName: 'Newer' },
			]);
			expect(contactOf(groupId, '31612345678')?.firstName).toBe('Newer');
			expect(textBoost().contacts).toHaveLength(3);
			expect(result.errorItems).toHaveLength(1);
			expect(plainText(result.errorItems[0]?.json.error)).toMatch(
				/^The group already has a contact with this number \(HTTP 422\): .+ It was not updated: to find it, the contacts of the group have to be listed\. The list of contacts does not work on this host/,
			);
			expect(setup.sandbox.requests.to('/all')).toHaveLength(1);
		});
	},
);

describe('Create or Update', () => {
	const paths = () =>
		setup.sandbox.requests.all.map(({ method, path }) => `${method} ${path.split('/')[6]}`);

	it('updates whom the group has, on any page, and creates the others, reading the group once', async () => {
		const groupId = textBoost().seedGroup('A', 60);
		const known = contactOf(groupId, '31600000055');
		const result = await run(
			'contact',
			'upsert',
			{ groupId: byId(groupId), ...fromItem },
			{
				items: [
					{ phone: '+31 600 000 055', first: 'Ada' },
					{ phone: '+33612345678', first: 'Bob' },
					{ phone: '0033612345678', first: 'Carl' },
				],
			},
		);
		expect(result.items).toMatchObject([
			{ json: { id: known?.uid, firstName: 'Ada', lastName: 'Last 55' }, pairedItem: { item: 0 } },
			{ json: { phone: '33612345678' }, pairedItem: { item: 1 } },
			{ json: { phone: '33612345678' }, pairedItem: { item: 2 } },
		]);
		expect(result.json[1]?.id).toBe(result.json[2]?.id);
		expect(contactOf(groupId, '33612345678')?.firstName).toBe('Carl');
		expect(textBoost().contacts).toHaveLength(61);
		expect(paths().slice(0, 3)).toEqual(['POST all', 'POST all', 'POST all']);
		expect(paths().slice(3).sort()).toEqual(['PATCH update', 'PATCH update', 'POST store']);
	});

	it('reads the group again in the next run', async () => {
		const groupId = textBoost().seedGroup('A', 0);
		const upsert = async () =>
			await run('contact', 'upsert', { groupId: byId(groupId), phone: '+31612345678' });
		await upsert();
		await upsert();
		expect(paths()).toEqual(['POST all', 'POST store', 'POST all', 'PATCH update']);
	});

	it('works with raw output, and goes on after an item that was refused', async () => {
		const groupId = textBoost().seedGroup('A', 0);
		setup.sandbox.faults.add({
			path: '/store',
			when: 'before',
			fault: refusal('This action is unauthorized.'),
		});
		const result = await run(
			'contact',
			'upsert',
			{ groupId: byId(groupId), phone: '+31612345678', simplify: false },
			{ items: [{}, {}, {}], settings: { onError: 'continueErrorOutput' } },
		);
		expect(result.errorItems).toHaveLength(1);
		expect(result.json).toMatchObject([{ phone: 31612345678 }, { phone: 31612345678 }]);
		expect(paths()).toEqual(['POST all', 'POST store', 'POST store', 'PATCH update']);
	});

	it('reads the group again where the host did not tell which contact it created', async () => {
		const groupId = textBoost().seedGroup('A', 0);
		setup.sandbox.faults.add({
			path: '/store',
			when: 'after',
			fault: { kind: 'answer', status: 200, body: '{"status":"success","data":null}' },
		});
		const parameters = { groupId: byId(groupId), phone: '+31612345678' };
		const result = await run('contact', 'upsert', parameters, { items: [{}, {}] });
		expect(result.json.map(({ id }) => id)).toEqual([null, textBoost().contacts[0]?.uid]);
		expect(paths()).toEqual(['POST all', 'POST store', 'POST all', 'PATCH update']);
	});

	it('writes nothing where the group cannot be read', async () => {
		setup.sandbox.faults.add({ path: '/all', when: 'before', fault: { kind: 'drop' } });
		const groupId = textBoost().seedGroup('A', 0);
		const result = await run('contact', 'upsert', {
			groupId: byId(groupId),
			phone: '+31612345678',
		});
		expect(result.error?.message).toMatch(
			/^The connection to TextBoost was cut off .* The contact was not saved\. \[item 0\]$/,
		);
		expect(paths()).toEqual(['POST all']);
	});
});
