import { success } from '../../../shared/failure';
import { readUid } from '../../fieldValues';
import { toGroup } from '../../group';
import { operationOf } from '../../operation';
import { recordIn } from '../../rows';

/** `PATCH /contacts/{group_id}` (vendor document). */
export const groupUpdateRouting = operationOf(async ({ api, fields }) => {
	const uid = readUid(fields, 'groupId', 'Group');
	const name = fields.text('name', 'Name');
	const answer = await api.call({ method: 'PATCH', path: `/contacts/${uid}`, body: { name } });
	if (!answer.ok) return answer;
	const row = recordIn(answer.value.data) ?? {};
	return success([fields.flag('simplify', true) ? toGroup({ uid, name, ...row }) : row]);
});
