import { refusal, success } from '../../../shared/failure/failure';
import { filled } from '../../../shared/http/endpoint';
import { NOT_IN_GROUP } from '../../api/errors';
import { readRecord } from '../../api/pages';
import { readUid } from '../../fields/values';
import { plainOperation } from '../../gateway';
import { toContact } from '../../records/contact';

/** From the vendor document. */
export const contactGetRouting = plainOperation(
	{ method: 'POST', url: '/contacts/{group_id}/search/{uid}' },
	async ({ api, endpoint, fields }) => {
		const groupId = readUid(fields, 'groupId', 'Group');
		const uid = readUid(fields, 'contactId', 'Contact');
		const answer = await api.call(filled(endpoint, { group_id: groupId, uid }));
		// How a contact of another group is answered up to version 3.8 (fact sheet, section 16.9).
		if (answer.ok && answer.value.data === null) {
			const { what, advice } = NOT_IN_GROUP;
			return refusal({ message: `${what}.`, advice, outcome: 'unknown' });
		}
		const row = answer.ok ? readRecord(answer.value, 'a contact') : answer;
		if (!row.ok) return row;
		return success([fields.flag('simplify', true) ? toContact(row.value, groupId) : row.value]);
	},
);
