import { comparable } from '../input/phoneNumber';
import type { RunMemory } from '../operations/runMemory';
import type { GroupContact } from './contact';

/** What happened to a contact that was saved. */
export interface PastSave {
	change: 'added' | 'updated';
	changedFields: string[];
}

/** What earlier tries of a run did to a group, so that the last one can tell of the whole run, and keep to its limits. */
export interface PastSync {
	/** By id, or by number where the gateway does not tell the id. */
	saved: Map<string, PastSave>;
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

/** Notes that a contact was saved, after what was noted of it before. */
export function noteSave({ saved }: PastSync, contact: SavedIdentity, save: PastSave): void {
	const before = pastSaveOf({ saved }, contact);
	saved.set(keysOf(contact)[0], {
		change: before?.change === 'added' ? 'added' : save.change,
		changedFields: [...new Set([...(before?.changedFields ?? []), ...save.changedFields])],
	});
}

/** What was noted of a contact. */
export function pastSaveOf(
	{ saved }: Pick<PastSync, 'saved'>,
	contact: SavedIdentity,
): PastSave | undefined {
	return keysOf(contact).flatMap((key) => saved.get(key) ?? [])[0];
}

/** By what a contact that was saved is known; the id is null where the gateway does not tell it. */
interface SavedIdentity {
	id: string | null;
	phone: string;
}

function keysOf({ id, phone }: SavedIdentity): [string, ...string[]] {
	const byNumber = `number ${comparable(phone)}`;
	return id === null ? [byNumber] : [`id ${id}`, byNumber];
}

export function pastSyncOf(past: PastSyncs, groupKey: string): PastSync {
	const known = past.get(groupKey) ?? { saved: new Map(), removed: new Map() };
	past.set(groupKey, known);
	return known;
}
