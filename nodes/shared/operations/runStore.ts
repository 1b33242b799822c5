import type { DeduplicationStore } from './savedStates';

/** What keeps entries as n8n's store does, as long as the run lasts, for where n8n offers no store. */
export function createRunStore(): DeduplicationStore {
	const held = new Set<unknown>();
	return {
		async checkProcessedAndRecord(items) {
			const known = items.filter((item) => held.has(item));
			const fresh = items.filter((item) => !held.has(item));
			for (const item of fresh) held.add(item);
			return { new: fresh, processed: known };
		},
		async removeProcessed(items) {
			for (const item of items) held.delete(item);
		},
		async clearAllProcessedItems() {
			held.clear();
		},
	};
}
