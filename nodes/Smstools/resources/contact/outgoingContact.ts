import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import { FieldReader } from '../../../shared/input/fieldReader';
import type { ParameterReader } from '../../../shared/input/parameterReader';
import { comparable } from '../../../shared/input/phoneNumber';
import type { OutgoingMessage } from '../../../shared/sending/outgoingMessage';
import type { Account } from '../../api/account';
import type { Choice } from '../../fields/choices';
import { choiceOf } from '../../fields/choices';
import { phoneOf } from '../../fields/values';
import { EXTRA_NAMES, ourNames } from '../../records/contact';

/** What may be said of a contact besides phone and group, by the vendor's names (vendor document a). */
export type ContactDetails = IDataObject;

/** A contact to save, checked. */
export interface OutgoingContact extends OutgoingMessage {
	recipientKey: string;
	group: Choice;
	phone: string;
	details: ContactDetails;
}

/** A contact whose group was found. */
export type ContactInGroup = Pick<OutgoingContact, 'phone' | 'details'> & { groupId: string };

/**
 * Reads the fields of Create and Create or Update.
 *
 * @throws NodeOperationError naming the field at fault
 */
export function readContact(
	context: IAllExecuteFunctions,
	account: Account,
	parameter: ParameterReader,
	itemIndex: number,
): OutgoingContact {
	const fields = new FieldReader(context.getNode(), itemIndex, parameter);
	const phone = phoneOf(fields, fields.value('phone'), 'Phone', account);
	return {
		itemIndex,
		recipientKey: comparable(phone),
		group: choiceOf(fields, 'groupId', 'Group'),
		phone,
		details: readDetails(fields, context.getTimezone()),
	};
}

/**
 * Reads what may be said of a contact. An empty field is left out: in a create it is not needed, and
 * in an update fields that are left out stay as they are (fact sheet, section 5.2). The birthday goes out as
 * "yyyy-MM-dd" (vendor document a); that `unsubscribed` takes true and false is inferred (fact sheet, section 5.1).
 *
 * @param zone n8n's time zone, in which the user enters dates
 * @throws NodeOperationError naming the field at fault
 */
export function readDetails(fields: FieldReader, zone: string): ContactDetails {
	const additional = fields.collection('additionalFields');
	const extras = EXTRA_NAMES.map((name, index): [string, string | undefined] => [
		name,
		fields.trimmedText(additional[name], `Extra ${index + 1}`),
	]);
	const details: ContactDetails = {
		firstname: fields.trimmedText(fields.value('firstName'), 'First Name'),
		lastname: fields.trimmedText(fields.value('lastName'), 'Last Name'),
		birthday: fields.day(additional.birthday, 'Birthday', zone),
		unsubscribed: fields.switch(additional.unsubscribed, 'Unsubscribed'),
		...Object.fromEntries(extras),
	};
	return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

/**
 * A contact that was saved.
 *
 * @param vendorStatus why there is no id, where there is none
 */
export function contactRow(
	{ phone, groupId, details }: ContactInGroup,
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
