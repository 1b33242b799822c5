import { success } from '../../../shared/failure/failure';
import type { FieldReader } from '../../../shared/input/fieldReader';
import { comparable } from '../../../shared/input/phoneNumber';
import type { Account } from '../../api/account';
import { CONTACT_CHANGE } from '../../api/endpoints';
import { wireNumber } from '../../api/wireNumber';
import { optionalPhoneOf } from '../../fields/values';
import { creationOperation } from '../../gateway';
import { ourNames } from '../../records/contact';
import type { ContactDetails } from './outgoingContact';
import { readDetails } from './outgoingContact';
import { changeOf } from './requests';

interface ContactChange {
	id: string;
	phone: string | undefined;
	/** By the vendor's names. */
	changes: ContactDetails;
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
	async create({ id, phone, changes }, call) {
		const updated = await call(changeOf(id, changes));
		if (!updated.ok) return updated;
		return success({ id, ...ourNames(changes), ...(phone !== undefined && { phone }) });
	},
});

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
	const id = fields.id('contactId', 'Contact ID');
	const { phone: entered } = fields.collection('additionalFields');
	const phone = optionalPhoneOf(fields, entered, 'Phone', account);
	const groupId = fields.optionalId('additionalFields.groupId', 'Group');
	const changes = {
		...(phone !== undefined && { phone: wireNumber(phone) }),
		...(groupId !== undefined && { groupid: groupId }),
		...readDetails(fields, zone),
	};
	if (Object.keys(changes).length === 0) {
		throw fields.error(
			'There is nothing to update.',
			'Fill in First Name or Last Name, or add a field under Update Fields. If an expression fills it, check that the item has that field.',
		);
	}
	return { id, phone, changes };
}
