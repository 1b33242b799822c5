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

export interface Contacts {
	readonly all: readonly Contact[];
	/** Stores contacts. One with the same number, group and account is replaced, under a new id (fact sheet 6). */
	save(contacts: ReadonlyArray<Omit<Contact, 'id'>>): void;
	remove(ids: readonly number[]): void;
	ofGroups(accountId: number, groups: readonly string[]): Contact[];
}

/** Makes the store of contacts, empty at first. The first id is that of the sample (vendor document). */
export function createContacts(): Contacts {
	let all: Contact[] = [];
	let nextId = 20;
	return {
		get all() {
			return all;
		},
		save(contacts) {
			for (const contact of contacts) {
				all = all.filter(
					({ accountId, phone, group }) =>
						accountId !== contact.accountId || phone !== contact.phone || group !== contact.group,
				);
				all.push({ ...contact, id: nextId++ });
			}
		},
		remove(ids) {
			all = all.filter(({ id }) => !ids.includes(id));
		},
		ofGroups: (accountId, groups) =>
			all.filter((contact) => contact.accountId === accountId && groups.includes(contact.group)),
	};
}
