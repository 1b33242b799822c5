import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IConnections, IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { agentTool } from '../engine/agentTool.mts';
import type { Engine, NodeResult, NodeRun } from '../engine/engine.mts';
import { startEngine } from '../engine/engine.mts';
import type { ModelTraits } from './modelGateway.mts';
import { ModelGateway, numberOf } from './modelGateway.mts';
import type { Person, Trouble } from './subject.mts';
import type { Hint } from './syncNode.mts';
import { SYNC_TOOL_TYPE, SYNC_TYPE, syncNode } from './syncNode.mts';

const ONE_BY_ONE: ModelTraits = {
	most: { added: 1, updated: 1, removed: 1 },
	savesTogether: false,
	replaces: false,
	removes: true,
	listsGroups: true,
	perPage: 10,
};
const MANY: ModelTraits = { ...ONE_BY_ONE, most: { added: 100, updated: 1, removed: 1 } };
const REPLACING: ModelTraits = {
	...ONE_BY_ONE,
	most: { added: 100, updated: 100, removed: 100 },
	savesTogether: true,
	replaces: true,
};

const GROUP_OF_ITEM = { __rl: true, mode: 'id', value: '={{ $json.group }}' };

const FIELDS = {
	resource: 'contact',
	operation: 'syncGroup',
	groupId: { __rl: true, mode: 'id', value: 'a' },
	phone: '={{ $json.phone }}',
	firstName: '={{ $json.name }}',
	lastName: '',
};

let engine: Engine;
let gateway: ModelGateway;
let runs = 0;

const useGateway = (traits: ModelTraits) => {
	gateway = new ModelGateway(traits, async () => {});
};
const person = (who: number, firstName: string, group = 'a'): Person => ({
	group,
	who,
	firstName,
	lastName: '',
});
const people = (count: number) => Array.from({ length: count }, (_, who) => person(who, 'Ann'));
const row = (who: number, name = 'Ann') => ({ phone: `+${numberOf(who)}`, name });
const rows = (count: number) => Array.from({ length: count }, (_, who) => row(who));

async function sync(
	items: IDataObject[],
	parameters: INodeParameters = {},
	settings: NodeRun['settings'] = {},
): Promise<NodeResult & { hints: Hint[] }> {
	const result = await engine.run({
		type: SYNC_TYPE,
		parameters: { ...FIELDS, ...parameters },
		items,
		credentials: {},
		settings,
	});
	const { hints = [] } = result.run.data.resultData.runData.Node?.at(-1) ?? {};
	return { ...result, hints: hints.map(({ message, type }) => ({ message, type })) };
}

const changes = (result: NodeResult) =>
	result.items.map(({ json, pairedItem }) => [json.change, json.phone, pairedItem]);
const writes = () => gateway.requests.filter(({ kind }) => kind !== 'read');
const troubles = (...all: Trouble[]) => gateway.misbehave(all);

beforeAll(async () => {
	const node = syncNode(async () => gateway.adapter(runs++, () => {}));
	engine = await startEngine({ [SYNC_TYPE]: node, [SYNC_TOOL_TYPE]: node });
});
beforeEach(() => useGateway(ONE_BY_ONE));

