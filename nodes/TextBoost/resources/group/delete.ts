import { success } from '../../../shared/failure';
import { readUid } from '../../fieldValues';
import { operationOf } from '../../operation';

/** `DELETE /contacts/{group_id}` (vendor document). */
export const groupDeleteRouting = operationOf(async ({ api, fields }) => {
	const path = `/contacts/${readUid(fields, 'groupId', 'Group')}`;
	const answer = await api.call({ method: 'DELETE', path });
	return answer.ok ? success([{ deleted: true }]) : answer;
});
