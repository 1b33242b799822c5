import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeduplicationStore, SavedThing } from '../../nodes/shared/operations/savedStates.ts';
import { attempt } from '../../nodes/shared/failure/thrown.ts';
import { SavedStates } from '../../nodes/shared/operations/savedStates.ts';

interface TestStore extends DeduplicationStore {
	entries: string[];
	asked: string[];
}

/** The store as n8n 2.41.1 keeps it, without its database: a list to which a question adds what is new. */
function createStore(): TestStore {
	const store = {
		entries: new Array<string>(),
		asked: new Array<string>(),
		async checkProcessedAndRecord(items: Parameters<DeduplicationStore['removeProcessed']>[0]) {
			const texts = items.map(String);
			store.asked.push(...texts);
			const before = [...store.entries];
			await Promise.resolve();
			const held = new Set(before);
			const fresh = texts.filter((text) => !held.has(text));
			// What others wrote in the meantime is lost, as in n8n.
			store.entries = [...before, ...fresh];
			return { new: fresh, processed: texts.filter((text) => held.has(text)) };
		},
		async removeProcessed(items: Parameters<DeduplicationStore['removeProcessed']>[0]) {
			const before = [...store.entries];
			await Promise.resolve();
			const gone = new Set(items.map(String));
			store.entries = before.filter((entry) => !gone.has(entry));
		},
		async clearAllProcessedItems() {
			await Promise.resolve();
			store.entries = [];
		},
	};
	return store;
}

/** Where a store fails: at which of its calls, whether that still does its work, and whether it works afterwards. */
interface Breakdown {
	call: number;
	isDone: boolean;
	isForGood: boolean;
}

/** A store each of whose calls goes through a function. */
function guardedBy(
	store: DeduplicationStore,
	guard: <T>(work: () => Promise<T>) => Promise<T>,
): DeduplicationStore {
	return {
		checkProcessedAndRecord: async (...asked) =>
			await guard(async () => await store.checkProcessedAndRecord(...asked)),
		removeProcessed: async (...asked) =>
			await guard(async () => await store.removeProcessed(...asked)),
		clearAllProcessedItems: async (...asked) =>
			await guard(async () => await store.clearAllProcessedItems(...asked)),
	};
}

/** The store as a run sees it in which it fails. */
function failing(store: DeduplicationStore, { call, isDone, isForGood }: Breakdown) {
	let calls = 0;
	return {
		calls: () => calls,
		store: guardedBy(store, async (work) => {
			calls++;
			if (calls < call || (calls > call && !isForGood)) return await work();
			if (calls === call && isDone) await work();
			throw new Error('The database is locked');
		}),
	};
}

/** The store as a run sees it before one of whose calls something else happens. */
function interrupted(store: DeduplicationStore, call: number, happens: () => Promise<void>) {
	let calls = 0;
	return guardedBy(store, async (work) => {
		if (++calls === call) await happens();
		return await work();
	});
}

const thing = (key: string, state: string) => ({ key, state });

const save = fc.record({ state: fc.constantFrom('A', 'B', 'C'), isSaved: fc.boolean() });
/** What a run saves, by key. */
const run = fc.dictionary(fc.constantFrom('1', '2', '3'), save, { minKeys: 1 });

it('knows in which state a thing was saved last, whatever changes, fails and comes back', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(run, { maxLength: 12 }), async (runs) => {
			const store = createStore();
			const last = new Map<string, string>();
			for (const saves of runs) {
				const states = new SavedStates(store, 'node', 'secret');
				const things = Object.entries(saves).map(([key, { state }]) => thing(key, state));
				const same = await states.unchanged(things);
				for (const one of things) expect(same.has(one)).toBe(last.get(one.key) === one.state);
				const toSave = things.filter((one) => !same.has(one));
				for (const { key } of toSave) last.delete(key);
				const saved = toSave.filter(({ key }) => saves[key]?.isSaved);
				for (const { key, state } of saved) last.set(key, state);
				await states.remember(saved);
			}
		}),
		{ numRuns: 500 },
	);
});

/** A run as the node makes it; one whose store fails for good is that of a worker that is killed then. */
async function runOnce(
	store: DeduplicationStore,
	things: readonly SavedThing[],
	gateway: Map<string, string>,
	{ isKilled = false, isAlone = true, node = 'node' } = {},
): Promise<void> {
	const states = new SavedStates(store, node, 'secret');
	const saveAll = (toSave: readonly SavedThing[]) => {
		for (const { key, state } of toSave) gateway.set(key, state);
	};
	const same = await attempt(async () => await states.unchanged(things));
	if (same instanceof Error) {
		expect(same.message).toMatch(/^The database is locked$|^another execution/);
		if (isKilled) return;
		saveAll(things);
		await states.distrust();
		return;
	}
	const wrong = [...same].filter(({ key, state }) => gateway.get(key) !== state);
	if (isAlone) expect(wrong).toEqual([]);
	const toSave = things.filter((one) => !same.has(one));
	saveAll(toSave);
	await attempt(async () => await states.remember(toSave));
}

