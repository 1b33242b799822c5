import { success } from '../../../shared/failure';
import { GROUPS } from '../../endpoints';
import { toGroup } from '../../group';
import { readingOperation } from '../../gateway';
import { readList } from '../../rows';

export const groupGetAll = readingOperation(GROUPS, async ({ api, endpoint, fields }) => {
	const limit = fields.limit();
	const rows = await readList(api, endpoint, 'groups', limit);
	if (!rows.ok || !fields.flag('simplify', true)) return rows;
	return success(rows.value.map(toGroup));
});
