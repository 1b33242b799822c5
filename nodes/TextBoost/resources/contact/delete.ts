import { success } from '../../../shared/failure/failure';
import { filled } from '../../../shared/http/endpoint';
import { readUid } from '../../fields/values';
import { plainOperation } from '../../gateway';

/** From the vendor document. */
export const contactDeleteRouting = plainOperation(
	{ method: 'DELETE', url: '/contacts/{group_id}/delete/{uid}' },
	async ({ api, endpoint, fields }) => {
		const groupId = readUid(fields, 'groupId', 'Group');
		const uid = readUid(fields, 'contactId', 'Contact');
		const answer = await api.call(filled(endpoint, { group_id: groupId, uid }));
		return answer.ok ? success([{ deleted: true }]) : answer;
	},
);
