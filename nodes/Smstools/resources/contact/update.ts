import { success } from '../../../shared/failure';
import { ourNames, readDetails } from '../../contact';
import { CONTACT_CHANGE, updateContact } from '../../contactRequests';
import { plainOperation } from '../../gateway';
import { phoneOf } from '../../phone';

/** Fields that are left out stay as they are (fact sheet, section 5.2). */
export const contactUpdateRouting = plainOperation(
	CONTACT_CHANGE,
	async ({ context, account, fields, target }) => {
		const id = fields.id('contactId', 'Contact ID');
		const phone = fields.trimmedText(fields.collection('additionalFields').phone, 'Phone');
		const groupId = fields.optionalId('additionalFields.groupId', 'Group');
		const changes = {
			...(phone && { phone: phoneOf(fields, phone, 'Phone', account) }),
			...(groupId && { groupid: groupId }),
			...readDetails(fields, (name, fallback) => context.getNodeParameter(name, fallback)),
		};
		if (Object.keys(changes).length === 0) {
			throw fields.error(
				'There is nothing to update.',
				'Fill in First Name or Last Name, or add a field under Update Fields. If an expression fills it, check that the item has that field.',
			);
		}
		const updated = await updateContact(context, account, target, id, changes);
		return updated.ok ? success([{ id, ...ourNames(changes) }]) : updated;
	},
);
