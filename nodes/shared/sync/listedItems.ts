import { attempt } from '../failure/thrown';
import { comparable } from '../input/phoneNumber';
import { FieldReader } from '../input/fieldReader';
import { hasNoCountryCode } from '../input/localNumber';
import { isRecord } from '../record/json';
import { quoted } from '../record/text';
import type { WantedContact } from './contact';
import { GivenFields } from './givenFields';
import type { ItemSettings } from './groupSettings';
import { readItemSettings } from './groupSettings';
import type { GroupReference, SyncAdapter } from './syncAdapter';
import type { SyncContext } from './syncContext';

/** An input item that could be read. */
export interface ListedItem {
	group: GroupReference;
	/** The group as the user chose it: its name, as far as that is known. */
	groupName: string;
	wanted: WantedContact;
	settings: ItemSettings;
	/** Whether the unchanged of it come out. */
	showsUnchanged: boolean;
}

/** Reads the items; of one that cannot be read, why. */
export async function readItems(
	context: SyncContext,
	adapter: SyncAdapter,
): Promise<Map<number, ListedItem | Error>> {
	const items = new Map<number, ListedItem | Error>();
	for (const itemIndex of context.itemIndexes) {
		items.set(itemIndex, await attempt(() => readItem(context, adapter, itemIndex)));
	}
	return items;
}

function readItem(context: SyncContext, adapter: SyncAdapter, itemIndex: number): ListedItem {
	const fields = new FieldReader(context.node, itemIndex, context.parametersOf(itemIndex));
	const { clearEmptyValues, changesOnly } = fields.collection('options');
	const clears = fields.switch(clearEmptyValues, 'Empty Values Clear') ?? false;
	const group = adapter.readGroup(fields);
	const contact = adapter.readContact(fields, new GivenFields(context.node, fields, clears));
	if (hasNoCountryCode(comparable(contact.phone))) {
		throw fields.error(
			`Phone is ${quoted(contact.phone)}, which has no country code, so it cannot be compared with the numbers in the group.`,
			'Enter the number with its country code, e.g. +33612345678, or fill in Default Country Code in the credential.',
		);
	}
	return {
		group,
		groupName: nameOf(group, context),
		wanted: { itemIndex, ...contact },
		settings: readItemSettings(fields),
		showsUnchanged: !(fields.switch(changesOnly, 'Changes Only') ?? false),
	};
}

/** From a list, n8n keeps the name beside the id. */
function nameOf(group: GroupReference, { node }: SyncContext): string {
	if ('name' in group) return group.name;
	const chosen: unknown = node.parameters.groupId;
	const isChosen = isRecord(chosen) && chosen.mode === 'list' && chosen.value === group.id;
	const name: unknown = isChosen ? chosen.cachedResultName : undefined;
	return typeof name === 'string' && name !== '' ? name : group.id;
}
