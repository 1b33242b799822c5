import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeduplicationStore } from '../../nodes/shared/operations/savedStates.ts';
import { SavedStates } from '../../nodes/shared/operations/savedStates.ts';

/** The store as n8n 2.41.1 keeps it, without its database: a list to which a question adds what is new. */
function createStore(): DeduplicationStore & { entries: string[]; asked: string[] } {
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
	};
	return store;
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
	expect(store.asked).toHaveLength(100);
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
