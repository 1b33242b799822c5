import { success } from '../../../shared/failure/failure';
import { filled } from '../../../shared/http/endpoint';
import { readRecord } from '../../api/pages';
import { readUid } from '../../fields/values';
import { plainOperation } from '../../gateway';
import { toGroup } from '../../records/group';

/** POST in the vendor document, GET in its example files (fact sheet, section 2). */
export const groupGetRouting = plainOperation(
	{ method: 'POST', url: '/contacts/{group_id}/show' },
	async ({ api, endpoint, fields }) => {
		const groupId = readUid(fields, 'groupId', 'Group');
		const answer = await api.call({ ...filled(endpoint, { group_id: groupId }), orGet: true });
		const row = answer.ok ? readRecord(answer.value, 'a group') : answer;
		if (!row.ok) return row;
		return success([fields.flag('simplify', true) ? toGroup(row.value) : row.value]);
	},
);
