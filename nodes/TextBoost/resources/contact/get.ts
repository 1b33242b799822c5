import { refusal, success } from '../../../shared/failure/failure';
import { filled } from '../../../shared/http/endpoint';
import { NOT_IN_GROUP } from '../../api/errors';
import { readRecord } from '../../api/pages';
import { readGroup } from '../../fields/groupChoice';
import { plainOperation } from '../../gateway';
import { toContact } from '../../records/contact';
import { locateContact, readContact } from './contactChoice';

/** From the vendor document. */
export const contactGetRouting = plainOperation(
	{ method: 'POST', url: '/contacts/{group_id}/search/{uid}' },
	async ({ api, context, endpoint, fields }) => {
		const contact = readContact(fields, api.account.defaultCountryCode);
		const located = await locateContact(context, api, readGroup(fields), contact);
		if (!located.ok) return located;
		const { groupId, uid } = located.value;
		const answer = await api.call(filled(endpoint, { group_id: groupId, uid }));
		// How a contact of another group is answered up to version 3.8 (fact sheet, section 16.9).
		if (answer.ok && answer.value.data === null) {
			const { what, advice } = NOT_IN_GROUP;
			return refusal({ message: `${what}.`, advice, outcome: 'unknown' });
		}
		const row = answer.ok ? readRecord(answer.value, 'a contact') : answer;
		if (!row.ok) return row;
		if (!fields.flag('simplify', true)) return success([row.value]);
		return success([toContact(row.value, groupId, { uid })]);
	},
);
