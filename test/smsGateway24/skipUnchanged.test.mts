import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { agentTool } from '../engine/agentTool.mts';
import { breakStore, callsOfStore, storedEntries } from '../engine/deduplicator.mts';
import { hintsOf } from '../engine/hints.mts';
import type { RunOptions } from '../engine/nodeTest.mts';
import { setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;
const PATH = '/savecontact';
const ANN = { phone: '+33612345601', first: 'Ann', last: 'Smith' };
const BOB = { phone: '+33612345602', first: 'Bob' };
const EVE = { phone: '+33612345603' };

let groupId: string;
beforeEach(() => {
	groupId = String(setup.sandbox.smsGateway24.addContactList('Customers'));
});
afterEach(() => breakStore(undefined));

const parameters = (skipUnchanged: INodeParameters[string] = true): INodeParameters => ({
	groupId: { __rl: true, mode: 'id', value: groupId },
	phone: '={{ $json.phone }}',
	firstName: '={{ $json.first }}',
	lastName: '={{ $json.last }}',
	options: { skipUnchanged },
});
/** Runs the node, and tells what came of each item, and which numbers were saved. */
const save = async (items: IDataObject[], options: RunOptions = {}, skipUnchanged = true) => {
	setup.sandbox.requests.clear();
	const result = await run('contact', 'create', parameters(skipUnchanged), { items, ...options });
	return {
		result,
		changes: result.items.map(({ json }) => json.change),
		saved: setup.sandbox.requests.to(PATH).map(({ form }) => form.phone),
	};
};
const CONTINUES: RunOptions = { settings: { onError: 'continueErrorOutput' } };

it('saves a contact again only when it has changed', async () => {
	const first = await save([ANN, BOB, EVE]);
	expect(first.changes).toEqual(['saved', 'saved', 'saved']);

	const second = await save([{ ...ANN, last: 'Jones' }, BOB, { phone: '0033612345603' }]);
	expect(second.saved).toEqual([ANN.phone]);
	expect(second.result.items).toEqual([
		{
			json: {
				change: 'saved',
				id: expect.any(String),
				phone: ANN.phone,
				firstName: 'Ann',
				lastName: 'Jones',
				name: 'Ann Jones',
				groupId,
			},
			pairedItem: { item: 0 },
		},
		{
			json: {
				change: 'unchanged',
				id: null,
				phone: BOB.phone,
				firstName: 'Bob',
				lastName: null,
				name: 'Bob',
				groupId,
			},
			pairedItem: { item: 1 },
		},
		{ json: expect.objectContaining({ change: 'unchanged', id: null }), pairedItem: { item: 2 } },
	]);
	expect(hintsOf(second.result)).toEqual([]);

	// The name that it had before counts as a change too.
	expect((await save([ANN])).changes).toEqual(['saved']);
	expect((await save([ANN])).changes).toEqual(['unchanged']);
});

it('knows a contact by its group, its log-in and its node', async () => {
	await save([ANN]);
	const { email, password } = START_ACCOUNT;
	const credential = { authentication: 'emailPassword', token: '', email, password };
	expect((await save([ANN], { credential })).changes).toEqual(['saved']);
	expect((await save([ANN], { settings: { id: 'another' } })).changes).toEqual(['saved']);
	groupId = String(setup.sandbox.smsGateway24.addContactList('Other'));
	expect((await save([ANN])).changes).toEqual(['saved']);
});

it('is off by default, and then neither asks nor tells the store', async () => {
	const before = storedEntries();
	for (let runs = 0; runs < 2; runs++) {
		const { changes, saved } = await save([ANN], {}, false);
		expect(changes).toEqual([undefined]);
		expect(saved).toEqual([ANN.phone]);
	}
	expect(storedEntries()).toEqual(before);
});

it('keeps no number and no name in clear', async () => {
	await save([ANN]);
	expect(storedEntries().length).toBeGreaterThan(0);
	expect(JSON.stringify(storedEntries())).not.toMatch(/612345601|Ann|Smith/);
});

it('saves a contact once that several items have', async () => {
	const spelled = { ...ANN, phone: '0033612345601' };
	const first = await save([ANN, spelled, ANN]);
	expect(first.changes).toEqual(['saved', 'unchanged', 'unchanged']);
	expect(first.saved).toEqual([ANN.phone]);
	expect((await save([spelled, ANN])).changes).toEqual(['unchanged', 'unchanged']);
});

it('remembers nothing of a contact of which items say different things', async () => {
	await save([ANN]);
	for (let runs = 0; runs < 2; runs++) {
		const { changes } = await save([ANN, { ...ANN, first: 'Anna' }]);
		expect(changes).toEqual(['saved', 'saved']);
	}
	expect((await save([ANN])).changes).toEqual(['saved']);
});

it.each([
	['refused', 'before', { kind: 'tooManyRequests', retryAfter: '3600' }, 'notSent'],
	['lost on its way', 'before', { kind: 'drop' }, 'unknown'],
	['lost on its way back', 'after', { kind: 'drop' }, 'unknown'],
] as const)('saves a contact again that was %s', async (_, when, fault, outcome) => {
	setup.sandbox.faults.add({ path: PATH, when, fault });
	const { result } = await save([ANN], CONTINUES);
	expect(result.errorItems.map(({ json }) => json.outcome)).toEqual([outcome]);
	expect((await save([ANN])).changes).toEqual(['saved']);
	expect((await save([ANN])).changes).toEqual(['unchanged']);
});

it('forgets what it knew of a contact whose change failed', async () => {
	await save([ANN]);
	setup.sandbox.faults.add({ path: PATH, when: 'after', fault: { kind: 'drop' } });
	await save([{ ...ANN, first: 'Anna' }], CONTINUES);
	expect((await save([ANN])).changes).toEqual(['saved']);
});

it('tells of contacts that were saved in an earlier try as saved', async () => {
	setup.sandbox.faults.add({
		path: PATH,
		body: BOB.phone.slice(1),
		when: 'before',
		fault: { kind: 'tooManyRequests', retryAfter: '3600' },
	});
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const { changes, saved } = await save([ANN, BOB, ANN], { settings });
	expect(changes).toEqual(['saved', 'saved', 'unchanged']);
	expect(saved).toEqual([ANN.phone, BOB.phone, BOB.phone]);
});

it('saves everything, and says so, where the store fails', async () => {
	await save([ANN]);
	breakStore('The database is locked');
	const { changes, result } = await save([ANN, BOB]);
	expect(changes).toEqual(['saved', 'saved']);
	expect(hintsOf(result)).toEqual([
		'Skip Unchanged has no effect in this run: The database is locked',
		'Skip Unchanged could not note that this run saved these items. If one of them gets back the values that it had before, a later run may leave it out as unchanged: The database is locked',
	]);
});

it.each([
	['once', (at: number) => (call: number) => call === at],
	['from then on', (at: number) => (call: number) => call >= at],
])(
	'saves a contact that was never saved, at whichever call the store fails %s',
	async (_, isBroken) => {
		const isGone = { path: PATH, when: 'before', fault: { kind: 'drop' } } as const;
		let isBroke = true;
		for (let at = 1; isBroke; at++) {
			const eve = { phone: `+336123457${String(at).padStart(2, '0')}` };
			setup.sandbox.faults.add(isGone);
			breakStore('The database is locked', isBroken(at));
			expect((await save([eve], CONTINUES)).result.errorItems).toHaveLength(1);
			isBroke = callsOfStore() >= at;
			breakStore(undefined);
			expect((await save([eve])).changes).toEqual(['saved']);
			expect((await save([eve])).changes).toEqual(['unchanged']);
		}
	},
);

it('saves a contact again whose change the store could not keep, at whichever call it fails', async () => {
	let isBroke = true;
	for (let at = 1; isBroke; at++) {
		await save([ANN]);
		breakStore('The database is locked', (call) => call === at);
		expect((await save([{ ...ANN, first: 'Anna' }])).changes).toEqual(['saved']);
		isBroke = callsOfStore() >= at;
		breakStore(undefined);
		expect((await save([ANN])).changes).toEqual(['saved']);
	}
});

it('saves everything for an agent that has no store', async () => {
	const tool = agentTool(
		setup.engine,
		'smsGateway24',
		{ resource: 'contact', operation: 'create', ...parameters(), phone: ANN.phone },
		{ smsGateway24Api: setup.credential() },
	);
	for (let calls = 0; calls < 2; calls++) {
		const [output] = (await tool()) ?? [];
		expect(output?.map(({ json }) => json.change)).toEqual(['saved']);
	}
	expect(setup.sandbox.requests.to(PATH)).toHaveLength(2);
});

it('leaves out many contacts without a request, and keeps two entries for each', async () => {
	const items = Array.from({ length: 300 }, (_, who) => ({
		phone: `+336${String(20_000_000 + who)}`,
		first: `Name ${who}`,
	}));
	const before = storedEntries();
	await save(items);
	expect(storedEntries()).toHaveLength(before.length + 600);
	const { changes, saved } = await save(items);
	expect(new Set(changes)).toEqual(new Set(['unchanged']));
	expect(saved).toEqual([]);
	expect(storedEntries()).toHaveLength(before.length + 600);
});
