import type { IDataObject } from 'n8n-workflow';

/** What a field of a contact holds; null where it is empty. */
export type FieldValue = string | number | boolean | null;

/** Fields of a contact by the names that they have in the output, such as "firstName". */
export type ContactValues = Readonly<Record<string, FieldValue>>;

/** A contact of a group, as the gateway has it. */
export interface GroupContact {
	/** That by which it is changed and removed. */
	id: string;
	/** As the gateway stores it; '' where the row has none. */
	phone: string;
	/** Its fields; one that the row does not show is missing, and counts as different from whatever is wanted. */
	values: ContactValues;
	/**
	 * Set where the contact may have fields that the row does not show: one that is missing then cannot be compared, and is
	 * no reason to update the contact.
	 */
	isPartial?: true;
	/** Set where a save would not reach it but another contact, because the gateway makes another number of its number. */
	isSavedAsAnother?: true;
	/** The gateway's own row, for what it needs of it besides. */
	row: IDataObject;
}

/** What an input item wants of a group. */
export interface WantedContact {
	itemIndex: number;
	/** As the gateway stores it. */
	phone: string;
	/** The fields that are given, as the gateway stores them; null where one is to be cleared. Others stay as they are. */
	values: ContactValues;
}
