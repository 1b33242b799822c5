import { filled } from '../../../shared/endpoint';
import { success } from '../../../shared/failure';
import { CONTACT_CHANGE } from '../../endpoints';
import { readUid } from '../../fieldValues';
import { operationOf } from '../../operation';
import { bodyOfChange, readContactWrite, writeContact } from './write';

/** The vendor document requires the number. */
export const contactUpdateRouting = operationOf(
	CONTACT_CHANGE,
	async ({ api, endpoint, context, fields }) => {
		const groupId = readUid(fields, 'groupId', 'Group');
		const uid = readUid(fields, 'contactId', 'Contact');
		const phone = context.getNodeParameter('phone', '');
		const write = readContactWrite(fields, phone, api.account.defaultCountryCode);
		const call = { ...filled(endpoint, { group_id: groupId, uid }), body: bodyOfChange(write) };
		const contact = await writeContact(api, call, write, { uid, ...write.row }, groupId);
		return contact.ok ? success([contact.value]) : contact;
	},
);
