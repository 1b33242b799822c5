import { beforeEach, describe, expect, it } from '@jest/globals';
import { searchList } from '../engine/listSearch.mts';
import { answer, bodyOf, groupById, NODE, resetSandbox, setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;
beforeEach(() => resetSandbox(setup));

const sandbox = () => setup.sandbox.smstools;
const queries = () => setup.sandbox.requests.all.map(({ query }) => query);

describe('Get Balance', () => {
	it.each([
		['object', { balance: 10_000, currency: 'EUR' }],
		['number', { balance: 10_000 }],
		['other', { wallet: { amount: 10_000 } }],
	] as const)('reads an answer that is: %s', async (balanceAnswer, json) => {
		sandbox().settings.balanceAnswer = balanceAnswer;
		const result = await run('account', 'getBalance', {}, { items: [{}, {}] });
		expect(result.items).toEqual([
			{ json, pairedItem: { item: 0 } },
			{ json, pairedItem: { item: 1 } },
		]);
		expect(setup.sandbox.requests.all[0]).toMatchObject({
			method: 'GET',
			url: '/smstools/v1/balance',
			rawBody: '',
		});
	});
});

it('Get Senders returns names and numbers, and a row that surprises as it came', async () => {
	expect((await run('account', 'getSenders')).json).toEqual([
		{ id: '11', name: 'Bakery' },
		{ id: '12', name: '+32460200300' },
	]);
	expect(queries()).toEqual([{}]);
	setup.sandbox.faults.add({ when: 'before', fault: answer(200, [{ sender: 'Bakery' }]) });
	expect((await run('account', 'getSenders')).json).toEqual([{ sender: 'Bakery' }]);
});

describe('Opt-Out: Create', () => {
	it.each([
		['id', expect.any(String)],
		['noBody', null],
	] as const)('opts the numbers out, answered with %s', async (optOutAnswer, id) => {
		sandbox().settings.optOutAnswer = optOutAnswer;
		const items = [0, 1].map((i) => ({ phone: `+3247${optOutAnswer.length}00000${i}` }));
		const result = await run('optOut', 'create', { phone: '={{ $json.phone }}' }, { items });
		expect(result.items).toEqual(
			items.map(({ phone }, item) => ({ json: { id, phone }, pairedItem: { item } })),
		);
		expect(bodyOf(setup.sandbox.requests.all[0])).toEqual({ number: items[0]?.phone.slice(1) });
		expect(sandbox().optOuts).toContain(items[1]?.phone.slice(1));
	});

	it('keeps apart what was refused', async () => {
		const items = [{ phone: '+32476000001' }, { phone: '+32476000001' }];
		await run('optOut', 'create', { phone: '+32476000001' });
		const result = await run(
			'optOut',
			'create',
			{ phone: '={{ $json.phone }}' },
			{
				items: [...items.slice(1), { phone: '+32476000002' }],
				settings: { onError: 'continueErrorOutput' },
			},
		);
		expect(result.json).toMatchObject([{ phone: '+32476000002' }]);
		expect(result.errorItems).toEqual([
			{
				json: {
					phone: '+32476000001',
					error:
						'Smstools refused: “Number 32476000001 is opted out already” (code 139). The number was not added to the opt-out list. [item 0]',
					outcome: 'notSent',
				},
				pairedItem: { item: 0 },
			},
		]);
	});
});

describe('Opt-Out: Create with Retry On Fail', () => {
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const items = [{ phone: '+32476100001' }, { phone: '+32476100002' }];
	const optOut = async (phones: typeof items) =>
		await run(
			'optOut',
			'create',
			{ phone: '={{ $json.phone }}' },
			{ items: phones, settings: retry },
		);
	const asked = () => setup.sandbox.requests.to('/optouts').map(bodyOf);

	it('sends a number once, although another one was refused at first', async () => {
		setup.sandbox.faults.add({ when: 'before', fault: answer(400, { error: '108' }) });
		const result = await optOut(items);
		expect(result.status).toBe('success');
		expect(result.json.map(({ phone }) => phone)).toEqual(items.map(({ phone }) => phone));
		expect(asked()).toHaveLength(3);
		expect(sandbox().optOuts.filter((phone) => phone.startsWith('324761'))).toHaveLength(2);
	});

	it('does not send a number again that may be on the list', async () => {
		setup.sandbox.faults.add({ when: 'after', fault: { kind: 'drop' } });
		const result = await optOut([{ phone: '+32476100003' }]);
		expect(result.error?.message).toBe(
			'The connection to Smstools was cut off before the response was complete. The number may still have been added to the opt-out list, so the request was not repeated. [item 0]',
		);
		expect(asked()).toEqual([{ number: '32476100003' }]);
	});
});

describe('Group', () => {
	it.each([
		['array', 'heeded', 3],
		['array', 'ignored', 2],
		['envelope', 'heeded', 2],
	] as const)('Get Many reads an %s whose pages are %s', async (groupList, groupPages, pages) => {
		const names = sandbox().groups.map(({ name }) => name);
		for (let i = names.length; i < 3; i++) sandbox().addGroup(`Group ${i}`);
		Object.assign(sandbox().settings, { groupList, groupPages, defaultPage: 2 });
		const result = await run('group', 'getAll', { returnAll: true });
		const groups = sandbox().groups.map(({ id, name }) => ({ id, name }));
		expect(result.json).toEqual(groups);
		expect(queries()).toEqual(Array.from({ length: pages }, (_, i) => ({ page: String(i + 1) })));

		const limited = await run('group', 'getAll', { limit: 1, simplify: false });
		expect(limited.json).toEqual([{ ID: Number(groups[0]?.id), name: groups[0]?.name }]);
	});

	it('Update renames a group', async () => {
		const id = sandbox().addGroup('Old');
		const result = await run('group', 'update', { groupId: groupById(id), name: 'New' });
		const [request] = setup.sandbox.requests.all;
		expect(request).toMatchObject({ method: 'PATCH', url: '/smstools/v1/groups/' });
		expect(bodyOf(request)).toEqual({ ID: id, name: 'New' });
		expect(sandbox().groups.at(-1)?.name).toBe('New');
		expect(result.items).toEqual([{ json: { id, name: 'New' }, pairedItem: { item: 0 } }]);
	});

	it('Update says which group is unknown', async () => {
		const result = await run('group', 'update', { groupId: groupById('99'), name: 'New' });
		expect(result.error).toEqual({
			message: 'Smstools has no group with the ID 99: “group does not exist”. [item 0]',
			description: 'Choose Group from the list. If you entered a name there, set it to By Name.',
		});
	});
});

describe('the drop-downs', () => {
	it('list groups and subaccounts by name, and can be searched', async () => {
		const id = sandbox().addGroup('Aardvarks');
		const groups = await searchList(setup, NODE, 'searchGroups');
		expect(groups?.results[0]).toEqual({ name: `Aardvarks (${id})`, value: id });
		expect(groups?.results).toHaveLength(sandbox().groups.length);

		const found = await searchList(setup, NODE, 'searchSubaccounts', 'GHENT');
		expect(found).toEqual({ results: [{ name: 'bakery-ghent (72)', value: '72' }] });
	});
});
