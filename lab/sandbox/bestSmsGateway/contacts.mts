import { areSame, comparable, storedText } from './database.mts';
import { DatabaseFailure } from './refusal.mts';

/** The lengths of the columns (fact sheet 6). */
const MOST_NAME = 25;
const MOST_GROUP = 84;

/** A contact of one group (vendor document, `fetch_contacts`). */
export interface Contact {
	readonly id: number;
	readonly accountId: number;
	readonly userId: number;
	readonly phone: string;
	readonly firstname: string;
	readonly lastname: string;
	readonly group: string;
	/** Unix seconds. */
	readonly time: number;
}

type Names = Pick<Contact, 'firstname' | 'lastname'>;

/** A contact to be saved. Of one that came as a plain number there are no names. */
export type NewContact = Omit<Contact, 'id' | keyof Names> & Partial<Names>;

/** All that the store holds. */
export interface StoredContacts {
	contacts: readonly Contact[];
	nextId: number;
}

export interface Contacts {
	readonly all: readonly Contact[];
	/**
	 * Stores contacts. One with the same number, group and account is replaced, under a new id (fact sheet 6): the script
	 * inserts first and then deletes the older one, so that it is never missing (fact sheet 13).
	 *
	 * @throws DatabaseFailure when only some have names: one insert takes no rows of different columns (recorded: "save
	 * mixed")
	 */
	save(contacts: readonly NewContact[]): void;
	remove(ids: readonly number[]): void;
	ofGroups(accountId: number, groups: readonly string[]): Contact[];
	/** A number's contacts in all groups, oldest id first. */
	ofNumber(accountId: number, phone: string): Contact[];
	dump(): StoredContacts;
	load(stored: StoredContacts): void;
}

/** Makes the store of contacts, empty at first. */
export function createContacts(): Contacts {
	/** By number and then group, so that a replaced contact goes to the end of both. */
	const byNumber = new Map<string, Map<string, Contact>>();
	const byId = new Map<number, Contact>();
	let nextId = 1;

	function groupsOf(accountId: number, phone: string): Map<string, Contact> {
		const key = `${accountId} ${phone}`;
		const groups = byNumber.get(key) ?? new Map<string, Contact>();
		byNumber.set(key, groups);
		return groups;
	}

	function remove({ id, accountId, phone, group }: Contact): void {
		byId.delete(id);
		groupsOf(accountId, phone).delete(comparable(group));
	}

	function put(contact: Contact): void {
		groupsOf(contact.accountId, contact.phone).set(comparable(contact.group), contact);
		byId.set(contact.id, contact);
	}

	return {
		get all() {
			return [...byId.values()];
		},
		save(contacts) {
			const withNames = contacts.filter(({ firstname }) => firstname !== undefined);
			if (withNames.length > 0 && withNames.length < contacts.length) {
				throw new DatabaseFailure('Rows of one insert have different columns');
			}
			for (const contact of contacts) {
				const saved = {
					...contact,
					id: nextId++,
					firstname: storedText(contact.firstname ?? '', MOST_NAME),
					lastname: storedText(contact.lastname ?? '', MOST_NAME),
					group: storedText(contact.group, MOST_GROUP),
				};
				const replaced = groupsOf(saved.accountId, saved.phone).get(comparable(saved.group));
				if (replaced !== undefined) remove(replaced);
				put(saved);
			}
		},
		remove(ids) {
			for (const id of ids) {
				const contact = byId.get(id);
				if (contact !== undefined) remove(contact);
			}
		},
		ofGroups: (accountId, groups) =>
			[...byId.values()].filter(
				(contact) =>
					contact.accountId === accountId && groups.some((group) => areSame(contact.group, group)),
			),
		ofNumber: (accountId, phone) => [...groupsOf(accountId, phone).values()],
		dump: () => ({ contacts: [...byId.values()], nextId }),
		load(stored) {
			for (const contact of stored.contacts) put(contact);
			nextId = stored.nextId;
		},
	};
}

/** A group's name without what the gateway takes out of it (fact sheet 6). */
export function cleanGroupName(name: string): string {
	return name.replace(/[,'"]/g, '');
}
