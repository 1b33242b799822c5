import { creationInWords } from '../../../shared/sending/creation';
import { NEW_CONTACT } from '../../api/endpoints';
import { groupIdOf, readGroup } from '../../fields/groupChoice';
import { creationOperation } from '../../gateway';
import { createContact } from './calls';
import { readContactWrite, writtenContact } from './write';

/**
 * The versions that were seen refuse a number that is in the group already (fact sheet, section 16.9), but not every
 * version may, and who stands twice in a group gets a campaign twice.
 */
export const contactCreate = creationOperation(NEW_CONTACT, {
	outcomeInWords: creationInWords('contact'),
	read: ({ account, fields }) => ({
		group: readGroup(fields),
		write: readContactWrite(fields, account.defaultCountryCode),
	}),
	numberOf: ({ write }) => write.row.phone,
	async create({ group, write }, { api, context }) {
		const groupId = await groupIdOf(context, api, group);
		if (!groupId.ok) return groupId;
		const answer = await createContact(api, groupId.value, write);
		return answer.ok ? writtenContact(answer.value, write, groupId.value) : answer;
	},
});
