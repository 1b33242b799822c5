import { success } from '../../../shared/failure';
import { readUid } from '../../fieldValues';
import { toGroup } from '../../group';
import { operationOf } from '../../operation';
import { readRecord } from '../../rows';

/** `/contacts/{group_id}/show`: POST in the vendor document, GET in its example files (fact sheet, section 2). */
export const groupGetRouting = operationOf(async ({ api, fields }) => {
	const path = `/contacts/${readUid(fields, 'groupId', 'Group')}/show`;
	const answer = await api.call({ method: 'POST or GET', path });
	const row = answer.ok ? readRecord(answer.value, 'a group') : answer;
	if (!row.ok) return row;
	return success([fields.flag('simplify', true) ? toGroup(row.value) : row.value]);
});
