import type { RunMemory } from '../operations/runMemory';
import type { GroupContact } from './contact';

/** What earlier tries of a run did to a group, so that the last one can tell of the whole run, and keep to its limits. */
export interface PastSync {
	/** What happened to contacts, by the numbers of the list. */
	saved: Map<string, { change: 'added' | 'updated'; changedFields: string[] }>;
	removed: Map<string, GroupContact>;
}

/** By the group's key. */
export type PastSyncs = Map<string, PastSync>;

const SUBJECT = 'groups synced';

/** Those of the run that a memory belongs to. */
export function pastSyncsOf({ caches }: RunMemory): PastSyncs {
	const known = caches.get(SUBJECT) ?? new Map<string, unknown>();
	caches.set(SUBJECT, known);
	// Nobody else uses the subject.
	return known as PastSyncs;
}

export function pastSyncOf(past: PastSyncs, groupKey: string): PastSync {
	const known = past.get(groupKey) ?? { saved: new Map(), removed: new Map() };
	past.set(groupKey, known);
	return known;
}
