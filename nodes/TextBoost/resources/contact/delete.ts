import { success } from '../../../shared/failure/failure';
import { CONTACT_DELETION } from '../../api/endpoints';
import { readGroup } from '../../fields/groupChoice';
import { plainOperation } from '../../gateway';
import { deleteContact } from './calls';
import { locateContact, readContact } from './contactChoice';
import { forgetContacts, noteNumber } from './directory';

export const contactDeleteRouting = plainOperation(
	CONTACT_DELETION,
	async ({ api, context, fields }) => {
		const contact = readContact(fields, api.account.defaultCountryCode);
		const located = await locateContact(context, api, readGroup(fields), contact);
		if (!located.ok) return located;
		const { groupId, uid } = located.value;
		const answer = await deleteContact(api, groupId, uid);
		if (answer.ok) {
			if ('phone' in contact) {
				await noteNumber(context, located.value, contact.phone, undefined);
			}
			return success([{ deleted: true }]);
		}
		if (answer.failure.outcome === 'unknown') forgetContacts(context, groupId);
		return answer;
	},
);
