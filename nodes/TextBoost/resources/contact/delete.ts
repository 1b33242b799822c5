import { success } from '../../../shared/failure';
import { readUid } from '../../fieldValues';
import { operationOf } from '../../operation';

/** `DELETE /contacts/{group_id}/delete/{uid}` (vendor document). */
export const contactDeleteRouting = operationOf(async ({ api, fields }) => {
	const groupId = readUid(fields, 'groupId', 'Group');
	const path = `/contacts/${groupId}/delete/${readUid(fields, 'contactId', 'Contact')}`;
	const answer = await api.call({ method: 'DELETE', path });
	return answer.ok ? success([{ deleted: true }]) : answer;
});
