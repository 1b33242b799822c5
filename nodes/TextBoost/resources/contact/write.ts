import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure';
import { success } from '../../../shared/failure';
import type { Fields } from '../../../shared/fields';
import type { Api, Call } from '../../request';
import { toContact } from '../../contact';
import { readPhone } from '../../fieldValues';
import { recordIn } from '../../rows';

/** The fields of a contact as they go out. */
export interface ContactWrite {
	/** Digits. */
	phone: string;
	body: IDataObject;
	/** The fields as a row, for a host that does not return the contact. */
	row: IDataObject;
	simplify: boolean;
}

/**
 * Reads the fields of a contact. Lower case is the vendor document's; newer hosts want capitals
 * (fact sheet, section 3.3).
 *
 * @param phoneValue the value of the field `phone`
 * @param defaultCountryCode that of the credential
 */
export function readContactWrite(
	fields: Fields,
	phoneValue: unknown,
	defaultCountryCode: string,
): ContactWrite {
	const additional = fields.collection('additionalFields');
	const phone = readPhone(fields, phoneValue, defaultCountryCode);
	const row: IDataObject = { phone };
	const firstName = fields.optionalText(additional.firstName);
	const lastName = fields.optionalText(additional.lastName);
	if (firstName !== undefined) row.first_name = firstName;
	if (lastName !== undefined) row.last_name = lastName;
	const body = inCase(row, additional.fieldNames === 'upperCase');
	return { phone, body, row, simplify: fields.flag('simplify', true) };
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

function inCase(row: IDataObject, isUpper: boolean): IDataObject {
	if (!isUpper) return row;
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [name.toUpperCase(), value]),
	);
}