describe('the output', () => {
	it('tells what happened to each contact, paired with its item', async () => {
		gateway.seed([person(1, 'Ann'), person(2, 'Bob'), person(3, 'Eve')]);
		const items = [row(1), row(2, 'Bill'), row(4, 'Zoe'), row(1, 'Again')];
		const parameters = { removeMissing: true, options: { mostRemovals: '1' } };
		const result = await sync(items, parameters);
		const fields = { groupId: 'a', lastName: null };
		expect(result.json).toEqual([
			{
				change: 'unchanged',
				id: '1',
				phone: numberOf(1),
				...fields,
				firstName: 'Ann',
			},
			{
				change: 'updated',
				changedFields: ['firstName'],
				id: '2',
				phone: numberOf(2),
				...fields,
				firstName: 'Bill',
			},
			{ change: 'added', id: '4', phone: numberOf(4), ...fields, firstName: 'Zoe' },
			{
				change: 'duplicate',
				reason: 'Item 0 has the same number, and only the first item with a number counts.',
				id: null,
				phone: numberOf(1),
				...fields,
				firstName: 'Again',
			},
			{ change: 'removed', id: '3', phone: numberOf(3), ...fields, firstName: 'Eve' },
		]);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 0].map((item) => ({ item })),
		);
		expect(result.hints).toEqual([
			{ message: '1 added, 1 updated, 1 unchanged, 1 removed, 1 duplicate.', type: 'info' },
		]);
		expect(gateway.held('a').map(({ who }) => who)).toEqual([1, 2, 4]);
	});

	it('leaves out the unchanged with Changes Only', async () => {
		gateway.seed(people(5));
		const result = await sync([...rows(5), row(7)], { options: { changesOnly: true } });
		expect(changes(result)).toEqual([['added', numberOf(7), { item: 5 }]]);
		expect(result.hints).toEqual([{ message: '1 added, 5 unchanged.', type: 'info' }]);
	});

	it('only shows changes, without one, even where the real run would be refused', async () => {
		gateway.seed(people(4));
		const parameters = { removeMissing: true, onlyShowChanges: true };
		const result = await sync([row(0, 'Zoe'), row(9)], parameters);
		expect(result.json.map(({ change }) => change)).toEqual([
			'updated',
			'added',
			'removed',
			'removed',
			'removed',
		]);
		expect(writes()).toEqual([]);
		expect(result.hints).toEqual([
			{ message: expect.stringContaining('exceed Most Removals (10%)'), type: 'warning' },
			{
				message: 'Nothing was changed. The differences: 1 added, 1 updated, 3 removed.',
				type: 'info',
			},
		]);
	});

	it('keeps several groups apart', async () => {
		gateway.seed([person(1, 'Ann'), person(2, 'Bob', 'b')]);
		const items = [
			{ ...row(1), group: 'a' },
			{ ...row(1), group: 'b' },
		];
		const result = await sync(items, {
			groupId: GROUP_OF_ITEM,
			removeMissing: true,
			options: { mostRemovals: '1' },
		});
		expect(result.json.map(({ change, groupId }) => [change, groupId])).toEqual([
			['unchanged', 'a'],
			['added', 'b'],
			['removed', 'b'],
		]);
	});
});

describe('fields', () => {
	it('leaves those that are empty as they are, and clears them where that is wanted', async () => {
		gateway.seed([{ ...person(1, 'Ann'), lastName: 'Bell' }]);
		const items = [{ phone: numberOf(1) }];
		const kept = await sync(items);
		expect(kept.json.map(({ change }) => change)).toEqual(['unchanged']);
		const cleared = await sync(items, { options: { clearEmptyValues: true } });
		expect(cleared.json).toEqual([expect.objectContaining({ changedFields: ['firstName'] })]);
		expect(gateway.held('a')).toMatchObject([{ ...person(1, ''), lastName: 'Bell' }]);
	});

	it.each([
		['12 people', 'which is neither a percentage up to 100% nor a whole number'],
		['101%', 'which is neither a percentage up to 100% nor a whole number'],
		['-1', 'which is neither a percentage up to 100% nor a whole number'],
		['0.1', 'which is neither a percentage up to 100% nor a whole number'],
	])('refuses %s in Most Removals', async (mostRemovals, problem) => {
		gateway.seed(people(2));
		const { error } = await sync(rows(1), { options: { mostRemovals } });
		expect(error?.message).toContain(`Most Removals is “${mostRemovals}”, ${problem}`);
		expect(gateway.requests).toEqual([]);
	});
});

