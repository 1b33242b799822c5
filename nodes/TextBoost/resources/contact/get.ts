import { success } from '../../../shared/failure';
import { toContact } from '../../contact';
import { readUid } from '../../fieldValues';
import { operationOf } from '../../operation';
import { readRecord } from '../../rows';

/** `POST /contacts/{group_id}/search/{uid}` (vendor document). */
export const contactGetRouting = operationOf(async ({ api, fields }) => {
	const groupId = readUid(fields, 'groupId', 'Group');
	const path = `/contacts/${groupId}/search/${readUid(fields, 'contactId', 'Contact')}`;
	const answer = await api.call({ method: 'POST', path });
	const row = answer.ok ? readRecord(api, answer.value, 'a contact') : answer;
	if (!row.ok) return row;
	return success([fields.flag('simplify', true) ? toContact(row.value, groupId) : row.value]);
});
