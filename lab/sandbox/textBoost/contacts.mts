import type { Clock } from '../clock.mts';
import type { Owner } from './messages.mts';

/** A group of contacts (vendor document, groups). */
export interface Group {
	/** The number of the row in the table of everybody's groups. */
	readonly id: number;
	readonly uid: string;
	readonly owner: Owner;
	name: string;
}

/** A contact of one group (vendor document, contacts). */
export interface Contact {
	readonly id: number;
	readonly uid: string;
	readonly groupUid: string;
	phone: string;
	firstName: string | null;
	lastName: string | null;
	/** The values of its group's own fields, by tag. */
	readonly customFields: Map<string, string>;
	readonly createdAt: Date;
	updatedAt: Date;
}

export type ContactFields = Pick<Contact, 'phone' | 'firstName' | 'lastName'>;

/** All that the store holds. */
export interface StoredContacts {
	groups: readonly Group[];
	contacts: readonly Contact[];
	lastGroup: number;
	lastContact: number;
}

export interface Contacts {
	readonly groups: readonly Group[];
	readonly contacts: readonly Contact[];
	addGroup(name: string, owner?: Owner): Group;
	group(uid: string): Group | undefined;
	/** Also removes its contacts (fact sheet 2, row 9). */
	deleteGroup(uid: string): void;
	addContact(groupUid: string, fields: ContactFields): Contact;
	/** Whether a group has a number. */
	has(groupUid: string, phone: string): boolean;
	contact(uid: string): Contact | undefined;
	deleteContact(uid: string): void;
	dump(): StoredContacts;
	load(stored: StoredContacts): void;
}

/** Makes the store of groups and contacts, empty at first. */
export function createContacts(clock: Clock, newUid: () => string): Contacts {
	let groups: Group[] = [];
	let contacts: Contact[] = [];
	// Somebody else's row is always there already (recorded: `group_id`).
	let lastGroup = 1;
	let lastContact = 0;
	return {
		get groups() {
			return groups;
		},
		get contacts() {
			return contacts;
		},
		addGroup(name, owner = 'own') {
			lastGroup += 1;
			const group = { id: lastGroup, uid: newUid(), owner, name };
			groups.push(group);
			return group;
		},
		group: (uid) => groups.find((group) => group.uid === uid),
		deleteGroup(uid) {
			groups = groups.filter((group) => group.uid !== uid);
			contacts = contacts.filter(({ groupUid }) => groupUid !== uid);
		},
		addContact(groupUid, fields) {
			lastContact += 1;
			const createdAt = clock.now();
			const ids = { id: lastContact, uid: newUid(), groupUid };
			const customFields = new Map<string, string>();
			const contact = { ...ids, ...fields, customFields, createdAt, updatedAt: createdAt };
			contacts.push(contact);
			return contact;
		},
		has: (groupUid, phone) =>
			contacts.some((contact) => contact.groupUid === groupUid && contact.phone === phone),
		contact: (uid) => contacts.find((contact) => contact.uid === uid),
		deleteContact(uid) {
			contacts = contacts.filter((contact) => contact.uid !== uid);
		},
		dump: () => ({ groups, contacts, lastGroup, lastContact }),
		load(stored) {
			groups = [...stored.groups];
			contacts = [...stored.contacts];
			({ lastGroup, lastContact } = stored);
		},
	};
}
