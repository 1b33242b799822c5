import { success } from '../../../shared/failure/failure';
import { filled } from '../../../shared/http/endpoint';
import { recordIn } from '../../api/pages';
import { readUid } from '../../fields/values';
import { plainOperation } from '../../gateway';
import { toGroup } from '../../records/group';

/** From the vendor document. */
export const groupUpdateRouting = plainOperation(
	{ method: 'PATCH', url: '/contacts/{group_id}' },
	async ({ api, endpoint, fields }) => {
		const uid = readUid(fields, 'groupId', 'Group');
		const name = fields.text('name', 'Name');
		const answer = await api.call({ ...filled(endpoint, { group_id: uid }), body: { name } });
		if (!answer.ok) return answer;
		const row = recordIn(answer.value.data) ?? {};
		return success([fields.flag('simplify', true) ? toGroup({ uid, name, ...row }) : row]);
	},
);
