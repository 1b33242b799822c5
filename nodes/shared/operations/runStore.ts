import type { DeduplicationStore } from './savedStates';

/** What keeps entries as n8n's store does, as long as the run lasts, for where n8n offers no store. */
export function createRunStore(): DeduplicationStore {
	const held = new Set<unknown>();
	return {
		checkProcessedAndRecord: async (items) => {
			const known = items.filter((item) => held.has(item));
			const fresh = items.filter((item) => !held.has(item));
			for (const item of fresh) held.add(item);
			return await Promise.resolve({ new: fresh, processed: known });
		},
		removeProcessed: async (items) => {
			for (const item of items) held.delete(item);
			await Promise.resolve();
		},
		clearAllProcessedItems: async () => {
			held.clear();
			await Promise.resolve();
		},
	};
}
