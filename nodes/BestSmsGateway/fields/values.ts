import type { FieldReader } from '../../shared/input/fieldReader';
import { comparable } from '../../shared/input/phoneNumber';
import type { Encoding } from '../../shared/record/message';
import { plainText, quoted } from '../../shared/record/text';
import { lookUp } from '../../shared/record/values';
import type { FilledIn } from '../records/storedText';
import { changeOf } from '../records/storedText';
import { CHANGE_CONSENT } from './descriptions';

/**
 * Whether the gateway takes a value for none: PHP's `empty` is true for 0 as well (fact sheet,
 * section 3, and the vendor's public source).
 */
export function isBlank(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (Array.isArray(value)) return value.every(isBlank);
	return ['', '0'].includes(typeof value === 'object' ? 'object' : plainText(value).trim());
}

/**
 * A phone number as the gateway stores it: digits only (fact sheet, sections 2 and 3). A leading 0
 * stays: the gateway puts the account's dial code in its place (vendor document, `recipients`).
 */
export function storedNumber(number: string): string {
	return comparable(number);
}

/** A number for a filter; undefined where the field is not set. */
export function readPhone(
	fields: FieldReader,
	value: unknown,
	defaultCountryCode: string,
): string | undefined {
	const number = fields.optionalPhone(value, 'Phone', defaultCountryCode);
	return number === undefined ? undefined : storedNumber(number);
}

/**
 * Ids: a single one, several split by commas or spaces, or a list. Empty where the field is not set.
 *
 * @throws NodeOperationError for what is no id, also for 0, which the gateway treats as all
 */
export function readIds(fields: FieldReader, value: unknown, displayName: string): string[] {
	const ids = fields.optionalIds(value, displayName);
	const wrong = ids.find((id) => !/^[1-9]\d*$/.test(id));
	if (wrong === undefined) return [...new Set(ids)];
	throw fields.error(
		`${displayName} contains ${quoted(wrong)}, which is not an ID.`,
		`Enter numbers in ${displayName}, and separate several with commas, e.g. 572,228.`,
	);
}

/**
 * The names that a field for contact groups holds, with bare commas between them: the gateway trims
 * none, and takes commas out of names (fact sheet, sections 2 and 6).
 *
 * @throws NodeOperationError where there is none
 */
export function readGroups(fields: FieldReader, name: string, displayName: string): string {
	const names = (fields.optionalId(name, displayName) ?? '')
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
	if (names.length > 0) return names.join();
	throw fields.error(
		`${displayName} is empty.`,
		`Choose a group in ${displayName}, or enter its name. If an expression fills it, check that the item has that field.`,
	);
}

/** A value that must be one of an option's; undefined where the field is not set. */
export function readOption(
	fields: FieldReader,
	value: unknown,
	displayName: string,
	options: string[],
): string | undefined {
	if (isBlank(value)) return undefined;
	const chosen = fields.trimmedText(value, displayName) ?? '';
	if (options.includes(chosen)) return chosen;
	throw fields.error(
		`${displayName} is ${quoted(chosen)}, which is not one of its options.`,
		`Enter one of these in ${displayName}: ${options.join(', ')}.`,
	);
}

const ENCODING_BY_UNICODE: Record<string, Encoding> = { always: 'UCS-2', never: 'GSM-7' };

/** The encoding that the field Unicode asks for; undefined where the text decides. */
export function readEncoding(fields: FieldReader): Encoding | undefined {
	const { unicode } = fields.collection('additionalFields');
	const choice = readOption(fields, unicode, 'Unicode', ['always', 'automatic', 'never']);
	// An expression that fails gives null, and must not cost an SMS its characters.
	return lookUp(ENCODING_BY_UNICODE, choice ?? 'automatic');
}

/** The name or number that the recipient sees (vendor document, `sender_id`); undefined where the field is not set. */
export function readSender(fields: FieldReader, value: unknown): string | undefined {
	const sender = fields.trimmedText(value, 'From') ?? '';
	if (sender === '') return undefined;
	if (/^.{3,11}$/u.test(sender) || /^\d{3,14}$/.test(sender)) return sender;
	throw fields.error(
		`From is ${quoted(sender)}, which is too ${[...sender].length < 3 ? 'short' : 'long'} for a sender.`,
		'Enter 3 to 11 characters, or 3 to 14 digits, in From.',
	);
}

/**
 * A text that the gateway keeps as it is, or changes with the user's consent.
 *
 * @param filledIn the words in brackets that are no part of the text
 * @param verb what is done with the text, which is also the value of the option by which the user consents
 * @throws NodeOperationError for what the gateway would change, unless the user wants that even so
 */
export function readKeptText<T extends string | undefined>(
	fields: FieldReader,
	text: T,
	displayName: string,
	{ filledIn, verb = 'send' }: { filledIn?: FilledIn; verb?: keyof typeof CHANGE_CONSENT } = {},
): T {
	const { field, option } = CHANGE_CONSENT[verb];
	const { whenTextChanges } = fields.collection('additionalFields');
	const choice = readOption(fields, whenTextChanges, field.displayName, ['refuse', verb]);
	const change = text === undefined || choice === verb ? undefined : changeOf(text, filledIn);
	if (change === undefined) return text;
	throw fields.error(
		`${displayName} ${change}.`,
		`Change ${displayName}. To ${verb} it anyway, add ${field.displayName} under Additional Fields, and choose ${option}.`,
	);
}

/** The error about a filter that was added and has nothing in it. */
export function blankFilter(fields: FieldReader, displayName: string, verb: string, what: string) {
	return fields.error(
		`${displayName} in Filters is empty, which would ${verb} more ${what} than intended.`,
		`Fill in ${displayName}, or remove it from Filters. If an expression fills it, check that the item has that field.`,
	);
}
