import { comparable } from '../input/phoneNumber';
import type { ContactValues, FieldValue, GroupContact, WantedContact } from './contact';
import { meaningsAmong, numbersMeantBy, numbersReadFrom } from './sameNumber';

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
	/** The contacts of the group that are not in the list, as far as that is known. */
	others: GroupContact[];
	/** Those of them that certainly are nobody in the list. */
	removable: GroupContact[];
	/** Whom in the list the other ones may be, in another spelling of the number; nobody where the digits do not tell. */
	mayBe: Map<GroupContact, WantedContact[]>;
}

/**
 * Compares a group with a list. Of items with one number the first counts; all contacts with a number are brought to its
 * values. A contact whose number may be a listed one in another spelling is the listed one where the default country code
 * makes that number of it and it may be no other one, and nobody else in the group has that number; else it is kept as it
 * is, beside the one that is added.
 *
 * @param defaultCountryCode that with which the numbers of the list were read
 */
export function planGroup(
	contacts: readonly GroupContact[],
	list: readonly WantedContact[],
	defaultCountryCode: string,
): GroupPlan {
	const wantedByNumber = new Map<string, WantedContact>();
	for (const wanted of list) {
		const number = comparable(wanted.phone);
		if (!wantedByNumber.has(number)) wantedByNumber.set(number, wanted);
	}
	const held = new Map<string, GroupContact[]>();
	const hold = (number: string, contact: GroupContact) =>
		held.set(number, [...(held.get(number) ?? []), contact]);
	const notFound: GroupContact[] = [];
	for (const contact of contacts) {
		const meant = contact.isSavedAsAnother ? [] : numbersMeantBy(contact.phone, defaultCountryCode);
		const number = meant.find((one) => wantedByNumber.has(one));
		if (number === undefined) notFound.push(contact);
		else hold(number, contact);
	}
	const meaningsOf = notFound.length > 0 ? meaningsAmong(wantedByNumber.keys()) : () => [];
	const isHeld = new Set(held.keys());
	const others: GroupContact[] = [];
	const mayBe: GroupPlan['mayBe'] = new Map();
	for (const contact of notFound) {
		const read = numbersReadFrom(contact.phone, defaultCountryCode);
		const spelled = meaningsOf(comparable(contact.phone));
		const meanings = spelled && [
			...new Set([...spelled, ...read.filter((one) => wantedByNumber.has(one))]),
		];
		const [number, ...more] = meanings ?? [];
		const isCertain =
			number !== undefined &&
			more.length === 0 &&
			!isHeld.has(number) &&
			!contact.isSavedAsAnother &&
			read.includes(number);
		if (isCertain) {
			hold(number, contact);
			continue;
		}
		others.push(contact);
		if (meanings?.length === 0) continue;
		mayBe.set(
			contact,
			(meanings ?? []).flatMap((one) => wantedByNumber.get(one) ?? []),
		);
	}
	return {
		changes: list.flatMap((wanted) => {
			const number = comparable(wanted.phone);
			const firstItem = wantedByNumber.get(number)?.itemIndex ?? wanted.itemIndex;
			if (firstItem !== wanted.itemIndex) return [{ change: 'duplicate', wanted, firstItem }];
			const found = held.get(number);
			return found
				? found.map((contact) => toValues(contact, wanted))
				: [{ change: 'added', wanted }];
		}),
		others,
		removable: others.filter((contact) => !mayBe.has(contact)),
		mayBe,
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
