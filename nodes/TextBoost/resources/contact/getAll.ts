import { success } from '../../../shared/failure/failure';
import { CONTACTS, contactsOf } from '../../api/endpoints';
import { readList } from '../../api/pages';
import { readUid } from '../../fields/values';
import { readingOperation } from '../../gateway';
import { toContact } from '../../records/contact';

export const contactGetAll = readingOperation(CONTACTS, async ({ api, fields }) => {
	const groupId = readUid(fields, 'groupId', 'Group');
	const limit = fields.limit();
	const rows = await readList(api, contactsOf(groupId), 'contacts', limit);
	if (!rows.ok || !fields.flag('simplify', true)) return rows;
	return success(rows.value.map((row) => toContact(row, groupId)));
});
