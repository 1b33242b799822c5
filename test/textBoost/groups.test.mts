import { beforeEach, describe, expect, it } from '@jest/globals';
import { TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import { bodyOf, byId, setUp, urlsOf, refusal } from './setup.mts';

const setup = setUp();
const { run } = setup;
const textBoost = () => setup.sandbox.textBoost;
const anyUid = expect.stringMatching(/^[0-9a-f]{13}$/);

describe.each(TEXTBOOST_VERSIONS)('on version %s', (version) => {
	beforeEach(() => {
		setup.sandbox.textBoost.settings.version = version;
	});

	it('creates a group for each item', async () => {
		const result = await run(
			'group',
			'create',
			{ name: '={{ $json.name }}' },
			{ items: [{ name: 'Customers' }, { name: 'Jörg & Co' }] },
		);
		expect(result.items).toEqual([
			{ json: { id: anyUid, name: 'Customers' }, pairedItem: { item: 0 } },
			{ json: { id: anyUid, name: 'Jörg & Co' }, pairedItem: { item: 1 } },
		]);
		expect(
			textBoost()
				.groups.map(({ name }) => name)
				.sort(),
		).toEqual(['Customers', 'Jörg & Co']);
		expect(setup.sandbox.requests.all[0]).toMatchObject({
			method: 'POST',
			url: '/textboost/api/v3/contacts',
		});
		expect(bodyOf(setup.sandbox.requests.all[0])).toEqual({ name: 'Customers' });
	});

	it('creates no group twice by Retry On Fail', async () => {
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		setup.sandbox.faults.add({ when: 'after', fault: { kind: 'drop' } });
		const lost = await run('group', 'create', { name: 'Once' }, { settings });
		expect(lost.error?.message).toMatch(
			/The group may still have been created, so it was not created again\. \[item 0\]$/,
		);
		setup.sandbox.faults.add({
			when: 'before',
			fault: refusal('This action is unauthorized.'),
		});
		const items = [{ name: 'A' }, { name: 'B' }, { name: 'C' }];
		const several = await run(
			'group',
			'create',
			{ name: '={{ $json.name }}' },
			{ items, settings },
		);
		expect(several.json.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
		const names = textBoost().groups.map(({ name }) => name);
		expect(names.sort()).toEqual(['A', 'B', 'C', 'Once']);
	});

	it('tells that a name is taken', async () => {
		textBoost().seedGroup('A', 0);
		const settings = { onError: 'continueRegularOutput' } as const;
		const { json } = await run('group', 'create', { name: 'A' }, { settings });
		expect(json).toEqual([
			{
				error:
					'You already have a group with this name: “A already available as your contact group”. The group was not created. [item 0]',
				outcome: 'notSent',
			},
		]);
	});

	it('renames a group', async () => {
		const uid = textBoost().seedGroup('Old', 0);
		const result = await run('group', 'update', { groupId: byId(uid), name: 'New' });
		if (version === '3.1.0') {
			// It wants a field that no document shows (recorded: "group update").
			expect(result.error).toEqual({
				message:
					'This version of the server cannot rename groups through its API: “The sending server field is required”. [item 0]',
				description: 'Rename the group on the website of the host.',
			});
			return;
		}
		expect(result.json).toEqual([{ id: uid, name: 'New' }]);
		expect(textBoost().groups).toMatchObject([{ uid, name: 'New' }]);
		expect(urlsOf(setup)).toEqual([`PATCH /textboost/api/v3/contacts/${uid}`]);
	});

	it('deletes a group with its contacts', async () => {
		const uid = textBoost().seedGroup('A', 3);
		const result = await run('group', 'delete', { groupId: byId(uid) });
		expect(result.items).toEqual([{ json: { deleted: true }, pairedItem: { item: 0 } }]);
		expect([textBoost().groups, textBoost().contacts]).toEqual([[], []]);
		expect(urlsOf(setup)).toEqual([`DELETE /textboost/api/v3/contacts/${uid}`]);
	});

	it.each(['sendless', 'group data with all details', null])(
		'succeeds where the host returns %j in place of the group',
		async (data) => {
			setup.sandbox.faults.add({
				when: 'before',
				times: 2,
				fault: { kind: 'answer', status: 200, body: JSON.stringify({ status: 'success', data }) },
			});
			expect((await run('group', 'create', { name: 'x' })).json).toEqual([{ id: null, name: 'x' }]);
			expect((await run('group', 'update', { groupId: byId('a1'), name: 'x' })).json).toEqual([
				{ id: 'a1', name: 'x' },
			]);
		},
	);

	describe('show and all', () => {
		const last = () =>
			setup.sandbox.requests.all.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);

		it.each([
			['POST', ['POST show', 'POST show', 'POST show']],
			['GET', ['POST show', 'GET show', 'GET show', 'GET show']],
		] as const)(
			'are tried by POST first, and then by %s for the rest of the run',
			async (listMethod, expected) => {
				textBoost().settings.listMethod = listMethod;
				const uid = textBoost().seedGroup('A', 0);
				const result = await run('group', 'get', { groupId: byId(uid) }, { items: [{}, {}, {}] });
				expect(result.items).toEqual(
					[0, 1, 2].map((item) => ({ json: { id: uid, name: 'A' }, pairedItem: { item } })),
				);
				expect(last()).toEqual(expected);
			},
		);

		it('remember the method over the pages of a list', async () => {
			// As at a host that has repaired its list of contacts.
			Object.assign(textBoost().settings, { listMethod: 'GET', contactListFails: false });
			const uid = textBoost().seedGroup('A', 60);
			const result = await run('contact', 'getAll', { groupId: byId(uid), returnAll: true });
			expect(result.json).toHaveLength(60);
			expect(last()).toEqual(['POST all', 'GET all', 'GET all', 'GET all']);
		});

		it('are not asked by GET after another answer', async () => {
			const result = await run('group', 'get', { groupId: byId('60000000aaaaa') });
			expect(result.error?.message).toBe(
				'TextBoost has no group with this ID: “No query results for model [App\\Models\\ContactGroups] 60000000aaaaa”. [item 0]',
			);
			expect(last()).toEqual(['POST show']);
		});

		it('ask again by POST in the next item where the first answer was lost', async () => {
			textBoost().settings.listMethod = 'GET';
			const uid = textBoost().seedGroup('A', 0);
			setup.sandbox.faults.add({ when: 'before', fault: { kind: 'drop' } });
			const result = await run(
				'group',
				'get',
				{ groupId: byId(uid) },
				{ items: [{}, {}], settings: { onError: 'continueErrorOutput' } },
			);
			expect([result.json, result.errorItems.length]).toEqual([[{ id: uid, name: 'A' }], 1]);
		});

		it('say so where the host takes neither', async () => {
			setup.sandbox.faults.add({
				when: 'before',
				times: 2,
				fault: { kind: 'answer', status: 405, body: '{"message":"Not supported."}' },
			});
			const result = await run('group', 'get', { groupId: byId('a1') });
			expect(result.error?.message).toBe(
				'TextBoost returned an error (HTTP 405): “Not supported”. [item 0]',
			);
			expect(last()).toEqual(['POST show', 'GET show']);
		});
	});

	describe('Get Many', () => {
		it('returns all groups page by page, or up to the limit', async () => {
			const names = Array.from({ length: 60 }, (_, index) => `Group ${index}`);
			for (const name of names) textBoost().seedGroup(name, 0);
			const all = await run('group', 'getAll', { returnAll: true });
			expect(all.json.map(({ name }) => name)).toEqual(names);
			expect(all.json[0]).toEqual({ id: anyUid, name: 'Group 0' });
			expect(setup.sandbox.requests.all.map(({ query }) => query)).toEqual([
				{ page: '1' },
				{ page: '2' },
				{ page: '3' },
			]);
			setup.sandbox.requests.clear();
			const some = await run('group', 'getAll', { limit: 26, simplify: false });
			expect(some.json).toHaveLength(26);
			expect(some.json[25]).toEqual({ uid: anyUid, name: 'Group 25' });
			expect(setup.sandbox.requests.all).toHaveLength(2);
		});
	});
});
