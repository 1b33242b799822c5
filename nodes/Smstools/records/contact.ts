import type { IDataObject } from 'n8n-workflow';
import { textOrNull } from '../../shared/record/values';
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
