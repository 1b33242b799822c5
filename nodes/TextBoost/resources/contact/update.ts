import { success } from '../../../shared/failure';
import { readUid } from '../../fieldValues';
import { operationOf } from '../../operation';
import { bodyOfChange, readContactWrite, writeContact } from './write';

/** `PATCH /contacts/{group_id}/update/{uid}` (vendor document, where the number is required). */
export const contactUpdateRouting = operationOf(async ({ api, context, fields }) => {
	const groupId = readUid(fields, 'groupId', 'Group');
	const uid = readUid(fields, 'contactId', 'Contact');
	const phone = context.getNodeParameter('phone', '');
	const write = readContactWrite(fields, phone, api.account.defaultCountryCode);
	const path = `/contacts/${groupId}/update/${uid}`;
	const call = { method: 'PATCH' as const, path, body: bodyOfChange(write) };
	const contact = await writeContact(api, call, write, { uid, ...write.row }, groupId);
	return contact.ok ? success([contact.value]) : contact;
});
