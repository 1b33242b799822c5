import { CONTACT_CHANGE } from '../../api/endpoints';
import { readGroup } from '../../fields/groupChoice';
import { creationOperation } from '../../gateway';
import { changeContact } from './calls';
import { locateContact, readContact } from './contactChoice';
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
		const located = await locateContact(context, api, group, contact);
		if (!located.ok) return located;
		const { groupId, uid } = located.value;
		const answer = await changeContact(api, groupId, uid, write);
		if (answer.ok) {
			if ('phone' in contact) {
				await noteNumber(context, located.value, contact.phone, write.row.phone);
			}
			return writtenContact(answer.value, write, groupId, uid);
		}
		if (answer.failure.outcome === 'unknown') forgetContacts(context, groupId);
		return answer;
	},
});
