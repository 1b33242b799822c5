import { success } from '../../../shared/failure/failure';
import { filled } from '../../../shared/http/endpoint';
import { groupIdOf, readGroup } from '../../fields/groupChoice';
import { plainOperation } from '../../gateway';

/** From the vendor document. */
export const groupDeleteRouting = plainOperation(
	{ method: 'DELETE', url: '/contacts/{group_id}' },
	async ({ api, context, endpoint, fields }) => {
		const groupId = await groupIdOf(context, api, readGroup(fields));
		if (!groupId.ok) return groupId;
		const answer = await api.call(filled(endpoint, { group_id: groupId.value }));
		return answer.ok ? success([{ deleted: true }]) : answer;
	},
);
