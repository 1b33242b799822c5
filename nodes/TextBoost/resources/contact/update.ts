import { filled } from '../../../shared/http/endpoint';
import { CONTACT_CHANGE } from '../../api/endpoints';
import { readUid } from '../../fields/values';
import { creationOperation } from '../../gateway';
import { bodyOfChange, readContactWrite, SAVED_IN_WORDS, writeContact } from './write';

/**
 * The vendor document requires the number. What may have been changed may be changed again: it does no harm.
 */
export const contactUpdate = creationOperation(CONTACT_CHANGE, {
	isRepeatable: true,
	outcomeInWords: SAVED_IN_WORDS,
	read: ({ account, fields }) => ({
		groupId: readUid(fields, 'groupId', 'Group'),
		uid: readUid(fields, 'contactId', 'Contact'),
		write: readContactWrite(fields, account.defaultCountryCode),
	}),
	numberOf: ({ write }) => write.phone,
	async create({ groupId, uid, write }, { api, endpoint }) {
		const call = { ...filled(endpoint, { group_id: groupId, uid }), body: bodyOfChange(write) };
		return await writeContact(api, call, write, { uid, ...write.row }, groupId);
	},
});
