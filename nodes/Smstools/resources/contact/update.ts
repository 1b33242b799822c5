import type { IAllExecuteFunctions } from 'n8n-workflow';
import { creationOf } from '../../../shared/sending/creation';
import { success } from '../../../shared/failure/failure';
import { FieldReader } from '../../../shared/input/fieldReader';
import type { ParameterReader } from '../../../shared/input/parameterReader';
import { comparable, withoutPunctuation } from '../../../shared/input/phoneNumber';
import type { Account } from '../../api/account';
import { readAccount, SERVICE } from '../../api/account';
import type { ContactDetails } from './outgoingContact';
import { ourNames, readDetails } from './outgoingContact';
import { CONTACT_CHANGE, updateContact } from './requests';

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
export const contactUpdate = creationOf<ContactChange>(CONTACT_CHANGE, async (context) => {
	const account = await readAccount(context);
	return {
		service: SERVICE,
		defaultCountryCode: account.defaultCountryCode,
		isRepeatable: true,
		outcomeInWords: {
			nothingDone: 'Nothing was changed for any item.',
			notSent: () => 'The contact was not updated.',
			unknown: () => 'The contact may still have been updated, and can safely be updated again.',
		},
		read: (parameter, itemIndex) => readChange(context, account, parameter, itemIndex),
		numberOf: ({ phone }) => (phone === undefined ? '' : comparable(phone)),
		async create({ id, changes }, http) {
			const updated = await updateContact(context, account, http, id, changes);
			return updated.ok ? success({ id, ...ourNames(changes) }) : updated;
		},
	};
});

function readChange(
	context: IAllExecuteFunctions,
	account: Account,
	parameter: ParameterReader,
	itemIndex: number,
): ContactChange {
	const fields = new FieldReader(context.getNode(), itemIndex, parameter);
	const id = fields.id('contactId', 'Contact ID');
	const { phone: entered } = fields.collection('additionalFields');
	const phone = fields.optionalPhone(entered, 'Phone', account.defaultCountryCode);
	const groupId = fields.optionalId('additionalFields.groupId', 'Group');
	const changes = {
		...(phone !== undefined && { phone: withoutPunctuation(phone) }),
		...(groupId !== undefined && { groupid: groupId }),
		...readDetails(fields, parameter, context.getTimezone()),
	};
	if (Object.keys(changes).length === 0) {
		throw fields.error(
			'There is nothing to update.',
			'Fill in First Name or Last Name, or add a field under Update Fields. If an expression fills it, check that the item has that field.',
		);
	}
	return { id, phone, changes };
}
