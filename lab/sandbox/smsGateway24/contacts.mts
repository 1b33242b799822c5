import { Refusal } from '../requestParameters.mts';

/** A contact list, which the parameters call a tag (vendor document 5). */
export interface ContactList {
	readonly id: number;
	readonly account: string;
	readonly title: string;
}

/** A contact of one list (vendor document 6). */
export interface Contact {
	readonly id: number;
	readonly listId: number;
	readonly phone: string;
	readonly fullname: string;
}

/** A mailing to lists, which the parameters call a paket (vendor document 7). */
export interface Newsletter {
	readonly id: number;
	readonly account: string;
	readonly title: string;
	readonly body: string;
	readonly deviceId: number;
	readonly listIds: readonly number[];
	readonly sim: number;
	/** Null: at once. */
	readonly timeToSend: Date | null;
}

/** All that the store holds. */
export type StoredContacts = Pick<Contacts, 'lists' | 'contacts' | 'newsletters'>;

export interface Contacts {
	readonly lists: readonly ContactList[];
	readonly contacts: readonly Contact[];
	readonly newsletters: readonly Newsletter[];
	/** Stores a list and returns its id. The same title twice makes two lists (not documented, inferred). */
	addList(list: Omit<ContactList, 'id'>): number;
	/** Stores a contact and returns its id. The same number twice makes two contacts (not documented, inferred). */
	addContact(contact: Omit<Contact, 'id'>): number;
	/** Stores a newsletter and returns its id. */
	addNewsletter(newsletter: Omit<Newsletter, 'id'>): number;
	/** Refuses unless the list belongs to the account. @throws Refusal (text inferred) */
	requireList(id: number, account: string): void;
	dump(): StoredContacts;
	load(stored: StoredContacts): void;
}

/** Makes the store of lists, contacts and newsletters. The first ids are those of the samples (vendor document 5, 6). */
export function createContacts(): Contacts {
	const lists: ContactList[] = [];
	const contacts: Contact[] = [];
	const newsletters: Newsletter[] = [];
	return {
		lists,
		contacts,
		newsletters,
		addList(list) {
			const id = 8303 + lists.length;
			lists.push({ id, ...list });
			return id;
		},
		addContact(contact) {
			const id = 15954765 + contacts.length;
			contacts.push({ id, ...contact });
			return id;
		},
		addNewsletter(newsletter) {
			const id = 4101 + newsletters.length;
			newsletters.push({ id, ...newsletter });
			return id;
		},
		requireList(id, account) {
			if (!lists.some((list) => list.id === id && list.account === account)) {
				throw new Refusal('Tag not found');
			}
		},
		dump: () => ({ lists, contacts, newsletters }),
		load(stored) {
			lists.push(...stored.lists);
			contacts.push(...stored.contacts);
			newsletters.push(...stored.newsletters);
		},
	};
}
