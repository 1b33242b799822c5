import { expect, it } from '@jest/globals';
import { createRunStore } from '../../nodes/shared/operations/runStore.ts';

const SCOPE = 'node';

it('knows what it was told, until it is told to forget', async () => {
	const store = createRunStore();
	const record = async (...items: string[]) =>
		await store.checkProcessedAndRecord(items, SCOPE, { mode: 'entries' });
	expect(await record('a', 'b')).toEqual({ new: ['a', 'b'], processed: [] });
	expect(await record('b', 'c')).toEqual({ new: ['c'], processed: ['b'] });
	await store.removeProcessed(['a', 'unknown'], SCOPE, { mode: 'entries' });
	expect(await record('a', 'b')).toEqual({ new: ['a'], processed: ['b'] });
	await store.clearAllProcessedItems(SCOPE, { mode: 'entries' });
	expect(await record('a', 'b', 'c')).toEqual({ new: ['a', 'b', 'c'], processed: [] });
});
