import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import { refusal } from '../../../shared/failure/failure';
import { filled } from '../../../shared/http/endpoint';
import type { Answer } from '../../api/answer';
import {
	CONTACT,
	CONTACT_CHANGE,
	CONTACT_DELETION,
	contactsOf,
	NEW_CONTACT,
} from '../../api/endpoints';
import { NOT_IN_GROUP } from '../../api/errors';
import { readList, readRecord } from '../../api/pages';
import type { Api } from '../../api/request';

/** What is to be written of a contact. */
export interface ContactFields {
	/** The number in digits, and the names that are to change, by the names of the vendor document. */
	row: { phone: string; first_name?: string; last_name?: string };
	/** Values of the group's own fields, by the names that they have at the host. */
	customFields: Readonly<Record<string, string>>;
}

/** The rows of a group's contacts, up to `limit`. Never throws. */
export async function listContacts(
	api: Api,
	groupId: string,
	limit = Infinity,
): Promise<Reading<IDataObject[]>> {
	return await readList(api, contactsOf(groupId), 'contacts', limit);
}

/** The row of one contact. A contact that is not in the group is a failure with the meaning `noContact`. Never throws. */
export async function getContact(
	api: Api,
	groupId: string,
	uid: string,
): Promise<Reading<IDataObject>> {
	const answer = await api.call(filled(CONTACT, { group_id: groupId, uid }));
	if (!answer.ok) return answer;
	// How a contact of another group is answered up to version 3.8 (fact sheet, section 16.9).
	if (answer.value.data === null) {
		const { what, advice } = NOT_IN_GROUP;
		return refusal({ message: `${what}.`, advice, outcome: 'unknown', meaning: 'noContact' });
	}
	return readRecord(answer.value, 'a contact');
}

/**
 * Adds a contact to a group. Up to version 3.8 both names must be there, empty ones too (fact sheet, section 16.8).
 * Never throws.
 */
export async function createContact(
	api: Api,
	groupId: string,
	{ row, customFields }: ContactFields,
): Promise<Reading<Answer>> {
	const body = bodyOf({ first_name: '', last_name: '', ...row }, customFields);
	return await api.call({ ...filled(NEW_CONTACT, { group_id: groupId }), body });
}

/** Changes a contact; fields that are not given stay as they are. The number is always needed. Never throws. */
export async function changeContact(
	api: Api,
	groupId: string,
	uid: string,
	{ row, customFields }: ContactFields,
): Promise<Reading<Answer>> {
	const body = bodyOf(row, customFields);
	return await api.call({ ...filled(CONTACT_CHANGE, { group_id: groupId, uid }), body });
}

/** Removes a contact from its group. Never throws. */
export async function deleteContact(
	api: Api,
	groupId: string,
	uid: string,
): Promise<Reading<Answer>> {
	return await api.call(filled(CONTACT_DELETION, { group_id: groupId, uid }));
}

/**
 * Each field in both spellings: lower case is the vendor document's, capitals are those of versions with fields of the
 * user's own. All take a body with both (fact sheet, section 16.8). The user's own fields have one spelling, which need
 * not be capitals (recorded: "contact get" of 3.9).
 */
function bodyOf(row: IDataObject, customFields: Readonly<Record<string, string>>): IDataObject {
	const body: IDataObject = { ...customFields, ...row };
	for (const [name, value] of Object.entries(row)) body[name.toUpperCase()] = value;
	return body;
}
