import { success } from '../../../shared/failure/failure';
import { CONTACT_DELETION } from '../../api/endpoints';
import { groupIdOf, readGroup } from '../../fields/groupChoice';
import { plainOperation } from '../../gateway';
import { deleteContact } from './calls';
import { contactIdOf, readContact } from './contactChoice';
import { forgetContacts, noteNumber } from './directory';

export const contactDeleteRouting = plainOperation(
	CONTACT_DELETION,
	async ({ api, context, fields }) => {
		const group = readGroup(fields);
		const contact = readContact(fields, api.account.defaultCountryCode);
		const groupId = await groupIdOf(context, api, group);
		if (!groupId.ok) return groupId;
		const uid = await contactIdOf(context, api, groupId.value, contact);
		if (!uid.ok) return uid;
		const answer = await deleteContact(api, groupId.value, uid.value);
		if (answer.ok) {
			await noteNumber(context, groupId.value, uid.value, undefined);
			return success([{ deleted: true }]);
		}
		if (answer.failure.outcome === 'unknown') forgetContacts(context, groupId.value);
		return answer;
	},
);
