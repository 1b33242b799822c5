import { success } from '../../../shared/failure';
import { toContact } from '../../contact';
import { CONTACTS, contactsOf } from '../../endpoints';
import { readUid } from '../../fieldValues';
import { readingOperation } from '../../gateway';
import { readList } from '../../rows';

export const contactGetAll = readingOperation(CONTACTS, async ({ api, fields }) => {
	const groupId = readUid(fields, 'groupId', 'Group');
	const limit = fields.limit();
	const rows = await readList(api, contactsOf(groupId), 'contacts', limit);
	if (!rows.ok || !fields.flag('simplify', true)) return rows;
	return success(rows.value.map((row) => toContact(row, groupId)));
});
