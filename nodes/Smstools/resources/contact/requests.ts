import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import type { Account } from '../../api/account';
import { SERVICE } from '../../api/account';
import type { BulkAnswer } from '../../api/bulkAnswer';
import { readBulkAnswer, sharesOf } from '../../api/bulkAnswer';
import { NEW_CONTACT } from '../../api/endpoints';
import { failureBy, wordsOf } from '../../api/errors';
import type { Call, HttpSettings } from '../../api/request';
import { callMethod } from '../../api/request';
import { wireNumber } from '../../api/wireNumber';
import type { ContactDetails, ContactInGroup } from './outgoingContact';
import { contactRow } from './outgoingContact';

/** The vendor's code for a number that is in the group already (fact sheet, section 2). */
export const IN_GROUP_ALREADY = '129';

/** How many contacts one request holds. The vendor documents no limit (fact sheet, section 5.1). */
export const CONTACTS_PER_REQUEST = 100;

/**
 * Creates contacts (vendor document a): one contact as an object, several as an array. An error tells
 * by the number in its sentence whose it is.
 *
 * The ids are given to the contacts in the order of the request: the vendor's samples number both
 * alike, {nr1} with {id1} and so on (vendor document a).
 *
 * @returns for each a row, in the order given; without an id where the answer does not tell which is
 * its own, and then with the vendor's reason in `vendorStatus`; where there is no id at all, nothing
 * was confirmed
 */
export async function createContacts(
	context: IAllExecuteFunctions,
	account: Account,
	http: HttpSettings,
	contacts: ContactInGroup[],
): Promise<Array<Reading<IDataObject>>> {
	const objects = contacts.map(({ phone, groupId, details }) => ({
		phone: wireNumber(phone),
		groupid: groupId,
		...details,
	}));
	const answer = await callMethod(
		context,
		account,
		{ ...http, ...NEW_CONTACT },
		{
			body: objects.length === 1 ? objects[0] : objects,
			read: (body) => readBulkAnswer(body),
			mixed: true,
			isOnContacts: true,
			several: contacts.length > 1 ? ['content', 'recipient'] : [],
		},
	);
	if (!answer.ok) return contacts.map(() => answer);
	const numbers = contacts.map(({ phone }) => phone);
	const shares = sharesOf(numbers, answer.value, true);
	return contacts.map((contact, place) => {
		const share = shares[place];
		if (share?.kind === 'refused')
			return refusal(failureBy(share.error, account.secrets, [], true));
		if (share?.kind === 'accepted') return success(contactRow(contact, share.id, null));
		const said = share?.errors.map((error) => wordsOf(error, account.secrets)).join('; ');
		if (answer.value.ids.length === 0) return refusal(notConfirmed(said));
		return success(contactRow(contact, null, said || countsOf(answer.value, contacts.length)));
	});
}

/**
 * The call that changes a contact (fact sheet, section 5.2): the id is in the body, success is HTTP 204 without
 * a body, an unknown id HTTP 404.
 */
export function changeOf(id: string, changes: ContactDetails): Call<true> {
	return {
		body: { ID: id, ...changes },
		read: () => true,
		noBody: true,
		isOnContacts: true,
		notFound: {
			what: `${SERVICE} has no contact with the ID ${id}`,
			advice:
				'Check Contact: choose it from the list, or enter the ID that Create or Get Many returned.',
		},
	};
}

function notConfirmed(said: string | undefined): Failure {
	return {
		message: `${SERVICE} did not report whether it created this contact${said ? `: “${said}”` : ''}.`,
		advice: '',
		outcome: 'unknown',
	};
}

function countsOf({ ids }: BulkAnswer, contacts: number): string {
	return `${SERVICE} returned ${ids.length} IDs for ${contacts} contacts, so it is not clear which one belongs to this contact`;
}
