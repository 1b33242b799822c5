import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record/json';
import { textOrNull } from '../../shared/record/values';

/**
 * A contact, simplified. Create, get and update give names among `custom_fields`, in capitals; lists
 * give them beside the number (fact sheet, section 5.3).
 */
export function toContact(row: IDataObject, groupId: string): IDataObject {
	const custom = isRecord(row.custom_fields) ? row.custom_fields : {};
	const field = (name: string) =>
		textOrNull(row[name] ?? row[name.toUpperCase()] ?? custom[name] ?? custom[name.toUpperCase()]);
	return {
		id: textOrNull(row.uid),
		groupId,
		phone: field('phone'),
		// A name that is not there is null in some versions and empty in others.
		firstName: field('first_name') || null,
		lastName: field('last_name') || null,
		status: textOrNull(row.status),
	};
}
