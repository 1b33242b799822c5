import type { Failure } from '../../../shared/failure';
import { refusal, success } from '../../../shared/failure';
import { toContact } from '../../contact';
import { readUid } from '../../fieldValues';
import { operationOf } from '../../operation';
import { readRecord } from '../../rows';

const NOT_IN_GROUP: Failure = {
	message: 'The group has no contact with this ID.',
	advice: 'Check Group and Contact: the contact may be in another group.',
	outcome: 'unknown',
};

/** `POST /contacts/{group_id}/search/{uid}` (vendor document). */
export const contactGetRouting = operationOf(async ({ api, fields }) => {
	const groupId = readUid(fields, 'groupId', 'Group');
	const path = `/contacts/${groupId}/search/${readUid(fields, 'contactId', 'Contact')}`;
	const answer = await api.call({ method: 'POST', path });
	// How a contact of another group is answered up to version 3.8 (fact sheet, section 16.9).
	if (answer.ok && answer.value.data === null) return refusal(NOT_IN_GROUP);
	const row = answer.ok ? readRecord(answer.value, 'a contact') : answer;
	if (!row.ok) return row;
	return success([fields.flag('simplify', true) ? toContact(row.value, groupId) : row.value]);
});
