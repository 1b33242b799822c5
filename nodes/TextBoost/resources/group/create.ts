import { success } from '../../../shared/failure';
import { toGroup } from '../../group';
import { operationOf } from '../../operation';
import { recordIn } from '../../rows';

/** `POST /contacts` (vendor document). */
export const groupCreateRouting = operationOf(async ({ api, fields }) => {
	const name = fields.text('name', 'Name');
	const answer = await api.call({ method: 'POST', path: '/contacts', body: { name } });
	if (!answer.ok) return answer;
	const row = recordIn(answer.value.data) ?? {};
	return success([fields.flag('simplify', true) ? toGroup({ name, ...row }) : row]);
});
