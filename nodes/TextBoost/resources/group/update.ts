import { success } from '../../../shared/failure/failure';
import { filled } from '../../../shared/http/endpoint';
import { recordIn } from '../../api/pages';
import { groupIdOf, readGroup } from '../../fields/groupChoice';
import { plainOperation } from '../../gateway';
import { toGroup } from '../../records/group';

/** From the vendor document. */
export const groupUpdateRouting = plainOperation(
	{ method: 'PATCH', url: '/contacts/{group_id}' },
	async ({ api, context, endpoint, fields }) => {
		const group = readGroup(fields);
		const name = fields.text('name', 'Name');
		const groupId = await groupIdOf(context, api, group);
		if (!groupId.ok) return groupId;
		const uid = groupId.value;
		const answer = await api.call({ ...filled(endpoint, { group_id: uid }), body: { name } });
		if (!answer.ok) return answer;
		const row = recordIn(answer.value.data);
		if (!fields.flag('simplify', true)) return success([row ?? answer.value.body]);
		return success([toGroup({ uid, name, ...row })]);
	},
);
