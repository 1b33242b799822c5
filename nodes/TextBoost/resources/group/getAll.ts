import { success } from '../../../shared/failure/failure';
import { GROUPS } from '../../api/endpoints';
import { readList } from '../../api/pages';
import { readingOperation } from '../../gateway';
import { toGroup } from '../../records/group';

export const groupGetAll = readingOperation(GROUPS, async ({ api, endpoint, fields }) => {
	const limit = fields.limit();
	const rows = await readList(api, endpoint, 'groups', limit);
	if (!rows.ok || !fields.flag('simplify', true)) return rows;
	return success(rows.value.map(toGroup));
});
