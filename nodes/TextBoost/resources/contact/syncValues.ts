import type { IDataObject } from 'n8n-workflow';
import type { FieldReader } from '../../../shared/input/fieldReader';
import { textOrNull } from '../../../shared/record/values';
import type { ContactValues, FieldValue, GroupContact } from '../../../shared/sync/contact';
import type { GivenFields } from '../../../shared/sync/givenFields';
import { givenValues } from '../../../shared/sync/givenFields';
import { UID, wireNumber } from '../../fields/values';
import { groupFieldsIn, isTold, toContact } from '../../records/contact';
import type { ContactFields } from './calls';
import { readCustomEntries } from './write';

/** The names of a contact by those of the vendor document. */
const NAMES = { firstName: 'first_name', lastName: 'last_name' } as const;

/** Before the name of a custom field, so that it is none of the others. */
const CUSTOM = 'customFields.';

/**
 * What an item gives of a contact besides its number. Of a custom field that is given twice the last one counts.
 *
 * @throws NodeOperationError naming the field at fault
 */
export function readValues(fields: FieldReader, given: GivenFields): ContactValues {
	const custom = readCustomEntries(fields).map(
		([name, value]) => [CUSTOM + name, given.orCleared(value?.trim())] as const,
	);
	return givenValues({
		firstName: given.text('firstName', 'First Name'),
		lastName: given.text('lastName', 'Last Name'),
		...Object.fromEntries(custom),
	});
}

/**
 * A contact as a row of a list or a single one shows it; undefined where it has no ID, which becomes part of addresses.
 * Rows of hosts without custom fields show none, and lists of others were not seen (fact sheet, section 16.9).
 */
export function groupContactIn(row: IDataObject): GroupContact | undefined {
	const { id, phone } = toContact(row, '');
	const uid = textOrNull(id) ?? '';
	if (!UID.test(uid)) return undefined;
	return {
		id: uid,
		phone: wireNumber(textOrNull(phone) ?? ''),
		values: shownValues(row),
		isPartial: true,
		row,
	};
}

/** The fields that a row shows. */
export function shownValues(row: IDataObject): ContactValues {
	const { firstName, lastName } = toContact(row, '');
	const custom = groupFieldsIn(row).map(([name, value]) => [CUSTOM + name, shown(value)] as const);
	return {
		...(isTold(row, NAMES.firstName) && { firstName: shown(firstName) }),
		...(isTold(row, NAMES.lastName) && { lastName: shown(lastName) }),
		...Object.fromEntries(custom),
	};
}

/** As text without spaces around it, which a host removes. */
function shown(value: unknown): string | null {
	return textOrNull(value)?.trim() || null;
}

/** The output's object of custom fields, where there are any. */
export function customFieldsShown(values: ContactValues): IDataObject {
	const custom = Object.entries(values).flatMap(([name, value]) => {
		const inner = customNameOf(name);
		return inner === undefined ? [] : [[inner, value] as const];
	});
	return custom.length === 0 ? {} : { customFields: Object.fromEntries(custom) };
}

/** What is written to give a contact these values; null clears a field. */
export function contactFieldsOf(phone: string, values: ContactValues): ContactFields {
	const { firstName, lastName } = values;
	return {
		row: {
			phone,
			...(firstName !== undefined && { [NAMES.firstName]: written(firstName) }),
			...(lastName !== undefined && { [NAMES.lastName]: written(lastName) }),
		},
		customFields: Object.fromEntries(
			Object.entries(values).flatMap(([name, value]) => {
				const inner = customNameOf(name);
				return inner === undefined ? [] : [[inner, written(value)] as const];
			}),
		),
	};
}

function written(value: FieldValue): string {
	return value === null ? '' : String(value);
}

/** The name of a custom field by that among the values; undefined for other fields. */
export function customNameOf(name: string): string | undefined {
	return name.startsWith(CUSTOM) ? name.slice(CUSTOM.length) : undefined;
}
