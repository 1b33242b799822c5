import { success } from '../../../shared/failure';
import { toContact } from '../../contact';
import { readUid } from '../../fieldValues';
import { operationOf } from '../../operation';
import { readList } from '../../rows';

/** `/contacts/{group_id}/all`: POST in the vendor document, GET in its example files (fact sheet, section 2). */
export const contactGetAllRouting = operationOf(async ({ api, fields }) => {
	const groupId = readUid(fields, 'groupId', 'Group');
	const limit = fields.limit();
	const call = { method: 'POST or GET' as const, path: `/contacts/${groupId}/all` };
	const rows = await readList(api, call, 'contacts', limit);
	if (!rows.ok || !fields.flag('simplify', true)) return rows;
	return success(rows.value.map((row) => toContact(row, groupId)));
});
