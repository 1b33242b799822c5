import type { Failure, Reading } from '../failure/failure';
import type { WantedContact } from './contact';
import type { GroupSettings } from './groupSettings';
import { settingsOfGroup } from './groupSettings';
import type { ListedItem } from './listedItems';
import type { Asking, SyncAdapter } from './syncAdapter';

/** A group with what the input items want of it. */
export interface ListedGroup {
	key: string;
	id: string;
	/** As the user chose it first. */
	name: string;
	/** What the group is to hold, in the order of the items; at least one. */
	list: WantedContact[];
	settings: GroupSettings;
}

/** The groups of the items, and why those of some items were not found. */
export interface FoundGroups {
	groups: ListedGroup[];
	notFound: Map<number, Failure>;
}

/** Finds the groups of items, each name once. */
export async function findGroups(
	items: readonly ListedItem[],
	adapter: SyncAdapter,
	asking: Asking,
): Promise<FoundGroups> {
	const idsByName = new Map<string, Reading<string>>();
	for (const { group } of items) {
		if (!('name' in group) || idsByName.has(group.name) || !adapter.findGroup) continue;
		idsByName.set(group.name, await adapter.findGroup(group.name, asking));
	}
	const notFound = new Map<number, Failure>();
	const byKey = new Map<string, { id: string; name: string; items: ListedItem[] }>();
	for (const item of items) {
		const { group, wanted } = item;
		const found = 'name' in group ? idsByName.get(group.name) : undefined;
		if (found?.ok === false) {
			notFound.set(wanted.itemIndex, { ...found.failure, outcome: 'notSent' });
			continue;
		}
		const id = found?.value ?? ('id' in group ? group.id : group.name);
		const key = adapter.groupKeyOf?.(id) ?? id;
		const known = byKey.get(key) ?? { id, name: item.groupName, items: [] };
		known.items.push(item);
		byKey.set(key, known);
	}
	return {
		notFound,
		groups: [...byKey].map(([key, { id, name, items: ofGroup }]) => ({
			key,
			id,
			name,
			list: ofGroup.map(({ wanted }) => wanted),
			settings: settingsOfGroup(ofGroup.map(({ settings }) => settings)),
		})),
	};
}
