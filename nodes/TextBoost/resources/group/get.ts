import { success } from '../../../shared/failure/failure';
import { filled } from '../../../shared/http/endpoint';
import { readRecord } from '../../api/pages';
import { groupIdOf, readGroup } from '../../fields/groupChoice';
import { plainOperation } from '../../gateway';
import { toGroup } from '../../records/group';

/** POST in the vendor document, GET in its example files (fact sheet, section 2). */
export const groupGetRouting = plainOperation(
	{ method: 'POST', url: '/contacts/{group_id}/show' },
	async ({ api, context, endpoint, fields }) => {
		const groupId = await groupIdOf(context, api, readGroup(fields));
		if (!groupId.ok) return groupId;
		const show = filled(endpoint, { group_id: groupId.value });
		const answer = await api.call({ ...show, orGet: true });
		const row = answer.ok ? readRecord(answer.value, 'a group') : answer;
		if (!row.ok) return row;
		if (!fields.flag('simplify', true)) return success([row.value]);
		return success([toGroup({ uid: groupId.value, ...row.value })]);
	},
);
