import { filled } from '../../../shared/http/endpoint';
import { creationInWords } from '../../../shared/sending/creation';
import { NEW_CONTACT } from '../../api/endpoints';
import { readUid } from '../../fields/values';
import { creationOperation } from '../../gateway';
import { bodyOfNew, readContactWrite, writeContact } from './write';

/**
 * The versions that were seen refuse a number that is in the group already (fact sheet, section 16.9), but not every
 * version may, and who stands twice in a group gets a campaign twice.
 */
export const contactCreate = creationOperation(NEW_CONTACT, {
	outcomeInWords: creationInWords('contact'),
	read: ({ account, fields }) => ({
		groupId: readUid(fields, 'groupId', 'Group'),
		write: readContactWrite(fields, account.defaultCountryCode),
	}),
	numberOf: ({ write }) => write.phone,
	async create({ groupId, write }, { api, endpoint }) {
		const call = { ...filled(endpoint, { group_id: groupId }), body: bodyOfNew(write) };
		return await writeContact(api, call, write, write.row, groupId);
	},
});
