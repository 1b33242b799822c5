import type { IDataObject } from 'n8n-workflow';
import { textOrNull } from '../../shared/record/values';
import type { ContactValues, FieldValue } from '../../shared/sync/contact';
import { idOf } from '../api/ids';

/** Fields of a contact, by our names instead of vendor names. */
export function ourNames(fields: IDataObject): IDataObject {
	const names: Record<string, string> = {
		firstname: 'firstName',
		groupid: 'groupId',
		lastname: 'lastName',
	};
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [names[name] ?? name, value]),
	);
}

/** The group of a row of the contact list; null where it does not tell (fact sheet, section 5.3). */
export function groupOf(row: IDataObject): string | null {
	return textOrNull(row.groupid) ?? textOrNull(row.groupId);
}

/** Whether a row of the contact list says in which group the contact is, or that it is in none. */
export function tellsGroup(row: IDataObject): boolean {
	return 'groupid' in row || 'groupId' in row;
}

/** The names of the user-defined fields (vendor document a). */
export const EXTRA_NAMES = Array.from({ length: 8 }, (_, index) => `extra${index + 1}`);

/** The fields of a contact besides its number and group, by our names and in the order of the output. */
export const CONTACT_FIELDS = ['firstName', 'lastName', 'birthday', ...EXTRA_NAMES, 'unsubscribed'];

/** Fields of a contact, by vendor names instead of ours. */
export function vendorNames(fields: IDataObject): IDataObject {
	const names: Record<string, string> = { firstName: 'firstname', lastName: 'lastname' };
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [names[name] ?? name, value]),
	);
}

/**
 * The fields of a row of the contact list in the form in which they are saved, by our names. One that the row does not
 * show, or shows as what cannot be read, is missing. That an empty `unsubscribed` means no is inferred: neither its
 * values nor the fields of rows are documented (fact sheet, sections 5.1 and 5.3).
 */
export function contactValues(row: IDataObject): ContactValues {
	const values: Record<string, FieldValue> = {};
	const shown = ourNames(row);
	for (const name of CONTACT_FIELDS) {
		if (!(name in shown)) continue;
		const value = (VALUE_READERS[name] ?? readText)(shown[name]);
		if (value !== undefined) values[name] = value;
	}
	return values;
}

type ValueReader = (value: unknown) => FieldValue | undefined;

const DAY = /^\d{4}-\d{2}-\d{2}(?=$|[ T])/;
/** What databases have where there is none. */
const NO_DAY = '0000-00-00';

const VALUE_READERS: Record<string, ValueReader | undefined> = {
	birthday(value) {
		const text = readText(value);
		if (text === undefined || text === null) return text;
		const [day = text] = DAY.exec(text) ?? [];
		return day === NO_DAY ? null : day;
	},
	unsubscribed(value) {
		if (typeof value === 'boolean') return value;
		const text = readText(value);
		if (text === undefined) return undefined;
		if (text === null || ['', '0', 'false'].includes(text)) return false;
		return ['1', 'true'].includes(text) ? true : text;
	},
};

function readText(value: unknown): string | null | undefined {
	return value === null ? null : (textOrNull(value) ?? undefined);
}

/** First and last name of a row of the contact list; '' where it has neither. */
export function fullNameOf(row: IDataObject): string {
	return [row.firstname, row.lastname]
		.map((name) => textOrNull(name)?.trim())
		.filter(Boolean)
		.join(' ');
}

/**
 * A row of the contact list, simplified. What it holds besides `phone` is not known (fact sheet,
 * section 5.3); a row without phone and id is passed on as it came.
 */
export function toContact(row: IDataObject): IDataObject {
	const id = idOf(row);
	const phone = textOrNull(row.phone);
	if (id === null && phone === null) return row;
	return {
		id,
		phone,
		groupId: groupOf(row),
		firstName: textOrNull(row.firstname),
		lastName: textOrNull(row.lastname),
		birthday: textOrNull(row.birthday),
		unsubscribed: row.unsubscribed ?? null,
	};
}
