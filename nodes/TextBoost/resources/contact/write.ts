import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import { success } from '../../../shared/failure/failure';
import type { FieldReader } from '../../../shared/input/fieldReader';
import { isRecord } from '../../../shared/record/json';
import { quoted } from '../../../shared/record/text';
import { textOrNull } from '../../../shared/record/values';
import type { OutcomeInWords } from '../../../shared/sending/sendAdapter';
import { SERVICE } from '../../api/account';
import type { Answer } from '../../api/answer';
import { recordIn } from '../../api/pages';
import { readPhone } from '../../fields/values';
import { customFieldsIn, isOwnField, toContact } from '../../records/contact';
import type { ContactFields } from './calls';

/** What an outcome means where what may have been written may be written again. */
export const SAVED_IN_WORDS: OutcomeInWords = {
	nothingDone: 'Nothing was saved for any item.',
	notSent: () => 'The contact was not saved.',
	unknown: () => 'The contact may still have been saved, and can safely be saved again.',
};

/** What an item wants written of a contact, and how it wants it back. */
export interface ContactWrite extends ContactFields {
	simplify: boolean;
}

/**
 * Reads the fields of a contact. A name that is empty is not among them.
 *
 * @param defaultCountryCode that of the credential
 */
export function readContactWrite(fields: FieldReader, defaultCountryCode: string): ContactWrite {
	const phone = readPhone(fields, fields.value('phone'), defaultCountryCode);
	const firstName = fields.optionalText(fields.value('firstName'), 'First Name');
	const lastName = fields.optionalText(fields.value('lastName'), 'Last Name');
	return {
		row: {
			phone,
			...(firstName !== undefined && { first_name: firstName }),
			...(lastName !== undefined && { last_name: lastName }),
		},
		customFields: readCustomFields(fields),
		simplify: fields.flag('simplify', true),
	};
}

/** Fields without a value are left as they are. */
function readCustomFields(fields: FieldReader): Record<string, string> {
	const filled = readCustomEntries(fields).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, value] as const],
	);
	return Object.fromEntries(filled);
}

/**
 * The names of the custom fields that an item gives, with their values; undefined where one is empty.
 *
 * @throws NodeOperationError for what cannot be a name, and a value without one
 */
export function readCustomEntries(
	fields: FieldReader,
): Array<readonly [name: string, value: string | undefined]> {
	const { customFields } = fields.collection('additionalFields');
	const entries: unknown[] = isRecord(customFields) ? [customFields.field ?? []].flat() : [];
	return entries.filter(isRecord).flatMap(({ name: entered, value: text }) => {
		const value = fields.optionalText(text, 'Value');
		const name = fields.optionalText(entered, 'Name')?.trim();
		if (name === undefined && value !== undefined) {
			throw fields.error(
				'A custom field has a value, but no name.',
				'Fill in Name under Custom Fields.',
			);
		}
		if (name === undefined) return [];
		if (isOwnField(name) || /^(?:uid|api_token)$/i.test(name)) {
			throw fields.error(
				`Custom Fields contains ${quoted(name)}, which is not a custom field.`,
				'Use Phone, First Name and Last Name for these, and Custom Fields for the fields that you have added to the group.',
			);
		}
		return [[name, value] as const];
	});
}

/**
 * The contact that was written, as the item wants it back.
 *
 * @param uid the contact's, where it is known
 */
export function writtenContact(
	answer: Answer,
	{ row: sent, customFields, simplify }: ContactWrite,
	groupId: string,
	uid?: string,
): Reading<IDataObject> {
	const record = recordIn(answer.data);
	const known = { ...(uid !== undefined && { uid }), ...sent };
	const item = simplify ? toContact(record ?? {}, groupId, known) : (record ?? answer.body);
	const unsaved = record ? unsavedOf(record, Object.keys(customFields)) : [];
	return success(item, unsaved.length > 0 ? unsavedInWords('the contact', unsaved) : undefined);
}

/** The id of the contact that was written; null where the host does not tell. A row's `id` is another number (recorded). */
export function uidIn({ data }: Answer): string | null {
	return textOrNull(recordIn(data)?.uid);
}

/** Which of the custom fields are not among those that the host returned with the contact. */
export function unsavedOf(record: IDataObject, names: readonly string[]): string[] {
	const saved = customFieldsIn(record);
	// A record without a number is not the whole contact.
	const isWhole = saved !== undefined || record.phone !== undefined;
	return isWhole ? names.filter((name) => saved?.[name] === undefined) : [];
}

/**
 * @param saved what was saved, e.g. "the contact"
 * @param unsaved the names of custom fields; one at least
 */
export function unsavedInWords(saved: string, unsaved: readonly string[]): string {
	const listed = unsaved.map((name) => quoted(name)).join(', ');
	return `${SERVICE} saved ${saved} without ${listed}: the group has no custom field with this name. Add it to the group on the website of your host, or check its name. Older hosts have no custom fields.`;
}
