import { success } from '../../../shared/failure';
import { readUid } from '../../fieldValues';
import { operationOf } from '../../operation';
import { readContactWrite, writeContact } from './write';

/** `POST /contacts/{group_id}/store` (vendor document). */
export const contactCreateRouting = operationOf(async (asking) => {
	const { api, fields } = asking;
	const groupId = readUid(fields, 'groupId', 'Group');
	const { body, row } = readContactWrite(asking);
	const path = `/contacts/${groupId}/store`;
	const contact = await writeContact(api, fields, { method: 'POST', path, body }, row, groupId);
	return contact.ok ? success([contact.value]) : contact;
});