describe('removals', () => {
	it('are refused before anything is written where they are too many', async () => {
		gateway.seed(people(20));
		const parameters = { removeMissing: true };
		const { error } = await sync([...rows(17), row(30)], parameters);
		expect(error?.message).toBe(
			`3 of 20 contacts in the group “a” are not in the input, and removing them would exceed Most Removals (10%): Ann (${numberOf(17)}), Ann (${numberOf(18)}), Ann (${numberOf(19)}). Nothing was changed in this group. [item 0]`,
		);
		expect(error?.description).toContain('raise Most Removals');
		expect(writes()).toEqual([]);
		const allowed = await sync([...rows(18), row(30)], parameters);
		expect(allowed.hints.map(({ message }) => message)).toEqual([
			'1 added, 18 unchanged, 2 removed.',
		]);
	});

	it.each([
		['a number without digits', { phone: 'n/a', name: 'Ann' }],
		['an empty item', {}],
		['a number without its country code', { phone: '0023456789', name: 'Ann' }],
	])('do not happen in a run with %s', async (_, bad) => {
		gateway.seed(people(10));
		const parameters = { removeMissing: true, options: { mostRemovals: '100%' } };
		const stopped = await sync([...rows(9), bad], parameters);
		expect(stopped.error?.message).toMatch(/Nothing was changed for any item\. \[item 9\]$/);
		expect(gateway.requests).toEqual([]);

		const continued = await sync([row(40), ...rows(8), bad], parameters, {
			onError: 'continueRegularOutput',
		});
		const whyNot = 'item 9 could not be read and may be anybody in the group';
		expect(continued.json.map(({ change }) => change)).toEqual([
			'added',
			...Array.from({ length: 8 }, () => 'unchanged'),
			'failed',
			'extra',
			'extra',
		]);
		expect(continued.json[9]?.reason).toMatch(/[^\]]$/);
		expect(continued.json.at(-1)?.reason).toBe(`Not removed, because ${whyNot}.`);
		expect(continued.hints.at(-1)).toEqual({
			message: `No contact was removed, because ${whyNot}.`,
			type: 'warning',
		});
		expect(writes().map(({ kind }) => kind)).toEqual(['save']);
	});

	it('name the group as the user chose it, and count one contact as one', async () => {
		gateway.seed([person(1, 'Ann'), person(2, 'Bob')]);
		const groupId = { __rl: true, mode: 'list', value: 'a', cachedResultName: 'Staff' };
		const { error } = await sync([row(1)], { removeMissing: true, groupId });
		expect(error?.message).toBe(
			`1 of 2 contacts in the group “Staff” is not in the input, and removing it would exceed Most Removals (10%): Bob (${numberOf(2)}). Nothing was changed in this group. [item 0]`,
		);
	});

	it('do not say that nothing was changed where an earlier try changed something', async () => {
		gateway.seed(people(9));
		troubles(
			{ at: 1, kind: 'lostBefore' },
			...[10, 11].map(
				(who): Trouble => ({
					at: 3,
					kind: 'writer',
					does: { act: 'add', person: person(who, 'Eve'), to: 0 },
				}),
			),
		);
		const { error } = await sync(
			[...rows(9), row(30), row(31)],
			{ removeMissing: true },
			{ retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		);
		expect(error?.message).toContain('2 of 12 contacts in the group “a” are not in the input');
		expect(error?.message).not.toContain('Nothing was changed');
	});

	it('do not happen where the group of an item is not found', async () => {
		gateway.seed(people(3));
		const items = [
			{ ...row(1), group: 'a' },
			{ ...row(2), group: 'Nope' },
		];
		const parameters = {
			groupId: { ...GROUP_OF_ITEM, mode: 'name' },
			removeMissing: true,
			options: { mostRemovals: '100%' },
		};
		const result = await sync(items, parameters, { onError: 'continueRegularOutput' });
		const whyNot = 'the group of item 1 was not found';
		expect(result.json[1]).toMatchObject({
			change: 'failed',
			reason: expect.stringContaining('No group is named “Nope”.'),
		});
		expect(result.json.at(-1)?.reason).toBe(`Not removed, because ${whyNot}.`);
		expect(result.hints.at(-1)?.message).toBe(`No contact was removed, because ${whyNot}.`);
	});

	it('do not happen where a list cannot be read to its end', async () => {
		gateway.seed([...people(25), person(1, 'Bob', 'b')]);
		troubles({ at: 1, kind: 'broken' });
		const items = [
			{ ...row(1), group: 'a' },
			{ ...row(2), group: 'b' },
		];
		const parameters = {
			groupId: GROUP_OF_ITEM,
			removeMissing: true,
			options: { mostRemovals: '100%' },
		};
		const result = await sync(items, parameters, { onError: 'continueRegularOutput' });
		expect(writes().filter(({ kind }) => kind === 'remove')).toEqual([]);
		expect(result.json.map(({ change }) => change)).toContain('failed');
	});

	it('do not happen in a run that fails', async () => {
		gateway.seed(people(10));
		gateway.refused.add(30);
		const parameters = { removeMissing: true };
		const { error } = await sync([...rows(9), row(30), row(31)], parameters);
		expect(error).toEqual({
			message: 'Not a number. The contact was not saved. [item 9]',
			description: 'In this run: 1 added, 9 unchanged, 1 extra, 1 failed.',
		});
		const continued = await sync([...rows(9), row(30), row(31)], parameters, {
			onError: 'continueErrorOutput',
		});
		expect(continued.json.map(({ change }) => change)).toContain('removed');
		expect(continued.errorItems.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[
				{
					error: 'Not a number. The contact was not saved. [item 9]',
					outcome: 'notSent',
					change: 'failed',
					reason: 'Not a number. The contact was not saved.',
					id: null,
					groupId: 'a',
					phone: numberOf(30),
					firstName: 'Ann',
					lastName: null,
					// That of the input item.
					name: 'Ann',
				},
				{ item: 9 },
			],
		]);
	});

	it('spare whoever has another number by the time', async () => {
		gateway.seed(people(10));
		// The list takes one request, and the second look is the next.
		troubles({
			at: 1,
			kind: 'writer',
			does: { act: 'renumber', person: person(9, ''), to: 40 },
		});
		const result = await sync(rows(9), { removeMissing: true });
		expect(result.json.at(-1)).toMatchObject({
			change: 'extra',
			reason: 'Not removed, because it changed while the group was synced.',
		});
		expect(gateway.held('a')).toHaveLength(10);
	});

	it('need all items, which Execute Once keeps from the node', async () => {
		gateway.seed(people(2));
		const parameters = { removeMissing: true, options: { mostRemovals: '100%' } };
		const { error } = await sync(rows(2), parameters, { executeOnce: true });
		expect(error?.message).toContain('Execute Once is on');
		expect(gateway.requests).toEqual([]);
	});
});

