import type { INodeProperties } from 'n8n-workflow';
import type { FieldReader } from '../../../shared/input/fieldReader';
import { quoted } from '../../../shared/record/text';
import { PHONE_HINT } from '../../../shared/ui/descriptions';
import type { Account } from '../../api/account';
import { groupField } from '../../fields/descriptions';
import { isBlank, readKeptText, storedNumber } from '../../fields/values';
import { asStored } from '../../records/storedText';

/** The group of contacts that have none (vendor document, `group_name`). */
export const DEFAULT_GROUP = 'default';

/** How many characters the gateway keeps (fact sheet, section 6). */
const LONGEST_NAME = 25;
const LONGEST_GROUP = 84;

/** How many are sent, for another revision may keep more. */
const LONGEST_SENT = 100;

/** The group in which contacts are saved. Add its `description` and `displayOptions`. */
export const savingGroupField: INodeProperties = {
	...groupField,
	required: false,
	hint: 'Without a group, the contact is saved in the group “default”',
};

export const contactPhoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +2348094309926',
	hint: PHONE_HINT,
	description: 'The phone number of the contact',
};

/** The number of a contact as the gateway stores it. Throws NodeOperationError where it is none. */
export function readContactPhone(
	fields: FieldReader,
	{ defaultCountryCode }: Pick<Account, 'defaultCountryCode'>,
): string {
	return storedNumber(fields.phone(fields.value('phone'), 'Phone', defaultCountryCode));
}

/**
 * The name of the group that a contact is saved in; '' where there is none.
 *
 * @throws NodeOperationError for one that the gateway would change without the user's consent
 */
export function readGroupName(fields: FieldReader): string {
	const name = readKeptText(fields, fields.optionalId('groupId', 'Group') ?? '', 'Group', {
		verb: 'save',
	});
	if (/[,'"]/.test(name)) {
		throw fields.error(
			`Group is ${quoted(name)}, and the gateway removes commas and quotation marks from names.`,
			'Enter a name without them in Group.',
		);
	}
	if (name !== '' && isBlank(name)) {
		throw fields.error(
			`Group is ${quoted(name)}, which the gateway treats as empty.`,
			'Enter another name in Group.',
		);
	}
	return beginningOf(name);
}

/**
 * A first or last name as it is sent; undefined where there is none.
 *
 * @throws NodeOperationError for one that the gateway would change without the user's consent
 */
export function readName(
	fields: FieldReader,
	value: unknown,
	displayName: string,
): string | undefined {
	const text = fields.trimmedText(value, displayName);
	const kept = readKeptText(fields, text, displayName, { verb: 'save' });
	return kept === undefined ? undefined : beginningOf(kept);
}

function beginningOf(text: string): string {
	return text.length <= LONGEST_SENT ? text : [...text].slice(0, LONGEST_SENT).join('');
}

/** The name of a group as the gateway stores it. */
export function storedGroup(name: string): string {
	return asStored(name).slice(0, LONGEST_GROUP).trimEnd() || DEFAULT_GROUP;
}

/** A first or last name as the gateway stores it, without spaces at its ends; null where there is none. */
export function storedName(name: string | undefined): string | null {
	if (name === undefined || isBlank(name)) return null;
	return asStored(name).slice(0, LONGEST_NAME).trim() || null;
}

/**
 * The same for two names of one group to the gateway: without regard to case, accents, and spaces at the end (recorded:
 * "contacts group case"; accents are inferred from its database, which compares so).
 */
export function groupKeyOf(name: string): string {
	return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trimEnd();
}
