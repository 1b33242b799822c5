import type { IDataObject, INode } from 'n8n-workflow';
import { Fields } from '../shared/fields';
import { textOrNull } from '../shared/values';
import type { OutgoingMessage } from '../shared/outgoingMessage';
import type { ParameterReader } from '../shared/parameterReader';
import type { Account } from './account';
import { idOf } from './ids';
import { comparable } from '../shared/phoneNumber';
import { phoneOf } from './phone';
import { saysNo } from './yesNo';
import { plainText } from '../shared/text';

/** The names of the user-defined fields (vendor document a). */
export const EXTRA_NAMES = Array.from({ length: 8 }, (_, index) => `extra${index + 1}`);

/** What may be said of a contact besides phone and group, by the vendor's names (vendor document a). */
export type ContactDetails = IDataObject;

/** A contact to save, checked. */
export interface OutgoingContact extends OutgoingMessage {
	recipientKey: string;
	groupId: string;
	phone: string;
	details: ContactDetails;
}

/**
 * Reads the fields of Create and Create or Update.
 *
 * @throws NodeOperationError naming the field at fault
 */
export function readContact(
	node: INode,
	account: Account,
	parameter: ParameterReader,
	itemIndex: number,
): OutgoingContact {
	const fields = new Fields(node, itemIndex, parameter);
	const phone = phoneOf(fields, parameter('phone', ''), 'Phone', account);
	return {
		itemIndex,
		recipientKey: comparable(phone),
		groupId: fields.id('groupId', 'Group'),
		phone,
		details: readDetails(fields, parameter),
	};
}

/**
 * Reads what may be said of a contact. An empty field is left out: in a create it is not needed, and
 * in an update fields that are left out stay as they are (fact sheet, section 5.2).
 *
 * @throws NodeOperationError naming the field at fault
 */
export function readDetails(fields: Fields, parameter: ParameterReader): ContactDetails {
	const additional = fields.collection('additionalFields');
	const extras = EXTRA_NAMES.map((name, index): [string, string | undefined] => [
		name,
		fields.trimmedText(additional[name], `Extra ${index + 1}`),
	]);
	const details: ContactDetails = {
		firstname: fields.trimmedText(parameter('firstName', ''), 'First Name'),
		lastname: fields.trimmedText(parameter('lastName', ''), 'Last Name'),
		birthday: readBirthday(fields, additional.birthday),
		unsubscribed: readUnsubscribed(additional.unsubscribed),
		...Object.fromEntries(extras),
	};
	return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

/** The vendor gives no values for it (fact sheet, section 5.1); that it takes true and false is inferred. */
function readUnsubscribed(value: unknown): boolean | undefined {
	const isEmpty = plainText(value).trim() === '';
	return isEmpty ? undefined : !saysNo(value);
}

/** "yyyy-MM-dd" (vendor document a): the day as written, whatever time and offset stand behind it. */
function readBirthday(fields: Fields, value: unknown): string | undefined {
	const written = typeof value === 'string' ? value.trim().slice(0, 10) : value;
	return fields.instant(written, 'Birthday', 'UTC')?.toFormat('yyyy-MM-dd');
}

/**
 * A contact that was saved.
 *
 * @param vendorStatus why there is no id, where there is none
 */
export function contactRow(
	{ phone, groupId, details }: OutgoingContact,
	id: string | null,
	vendorStatus: string | null,
): IDataObject {
	return {
		id,
		phone,
		groupId,
		firstName: null,
		lastName: null,
		...ourNames(details),
		vendorStatus,
	};
}

/** Fields of a contact by our names instead of the vendor's. */
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

/**
 * A row of the contact list in short. What it holds besides `phone` is not known (fact sheet,
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