describe('removals where a run may have only a part of the list', () => {
	const REMOVING = { removeMissing: true, options: { mostRemovals: '100%' } };
	const nodeNamed = (name: string, type: string, parameters: INodeParameters = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	});
	const LOOP = 'n8n-nodes-base.splitInBatches';
	const loop = (batchSize: number) => nodeNamed('Loop', LOOP, { batchSize });
	const pass = (name: string) => nodeNamed(name, 'test.value', { value: '={{ $json.phone }}' });

	/** Runs Items → … → Node; the connections as "from output to". */
	async function runIn(more: INode[], connections: string[], parameters: INodeParameters = {}) {
		const map: IConnections = {};
		for (const connection of connections) {
			const [from = '', output = '', to = ''] = connection.split(' ');
			const main = ((map[from] ??= {}).main ??= []);
			while (main.length <= Number(output)) main.push([]);
			main[Number(output)]?.push({ node: to, type: 'main', index: 0 });
		}
		const phone = '={{ $json.phone ?? $json.value }}';
		const workflow = new Workflow({
			nodes: [
				nodeNamed('Items', 'test.items', { items: JSON.stringify(rows(4)) }),
				...more,
				nodeNamed('Node', SYNC_TYPE, { ...FIELDS, phone, ...REMOVING, ...parameters }),
			],
			connections: map,
			active: false,
			nodeTypes: engine.package.nodeTypes,
			settings: { executionOrder: 'v1' },
		});
		const { resultData } = (await engine.execute(workflow, 'Items', {})).data;
		return { runs: resultData.runData.Node?.length ?? 0, error: resultData.error };
	}

	it.each([
		['a loop', [loop(2)], ['Items 0 Loop', 'Loop 1 Node', 'Node 0 Loop'], 'in a loop'],
		[
			'a loop with nodes between',
			[loop(2), pass('A')],
			['Items 0 Loop', 'Loop 1 A', 'A 0 Node', 'Node 0 Loop'],
			'in a loop',
		],
		['a loop that ends there', [loop(2)], ['Items 0 Loop', 'Loop 1 Node'], 'in a loop'],
		[
			'several connections',
			[pass('A'), pass('B')],
			['Items 0 A', 'Items 0 B', 'A 0 Node', 'B 0 Node'],
			'Several connections lead to this node',
		],
		[
			'several outputs of a node',
			[nodeNamed('If', 'test.loop', { batchSize: 2 })],
			['Items 0 If', 'If 0 Node', 'If 1 Node'],
			'Several connections lead to this node',
		],
	])('are refused with %s', async (_, nodes, connections, why) => {
		gateway.seed(people(6));
		const { error } = await runIn(nodes, connections);
		expect(error?.message).toContain(why);
		expect(error?.message).toContain('Nothing was changed in this run.');
		expect(error?.description).toContain('turn off Remove Contacts Not in the Input');
		expect(gateway.requests).toEqual([]);
		const shown = await runIn(nodes, connections, { onlyShowChanges: true });
		expect(shown.error).toBeUndefined();
		const kept = await runIn(nodes, connections, { removeMissing: false });
		expect(kept.error).toBeUndefined();
	});

	it('are refused in the second run', async () => {
		gateway.seed(people(6));
		const { runs: all, error } = await runIn(
			[pass('A'), pass('B'), nodeNamed('C', 'test.value', { value: '={{ $json.value }}' })],
			['Items 0 A', 'Items 0 B', 'A 0 C', 'B 0 C', 'C 0 Node'],
		);
		expect(all).toBe(2);
		expect(error?.message).toContain('This node has already run in this execution');
	});

	it('happen after a loop', async () => {
		gateway.seed(people(6));
		const { runs: all, error } = await runIn(
			[loop(2), pass('A')],
			['Items 0 Loop', 'Loop 1 A', 'A 0 Loop', 'Loop 0 Node'],
		);
		expect([all, error]).toEqual([1, undefined]);
		expect(writes().some(({ kind }) => kind === 'remove')).toBe(true);
	});
});

