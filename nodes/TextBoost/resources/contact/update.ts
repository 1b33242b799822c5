import { success } from '../../../shared/failure';
import { readUid } from '../../fieldValues';
import { operationOf } from '../../operation';
import { readContactWrite, writeContact } from './write';

/** `PATCH /contacts/{group_id}/update/{uid}` (vendor document, where the number is required). */
export const contactUpdateRouting = operationOf(async (asking) => {
	const { api, fields } = asking;
	const groupId = readUid(fields, 'groupId', 'Group');
	const uid = readUid(fields, 'contactId', 'Contact');
	const { body, row } = readContactWrite(asking);
	const path = `/contacts/${groupId}/update/${uid}`;
	const written = { uid, ...row };
	const call = { method: 'PATCH' as const, path, body };
	const contact = await writeContact(api, fields, call, written, groupId);
	return contact.ok ? success([contact.value]) : contact;
});
