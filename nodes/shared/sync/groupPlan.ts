import { comparable } from '../input/phoneNumber';
import type { ContactValues, FieldValue, GroupContact, WantedContact } from './contact';
import { mayBeAmong, numbersMeantBy } from './sameNumber';

/** What is to be done for an input item; several where the gateway has several contacts with its number. */
export type PlannedChange =
	| { change: 'added'; wanted: WantedContact }
	| { change: 'updated'; wanted: WantedContact; contact: GroupContact; changed: ContactValues }
	| { change: 'unchanged'; wanted: WantedContact; contact: GroupContact }
	| { change: 'duplicate'; wanted: WantedContact; firstItem: number };

/** What brings a group to a list. */
export interface GroupPlan {
	/** In the order of the items. */
	changes: PlannedChange[];
	/** The contacts of the group that are not in the list. */
	others: GroupContact[];
	/** Those of them that certainly are nobody in the list. */
	removable: GroupContact[];
}

/**
 * Compares a group with a list. Of items with one number the first counts; all contacts with a number are brought to its
 * values.
 *
 * @param defaultCountryCode that with which the numbers of the list were read
 */
export function planGroup(
	contacts: readonly GroupContact[],
	list: readonly WantedContact[],
	defaultCountryCode: string,
): GroupPlan {
	const firstItems = new Map<string, number>();
	for (const { phone, itemIndex } of list) {
		const number = comparable(phone);
		if (!firstItems.has(number)) firstItems.set(number, itemIndex);
	}
	const held = new Map<string, GroupContact[]>();
	const others: GroupContact[] = [];
	for (const contact of contacts) {
		const meant = numbersMeantBy(contact.phone, defaultCountryCode);
		const number = meant.find((one) => firstItems.has(one));
		if (number === undefined) others.push(contact);
		else held.set(number, [...(held.get(number) ?? []), contact]);
	}
	const mayBeListed = mayBeAmong(firstItems.keys());
	return {
		changes: list.flatMap((wanted) => {
			const number = comparable(wanted.phone);
			const firstItem = firstItems.get(number) ?? wanted.itemIndex;
			if (firstItem !== wanted.itemIndex) return [{ change: 'duplicate', wanted, firstItem }];
			const found = held.get(number);
			return found
				? found.map((contact) => toValues(contact, wanted))
				: [{ change: 'added', wanted }];
		}),
		others,
		removable: others.filter(({ phone }) => !mayBeListed(comparable(phone))),
	};
}

function toValues(contact: GroupContact, wanted: WantedContact): PlannedChange {
	const changed = Object.entries(wanted.values).filter(
		([name, value]) =>
			!isSame(contact.values[name], value) && !(contact.isPartial && !(name in contact.values)),
	);
	if (changed.length === 0) return { change: 'unchanged', wanted, contact };
	return { change: 'updated', wanted, contact, changed: Object.fromEntries(changed) };
}

function isSame(held: FieldValue | undefined, wanted: FieldValue): boolean {
	return held !== undefined && (held === '' ? null : held) === (wanted === '' ? null : wanted);
}
