import type { FieldReader } from '../input/fieldReader';
import type { RemovalLimit } from './removalLimit';
import { DEFAULT_MOST_REMOVALS, mostRemovals, readRemovalLimit } from './removalLimit';

/** What the user set for the group of an item. */
export interface ItemSettings {
	removeMissing: boolean;
	onlyShowChanges: boolean;
	limit: RemovalLimit;
}

/** What holds for a group. */
export interface GroupSettings {
	removeMissing: boolean;
	onlyShowChanges: boolean;
	limits: RemovalLimit[];
}

/**
 * Reads what holds for the whole group of an item.
 *
 * @throws NodeOperationError naming the field at fault
 */
export function readItemSettings(fields: FieldReader): ItemSettings {
	const { mostRemovals: limit = DEFAULT_MOST_REMOVALS } = fields.collection('options');
	return {
		removeMissing:
			fields.switch(fields.value('removeMissing'), 'Remove Contacts Not in the Input') ?? false,
		onlyShowChanges: fields.switch(fields.value('onlyShowChanges'), 'Only Show Changes') ?? false,
		limit: readRemovalLimit(fields, limit),
	};
}

/** Where the items of a group differ, whatever changes less holds. */
export function settingsOfGroup(items: readonly ItemSettings[]): GroupSettings {
	return {
		removeMissing: items.every(({ removeMissing }) => removeMissing),
		onlyShowChanges: items.some(({ onlyShowChanges }) => onlyShowChanges),
		limits: [...new Map(items.map(({ limit }) => [JSON.stringify(limit), limit])).values()],
	};
}

/** The limit that allows the fewest of this many contacts to be removed. */
export function strictestLimit({ limits }: GroupSettings, contacts: number): RemovalLimit {
	return limits.reduce((strictest, limit) =>
		mostRemovals(limit, contacts) < mostRemovals(strictest, contacts) ? limit : strictest,
	);
}
