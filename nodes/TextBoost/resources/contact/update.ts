import { CONTACT_CHANGE } from '../../api/endpoints';
import { groupIdOf, readGroup } from '../../fields/groupChoice';
import { creationOperation } from '../../gateway';
import { changeContact } from './calls';
import { contactIdOf, readContact } from './contactChoice';
import { forgetContacts, noteNumber } from './directory';
import { readContactWrite, SAVED_IN_WORDS, writtenContact } from './write';

/**
 * The vendor document requires the number. What may have been changed may be changed again: it does no harm.
 */
export const contactUpdate = creationOperation(CONTACT_CHANGE, {
	isRepeatable: true,
	outcomeInWords: SAVED_IN_WORDS,
	read: ({ account, fields }) => ({
		group: readGroup(fields),
		contact: readContact(fields, account.defaultCountryCode),
		write: readContactWrite(fields, account.defaultCountryCode),
	}),
	numberOf: ({ write }) => write.row.phone,
	async create({ group, contact, write }, { api, context }) {
		const groupId = await groupIdOf(context, api, group);
		if (!groupId.ok) return groupId;
		const uid = await contactIdOf(context, api, groupId.value, contact);
		if (!uid.ok) return uid;
		const answer = await changeContact(api, groupId.value, uid.value, write);
		if (answer.ok) {
			await noteNumber(context, groupId.value, uid.value, write.row.phone);
			return writtenContact(answer.value, write, groupId.value, uid.value);
		}
		if (answer.failure.outcome === 'unknown') forgetContacts(context, groupId.value);
		return answer;
	},
});
