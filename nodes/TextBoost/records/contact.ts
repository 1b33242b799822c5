import type { IDataObject } from 'n8n-workflow';
import { isJsonObject } from '../../shared/record/json';
import { textOrNull } from '../../shared/record/values';

/** What has a place of its own in a contact, by the names of the vendor document. */
const OWN_FIELDS = ['phone', 'first_name', 'last_name'];

/**
 * A contact, simplified. Create, get and update give names among `custom_fields`, in capitals; lists
 * give them beside the number (fact sheet, section 5.3).
 *
 * @param sent what is known of the contact by the vendor document's names, such as `uid` and `first_name`: it stands
 * where the row does not have the field. What the row has is right, an empty name too.
 */
export function toContact(row: IDataObject, groupId: string, sent: IDataObject = {}): IDataObject {
	const field = (name: string) => {
		const told = toldOf(row, name);
		return textOrNull(told.length === 0 ? sent[name] : told.find((value) => value !== null));
	};
	const others = groupFieldsIn(row);
	return {
		id: textOrNull(row.uid ?? sent.uid),
		groupId,
		phone: field('phone'),
		// A name that is not there is null in some versions and empty in others.
		firstName: field('first_name') || null,
		lastName: field('last_name') || null,
		status: textOrNull(row.status),
		...(others.length > 0 && { customFields: Object.fromEntries(others) }),
	};
}

/** Whether a row tells a field that has a place of its own, by the vendor document's name for it. */
export function isTold(row: IDataObject, name: string): boolean {
	return toldOf(row, name).length > 0;
}

/** What a row tells of such a field, in the places and letter cases in which versions have it. */
function toldOf(row: IDataObject, name: string) {
	const custom = customFieldsIn(row) ?? {};
	const inCapitals = name.toUpperCase();
	return [row[name], row[inCapitals], custom[name], custom[inCapitals]].filter(
		(value) => value !== undefined,
	);
}

/** The names and values of the fields that the owner of the group has added. */
export function groupFieldsIn(row: IDataObject) {
	return Object.entries(customFieldsIn(row) ?? {}).filter(([name]) => !isOwnField(name));
}

/** The fields of its group that a row of a contact has, by their names; undefined where it tells none. */
export function customFieldsIn({ custom_fields: fields }: IDataObject): IDataObject | undefined {
	return isJsonObject(fields) ? fields : undefined;
}

/** Whether a field has a place of its own, in whatever letter case a host wants it. */
export function isOwnField(name: string): boolean {
	return OWN_FIELDS.includes(name.toLowerCase());
}
