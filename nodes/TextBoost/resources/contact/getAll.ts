import { success } from '../../../shared/failure/failure';
import { CONTACTS } from '../../api/endpoints';
import { groupIdOf, readGroup } from '../../fields/groupChoice';
import { readingOperation } from '../../gateway';
import { toContact } from '../../records/contact';
import { listContacts } from './calls';

export const contactGetAll = readingOperation(CONTACTS, async ({ api, context, fields }) => {
	const group = readGroup(fields);
	const limit = fields.limit();
	const groupId = await groupIdOf(context, api, group);
	if (!groupId.ok) return groupId;
	const rows = await listContacts(api, groupId.value, limit);
	if (!rows.ok || !fields.flag('simplify', true)) return rows;
	return success(rows.value.map((row) => toContact(row, groupId.value)));
});
