/** A group of contacts. */
export interface Group {
	readonly id: string;
	name: string;
}

/** The fields of a contact that a caller may give (vendor document a). */
export interface ContactFields {
	phone: string;
	groupid: string;
	firstname?: string;
	lastname?: string;
	birthday?: string;
	/** Its values are not documented (fact sheet 5.1), so that it is kept as given. */
	unsubscribed?: boolean | number | string;
	/** `extra1` to `extra8`. */
	extras: Record<string, string>;
}

/** A contact of one group. */
export type Contact = ContactFields & { readonly id: number };

/** All that the store holds. */
export interface StoredContacts {
	groups: readonly Group[];
	contacts: readonly Contact[];
	optOuts: readonly string[];
	lastId: number;
}

export interface Contacts {
	readonly groups: readonly Group[];
	readonly contacts: readonly Contact[];
	readonly optOuts: readonly string[];
	/** Adds a group and returns its id. */
	addGroup(name: string): string;
	/** Adds a contact and returns its id. */
	add(fields: ContactFields): number;
	update(id: number, changes: Partial<ContactFields>): void;
	/** Removes a contact, as somebody does on the website; such a call is not documented (fact sheet 5.3). */
	remove(id: number): void;
	/** Empties the lists of groups and contacts. */
	clear(): void;
	optOut(number: string): void;
	dump(): StoredContacts;
	load(stored: StoredContacts): void;
}

/** Makes the store of groups, contacts and opt-outs, empty at first. */
export function createContacts(): Contacts {
	const groups: Group[] = [];
	const contacts: Contact[] = [];
	const optOuts: string[] = [];
	let lastId = 730_000;
	return {
		groups,
		contacts,
		optOuts,
		addGroup(name) {
			const id = String(5001 + groups.length);
			groups.push({ id, name });
			return id;
		},
		add(fields) {
			const id = ++lastId;
			contacts.push({ ...fields, id });
			return id;
		},
		update(id, changes) {
			const contact = contacts.find((candidate) => candidate.id === id);
			if (contact === undefined) throw new Error(`There is no contact ${id}`);
			const extras = { ...contact.extras, ...changes.extras };
			Object.assign(contact, changes, { extras });
		},
		remove(id) {
			const place = contacts.findIndex((contact) => contact.id === id);
			if (place >= 0) contacts.splice(place, 1);
		},
		clear() {
			groups.length = 0;
			contacts.length = 0;
		},
		optOut(number) {
			optOuts.push(number);
		},
		dump: () => ({ groups, contacts, optOuts, lastId }),
		load(stored) {
			groups.push(...stored.groups);
			contacts.push(...stored.contacts);
			optOuts.push(...stored.optOuts);
			lastId = stored.lastId;
		},
	};
}
