/** A group of contacts (vendor document, groups). */
export interface Group {
	readonly uid: string;
	name: string;
}

/** A contact of one group (vendor document, contacts). */
export interface Contact {
	readonly uid: string;
	readonly groupUid: string;
	phone: string;
	firstName: string | null;
	lastName: string | null;
}

export type ContactFields = Pick<Contact, 'phone' | 'firstName' | 'lastName'>;

export interface Contacts {
	readonly groups: readonly Group[];
	readonly contacts: readonly Contact[];
	addGroup(name: string): Group;
	group(uid: string): Group | undefined;
	/** Also removes its contacts (fact sheet 2, row 9). */
	deleteGroup(uid: string): void;
	/** Undefined where the group has this number already (fact sheet 8). */
	addContact(groupUid: string, fields: ContactFields): Contact | undefined;
	contact(groupUid: string, uid: string): Contact | undefined;
	deleteContact(uid: string): void;
}

/** Makes the store of groups and contacts, empty at first. */
export function createContacts(newUid: () => string): Contacts {
	let groups: Group[] = [];
	let contacts: Contact[] = [];
	return {
		get groups() {
			return groups;
		},
		get contacts() {
			return contacts;
		},
		addGroup(name) {
			const group = { uid: newUid(), name };
			groups.push(group);
			return group;
		},
		group: (uid) => groups.find((group) => group.uid === uid),
		deleteGroup(uid) {
			groups = groups.filter((group) => group.uid !== uid);
			contacts = contacts.filter(({ groupUid }) => groupUid !== uid);
		},
		addContact(groupUid, fields) {
			const isThere = contacts.some(
				(contact) => contact.groupUid === groupUid && contact.phone === fields.phone,
			);
			if (isThere) return undefined;
			const contact = { uid: newUid(), groupUid, ...fields };
			contacts.push(contact);
			return contact;
		},
		contact: (groupUid, uid) =>
			contacts.find((contact) => contact.groupUid === groupUid && contact.uid === uid),
		deleteContact(uid) {
			contacts = contacts.filter((contact) => contact.uid !== uid);
		},
	};
}
