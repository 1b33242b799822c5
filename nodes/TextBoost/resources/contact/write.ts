import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import { success } from '../../../shared/failure/failure';
import type { FieldReader } from '../../../shared/input/fieldReader';
import type { OutcomeInWords } from '../../../shared/sending/sendAdapter';
import { recordIn } from '../../api/pages';
import type { Api, Call } from '../../api/request';
import { readPhone } from '../../fields/values';
import { toContact } from '../../records/contact';

/** What an outcome means where what may have been written may be written again. */
export const SAVED_IN_WORDS: OutcomeInWords = {
	nothingDone: 'Nothing was saved for any item.',
	notSent: () => 'The contact was not saved.',
	unknown: () => 'The contact may still have been saved, and can safely be saved again.',
};

/** What is to be written of a contact. */
export interface ContactWrite {
	/** Digits. */
	phone: string;
	/** The fields that were filled in, by the names of the vendor document. */
	row: IDataObject;
	simplify: boolean;
}

/**
 * Reads the fields of a contact.
 *
 * @param defaultCountryCode that of the credential
 */
export function readContactWrite(fields: FieldReader, defaultCountryCode: string): ContactWrite {
	const additional = fields.collection('additionalFields');
	const phone = readPhone(fields, fields.value('phone'), defaultCountryCode);
	const row: IDataObject = { phone };
	const firstName = fields.optionalText(additional.firstName, 'First Name');
	const lastName = fields.optionalText(additional.lastName, 'Last Name');
	if (firstName !== undefined) row.first_name = firstName;
	if (lastName !== undefined) row.last_name = lastName;
	return { phone, row, simplify: fields.flag('simplify', true) };
}

/** The body that creates a contact: up to version 3.8 it needs both names, empty ones too (fact sheet, section 16.8). */
export function bodyOfNew({ row }: ContactWrite): IDataObject {
	return inBothCases({ first_name: '', last_name: '', ...row });
}

/** The body that changes a contact: names that it does not have stay as they are. */
export function bodyOfChange({ row }: ContactWrite): IDataObject {
	return inBothCases(row);
}

/**
 * Each field in both spellings: lower case is the vendor document's, capitals are those of versions with fields of the
 * user's own. All take a body with both (fact sheet, section 16.8).
 */
function inBothCases(row: IDataObject): IDataObject {
	const inBoth: IDataObject = { ...row };
	for (const [name, value] of Object.entries(row)) inBoth[name.toUpperCase()] = value;
	return inBoth;
}

/**
 * Writes a contact, and returns it as the fields want it.
 *
 * @param known what is known of the contact, for a host that does not return it
 */
export async function writeContact(
	api: Api,
	call: Call,
	{ simplify }: ContactWrite,
	known: IDataObject,
	groupId: string,
): Promise<Reading<IDataObject>> {
	const answer = await api.call(call);
	if (!answer.ok) return answer;
	const row = recordIn(answer.value.data);
	if (!simplify) return success(row ?? {});
	return success(toContact(row ?? known, groupId));
}
