import { filled } from '../../../shared/endpoint';
import { success } from '../../../shared/failure';
import { CONTACT_CHANGE } from '../../endpoints';
import { readUid } from '../../fieldValues';
import { plainOperation } from '../../gateway';
import { bodyOfChange, readContactWrite, writeContact } from './write';

/** The vendor document requires the number. */
export const contactUpdateRouting = plainOperation(
	CONTACT_CHANGE,
	async ({ api, endpoint, fields }) => {
		const groupId = readUid(fields, 'groupId', 'Group');
		const uid = readUid(fields, 'contactId', 'Contact');
		const write = readContactWrite(fields, api.account.defaultCountryCode);
		const call = { ...filled(endpoint, { group_id: groupId, uid }), body: bodyOfChange(write) };
		const contact = await writeContact(api, call, write, { uid, ...write.row }, groupId);
		return contact.ok ? success([contact.value]) : contact;
	},
);
