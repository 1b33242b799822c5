import { success } from '../../../shared/failure/failure';
import { CONTACT } from '../../api/endpoints';
import { readGroup } from '../../fields/groupChoice';
import { plainOperation } from '../../gateway';
import { toContact } from '../../records/contact';
import { getContact } from './calls';
import { locateContact, readContact } from './contactChoice';

export const contactGetRouting = plainOperation(CONTACT, async ({ api, context, fields }) => {
	const contact = readContact(fields, api.account.defaultCountryCode);
	const located = await locateContact(context, api, readGroup(fields), contact);
	if (!located.ok) return located;
	const { groupId, uid } = located.value;
	const row = await getContact(api, groupId, uid);
	if (!row.ok) return row;
	if (!fields.flag('simplify', true)) return success([row.value]);
	return success([toContact(row.value, groupId, { uid })]);
});
