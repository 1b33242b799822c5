import { success } from '../../../shared/failure';
import { toGroup } from '../../group';
import { operationOf } from '../../operation';
import { readList } from '../../rows';

/** `GET /contacts` (vendor document). */
export const groupGetAllRouting = operationOf(async ({ api, fields }) => {
	const limit = fields.limit();
	const rows = await readList(api, { method: 'GET', path: '/contacts' }, 'groups', limit);
	if (!rows.ok || !fields.flag('simplify', true)) return rows;
	return success(rows.value.map(toGroup));
});
