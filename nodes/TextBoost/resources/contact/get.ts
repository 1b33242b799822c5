import { refusal, success } from '../../../shared/failure';
import { toContact } from '../../contact';
import { readUid } from '../../fieldValues';
import { NOT_IN_GROUP } from '../../knownErrors';
import { operationOf } from '../../operation';
import { readRecord } from '../../rows';

/** `POST /contacts/{group_id}/search/{uid}` (vendor document). */
export const contactGetRouting = operationOf(async ({ api, fields }) => {
	const groupId = readUid(fields, 'groupId', 'Group');
	const path = `/contacts/${groupId}/search/${readUid(fields, 'contactId', 'Contact')}`;
	const answer = await api.call({ method: 'POST', path });
	// How a contact of another group is answered up to version 3.8 (fact sheet, section 16.9).
	if (answer.ok && answer.value.data === null) {
		const { what, advice } = NOT_IN_GROUP;
		return refusal({ message: `${what}.`, advice, outcome: 'unknown' });
	}
	const row = answer.ok ? readRecord(answer.value, 'a contact') : answer;
	if (!row.ok) return row;
	return success([fields.flag('simplify', true) ? toContact(row.value, groupId) : row.value]);
});