describe('what goes wrong', () => {
	it('is found out where an answer was lost', async () => {
		gateway.seed([]);
		troubles({ at: 1, kind: 'lostAfter' }, { at: 2, kind: 'lostBefore' });
		const { error } = await sync(rows(3));
		expect(error).toEqual({
			message: 'The response was lost. The contact may still have been saved. [item 1]',
			description:
				'Run the workflow again: what is already done is not repeated. In this run: 2 added, 1 failed.',
		});
		const again = await sync(rows(3));
		expect(again.hints.map(({ message }) => message)).toEqual(['1 added, 2 unchanged.']);
	});

	it('is told of the whole run after a retry', async () => {
		gateway.seed([person(5, 'Eve')]);
		troubles({ at: 1, kind: 'lostBefore' });
		const result = await sync(
			[row(0), row(1), row(5)],
			{},
			{ retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		);
		expect(result.json.map(({ change }) => change)).toEqual(['added', 'added', 'updated']);
		expect(writes().map(({ whom, isDone }) => [whom, isDone])).toEqual([
			[[0], false],
			[[1], true],
			[[5], true],
			[[0], true],
		]);
	});

	it('is no failure where somebody else adds the contact at the same time', async () => {
		gateway.seed([]);
		const add = (who: number, name: string): Trouble => ({
			at: 1,
			kind: 'writer',
			does: { act: 'add', person: person(who, name), to: 0 },
		});
		troubles(add(0, 'Ann'), add(1, 'Bob'));
		const result = await sync(rows(3));
		expect(changes(result).map(([change]) => change)).toEqual(['unchanged', 'updated', 'added']);
		expect(gateway.held('a').map(({ firstName }) => firstName)).toEqual(['Ann', 'Ann', 'Ann']);
	});

	it('waits where there are too many requests', async () => {
		gateway.seed([]);
		troubles({ at: 0, kind: 'tooMany' }, { at: 2, kind: 'tooMany' });
		const result = await sync(rows(2));
		expect(result.hints.map(({ message }) => message)).toEqual(['2 added.']);
	});

	it('is limited to one contact where a request with many is refused', async () => {
		useGateway({ ...MANY, refusesWhole: true });
		gateway.refused.add(37);
		const result = await sync(rows(64), {}, { onError: 'continueRegularOutput' });
		expect(result.hints.map(({ message }) => message)).toEqual(['63 added, 1 failed.']);
		// Halves of halves: 64, 32, 16, 8, 4, 2, 1.
		expect(writes()).toHaveLength(13);
	});

	it('ends where all that is refused is refused for one reason', async () => {
		useGateway({ ...MANY, refusesWhole: true });
		for (let who = 0; who < 64; who++) gateway.refused.add(who);
		const result = await sync(rows(64), {}, { onError: 'continueRegularOutput' });
		expect(result.hints.map(({ message }) => message)).toEqual(['64 failed.']);
		expect(writes()).toHaveLength(3);
	});

	it('is found out where the gateway does not tell which contacts it took', async () => {
		useGateway(REPLACING);
		gateway.refused.add(3);
		const result = await sync(rows(6), {}, { onError: 'continueRegularOutput' });
		expect(result.hints.map(({ message }) => message)).toEqual(['5 added, 1 failed.']);
		expect(result.json[3]?.reason).toBe('Not a number. The contact was not saved.');
		expect(writes().map(({ whom }) => whom)).toEqual([[0, 1, 2, 3, 4, 5], [3]]);
	});
});

describe('as a tool of an AI agent', () => {
	const parameters = { phone: `+${numberOf(7)}`, firstName: 'Zoe' };
	const inEngine = async (more: INodeParameters) => {
		const run = { type: SYNC_TOOL_TYPE, parameters: { ...FIELDS, ...parameters, ...more } };
		const { error, json } = await engine.run({ ...run, credentials: {} });
		if (error) throw new Error(error.message);
		return json;
	};
	const byRouting = async (more: INodeParameters) => {
		const tool = agentTool(engine, SYNC_TYPE, { ...FIELDS, ...parameters, ...more }, {});
		const [output = []] = (await tool()) ?? [];
		return output.map(({ json }) => json);
	};

	it.each([
		['of version 3', inEngine],
		['up to version 2', byRouting],
	])('an agent %s only sees changes, unless a person allows more', async (_, call) => {
		gateway.seed(people(2));
		const shown = await call({ onlyShowChanges: true });
		expect(shown.map(({ change }) => change)).toEqual(['added', 'extra', 'extra']);
		await expect(call({})).rejects.toThrow('only with Only Show Changes');
		await expect(call({ allowChangesAsTool: '={{ true }}' })).rejects.toThrow(
			'only with Only Show Changes',
		);
		await expect(
			call({ allowChangesAsTool: true, removeMissing: true, options: { mostRemovals: '100%' } }),
		).rejects.toThrow('An AI agent calls this node with one contact at a time');
		expect(writes()).toEqual([]);
		const added = await call({ allowChangesAsTool: true });
		expect(added.map(({ change }) => change)).toEqual(['added', 'extra', 'extra']);
		expect(writes().map(({ whom }) => whom)).toEqual([[7]]);
	});
});
