import type { Reading } from '../../../shared/failure/failure';
import { success } from '../../../shared/failure/failure';
import type { FieldReader } from '../../../shared/input/fieldReader';
import { comparable } from '../../../shared/input/phoneNumber';
import type { Account } from '../../api/account';
import { CONTACT_CHANGE } from '../../api/endpoints';
import { wireNumber } from '../../api/wireNumber';
import type { Choice, Finder } from '../../fields/choices';
import { choiceOf, optionalChoiceOf } from '../../fields/choices';
import { optionalPhoneOf } from '../../fields/values';
import { creationOperation } from '../../gateway';
import { ourNames } from '../../records/contact';
import type { ContactDetails } from './outgoingContact';
import { readDetails } from './outgoingContact';
import { changeOf } from './requests';

interface ContactChange {
	contact: Choice;
	/** The one that it is moved to. */
	group: Choice | undefined;
	phone: string | undefined;
	details: ContactDetails;
}

/**
 * Fields that are left out stay as they are (fact sheet, section 5.2). What may have been changed may be changed again:
 * it does no harm.
 */
export const contactUpdate = creationOperation(CONTACT_CHANGE, {
	isRepeatable: true,
	outcomeInWords: {
		nothingDone: 'Nothing was changed for any item.',
		notSent: () => 'The contact was not updated.',
		unknown: () => 'The contact may still have been updated, and can safely be updated again.',
	},
	read: readChange,
	numberOf: ({ phone }) => (phone === undefined ? '' : comparable(phone)),
	async create({ contact, group, phone, details }, call, find) {
		const id = await find.contactId(contact);
		if (!id.ok) return id;
		const groupId = await optionalGroupId(group, find);
		if (!groupId.ok) return groupId;
		const changes = {
			...(groupId.value !== undefined && { groupid: groupId.value }),
			...(phone !== undefined && { phone: wireNumber(phone) }),
			...details,
		};
		const updated = await call(changeOf(id.value, changes));
		if (!updated.ok) return updated;
		return success({
			id: id.value,
			...ourNames(changes),
			...(phone !== undefined && { phone }),
		});
	},
});

async function optionalGroupId(
	group: Choice | undefined,
	find: Finder,
): Promise<Reading<string | undefined>> {
	return group === undefined ? success(undefined) : await find.groupId(group);
}

/** @param zone n8n's time zone, in which the user enters dates */
function readChange({
	account,
	fields,
	zone,
}: {
	account: Account;
	fields: FieldReader;
	zone: string;
}): ContactChange {
	const contact = choiceOf(fields, 'contactId', 'Contact');
	const group = optionalChoiceOf(fields, 'groupId', 'Group');
	const phone = optionalPhoneOf(fields, fields.value('phone'), 'Phone', account);
	const details = readDetails(fields, zone);
	if (group === undefined && phone === undefined && Object.keys(details).length === 0) {
		throw fields.error(
			'There is nothing to update.',
			'Fill in Group, Phone, First Name or Last Name, or add a field under Update Fields. If an expression fills it, check that the item has that field.',
		);
	}
	return { contact, group, phone, details };
}
