import { success } from '../../../shared/failure/failure';
import { toContact } from '../../records/contact';
import { CONTACTS, contactsOf } from '../../api/endpoints';
import { readUid } from '../../fields/values';
import { plainOperation } from '../../gateway';
import { readList } from '../../api/pages';

export const contactGetAllRouting = plainOperation(CONTACTS, async ({ api, fields }) => {
	const groupId = readUid(fields, 'groupId', 'Group');
	const limit = fields.limit();
	const rows = await readList(api, contactsOf(groupId), 'contacts', limit);
	if (!rows.ok || !fields.flag('simplify', true)) return rows;
	return success(rows.value.map((row) => toContact(row, groupId)));
});