describe.each([
	{ isDone: false, isForGood: false },
	{ isDone: true, isForGood: false },
	{ isDone: false, isForGood: true },
	{ isDone: true, isForGood: true },
])('a store that fails at any of its calls (%j)', (kind) => {
	const A = [thing('1', 'A'), thing('2', 'A')];
	const B = [thing('1', 'B'), thing('3', 'B')];
	const many = Array.from({ length: 260 }, (_, key) => thing(String(key), 'A'));

	it.each([
		['new things', [], A],
		['changed things', [A], B],
		['things that changed before', [A, B], A],
		['things that were as they are now before', [A, B, A], B],
		['more things than a question holds', [], many],
	])('never makes %s count as saved', async (_, before, wanted) => {
		const different = wanted.map(({ key }) => thing(key, 'C'));
		for (const after of [
			[wanted, A, B],
			[different, wanted],
		]) {
			let isFailed = true;
			for (let call = 1; isFailed; call++) {
				isFailed = false;
				const store = createStore();
				const gateway = new Map<string, string>();
				for (const things of before) await runOnce(store, things, gateway);
				// Several runs that fail at the same call, since each leaves something.
				for (let tries = 0; tries < 3; tries++) {
					const broken = failing(store, { ...kind, call });
					await runOnce(broken.store, wanted, gateway, { isKilled: kind.isForGood });
					isFailed ||= broken.calls() >= call;
				}
				for (const things of after) {
					await runOnce(store, things, gateway);
					expect(things.filter(({ key, state }) => gateway.get(key) !== state)).toEqual([]);
				}
				expect(call).toBeLessThan(100);
			}
		}
	});
});

it('never takes a thing for saved that is not, however often the store fails', async () => {
	const breakdown = fc.option(
		fc.record({
			call: fc.integer({ min: 1, max: 12 }),
			isDone: fc.boolean(),
			isForGood: fc.boolean(),
		}),
	);
	const wanted = fc.dictionary(fc.constantFrom('1', '2'), fc.constantFrom('A', 'B'), {
		minKeys: 1,
	});
	const runs = fc.array(fc.record({ wanted, breakdown }), { maxLength: 8 });
	await fc.assert(
		fc.asyncProperty(runs, async (some) => {
			const store = createStore();
			const gateway = new Map<string, string>();
			for (const one of some) {
				const things = Object.entries(one.wanted).map(([key, state]) => thing(key, state));
				const seen = one.breakdown === null ? store : failing(store, one.breakdown).store;
				await runOnce(seen, things, gateway, { isKilled: one.breakdown?.isForGood });
			}
		}),
		{ numRuns: 1000 },
	);
});

it.each([
	['new', []],
	['known', ['A']],
	['changed', ['A', 'B']],
])('is not misled by another worker in between, whose thing is %s', async (_, before) => {
	let isInterrupted = true;
	for (let call = 1; isInterrupted; call++) {
		const store = createStore();
		const gateway = new Map<string, string>();
		for (const state of before) await runOnce(store, [thing('1', state)], gateway);
		isInterrupted = false;
		const other = interrupted(store, call, async () => {
			isInterrupted = true;
			await runOnce(store, [thing('1', 'B')], gateway, { node: 'turns of the other worker' });
		});
		await runOnce(other, [thing('1', 'A')], gateway, { isAlone: false });
		for (const state of ['B', 'A']) {
			await runOnce(store, [thing('1', state)], gateway);
			expect(gateway.get('1')).toBe(state);
		}
	}
});

it('forgets everything where it is told that things were saved without it', async () => {
	const store = createStore();
	const gateway = new Map<string, string>();
	const things = [thing('1', 'A')];
	await runOnce(store, things, gateway);
	await new SavedStates(store, 'node', 'secret').distrust();
	expect((await new SavedStates(store, 'node', 'secret').unchanged(things)).size).toBe(0);
});

it('changes nothing in the store, and asks once, where nothing has changed', async () => {
	const store = createStore();
	const things = Array.from({ length: 50 }, (_, key) => thing(String(key), 'A'));
	const first = new SavedStates(store, 'node', 'secret');
	expect((await first.unchanged(things)).size).toBe(0);
	await first.remember(things);
	expect(store.entries).toHaveLength(100);
	const before = [...store.entries];
	store.asked.length = 0;
	const again = await new SavedStates(store, 'node', 'secret').unchanged(things);
	expect(again.size).toBe(50);
	expect(store.entries).toEqual(before);
	// Both entries of each thing, and twice the two that say who is asking.
	expect(store.asked).toHaveLength(104);
});

it('lets runs at the same time take turns', async () => {
	const store = createStore();
	const saveOne = async (key: string) => {
		const states = new SavedStates(store, 'node', 'secret');
		const one = thing(key, 'A');
		if ((await states.unchanged([one])).has(one)) return;
		await states.remember([one]);
	};
	const keys = Array.from({ length: 20 }, (_, key) => String(key));
	await Promise.all(keys.map(saveOne));
	const states = new SavedStates(store, 'node', 'secret');
	expect((await states.unchanged(keys.map((key) => thing(key, 'A')))).size).toBe(20);
});

it('keeps hashes that nobody can check without the secret', async () => {
	const store = createStore();
	const states = new SavedStates(store, 'node', 'secret');
	const one = thing('+33612345678', 'Ann');
	await states.unchanged([one]);
	await states.remember([one]);
	expect(store.entries.join(' ')).not.toMatch(/33612345678|Ann/);
	const other = await new SavedStates(store, 'node', 'another').unchanged([{ ...one }]);
	expect(other.size).toBe(0);
});
