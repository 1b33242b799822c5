/** A recipient as the gateway gets it, with what tells it apart from others. */
export interface Recipient {
	/** The number to send to. */
	number: string;
	/** The same for two spellings of one number. */
	key: string;
}

export type RecipientList =
	| { ok: true; recipients: Recipient[] }
	| { ok: false; problem: string; advice: string };

const SEPARATORS = /[,;\r\n]+/;
/** What text processors slip into numbers, and nobody sees. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;
const PUNCTUATION = /[\s().\-/\u2010-\u2015]/g;
const DIGITS = /^\+?[0-9]+$/;
/** E.164; "00" before it does not count. */
const MOST_DIGITS = 15;
/** The 0 that is dialled only within the country, e.g. in "+33 (0)6 12 34 56 78". */
const TRUNK_ZERO = /^((?:\+|00)\s*([1-9][0-9]{0,2}))\s*\(0\)/;
/** Countries where a leading 0 is part of the number, abroad too (ITU national numbering plans). */
const KEEP_THE_ZERO = new Set(['225', '229', '242', '378', '39']);
const COUNTRY_CODE = /^(?:\+|00)?([1-9][0-9]{0,2})$/;

/**
 * Reads recipients: one number, several split by commas, semicolons or new lines, or a list. A
 * number that occurs twice is taken once. Short codes and local numbers are valid.
 *
 * @param fieldName display name of the field, for the sentences
 * @param defaultCountryCode such as "33" or "+33"; see `withCountryCode`
 */
export function readRecipients(
	value: unknown,
	fieldName: string,
	defaultCountryCode: string,
): RecipientList {
	const entries = (Array.isArray(value) ? value : [value]).flatMap(splitEntry);
	const recipients = new Map<string, Recipient>();
	for (const entry of entries) {
		const problem = problemWith(entry);
		if (problem !== undefined) {
			return {
				ok: false,
				problem: `${fieldName} contains “${entry}”, which ${problem}.`,
				advice: `Enter phone numbers in ${fieldName}, with the country code, e.g. +33612345678, and commas between several.`,
			};
		}
		const number = withCountryCode(entry, defaultCountryCode);
		const key = comparable(number);
		if (!recipients.has(key)) recipients.set(key, { number, key });
	}
	if (recipients.size === 0) {
		return {
			ok: false,
			problem: `${fieldName} is empty.`,
			advice: `Enter at least one phone number in ${fieldName}, e.g. +33612345678. If an expression fills it, check that the item has that field.`,
		};
	}
	return { ok: true, recipients: [...recipients.values()] };
}

/**
 * Gives a number that starts with a single 0 the country code, e.g. "06 12 34 56 78" and "33"
 * make "+33612345678". Other numbers, and all numbers without a country code, stay as typed.
 */
export function withCountryCode(number: string, defaultCountryCode: string): string {
	const code = COUNTRY_CODE.exec(defaultCountryCode.trim())?.[1];
	const digits = number.replace(PUNCTUATION, '');
	if (code === undefined || !/^0[1-9]/.test(digits)) return number;
	return `+${code}${KEEP_THE_ZERO.has(code) ? digits : digits.slice(1)}`;
}

/** Whether a default country code is empty or can be used. */
export function isCountryCode(code: string): boolean {
	return code.trim() === '' || COUNTRY_CODE.test(code.trim());
}

/** A number without punctuation, and with "+" for "00". */
export function withoutPunctuation(number: string): string {
	return number.replace(PUNCTUATION, '').replace(/^00/, '+');
}

/** The same for all spellings of a number: its digits, without "+" or "00" at the beginning. */
export function comparable(number: string): string {
	return withoutPunctuation(number).replace(/^\+/, '');
}

function splitEntry(value: unknown): string[] {
	if (value === null || value === undefined) return [];
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return (typeof value === 'object' ? [text] : text.split(SEPARATORS))
		.map((entry) => withoutTrunkZero(entry.replace(INVISIBLE, '').trim()))
		.filter((entry) => entry !== '');
}

function withoutTrunkZero(number: string): string {
	const [, prefix, code] = TRUNK_ZERO.exec(number) ?? [];
	if (prefix === undefined || code === undefined || KEEP_THE_ZERO.has(code)) return number;
	return prefix + number.replace(TRUNK_ZERO, '');
}

function problemWith(entry: string): string | undefined {
	const digits = entry.replace(PUNCTUATION, '');
	if (comparable(entry).length > MOST_DIGITS && DIGITS.test(digits)) {
		return `has more than the ${MOST_DIGITS} digits that a phone number can have`;
	}
	if (DIGITS.test(digits)) return undefined;
	if (/\p{L}/u.test(entry)) return 'is not a phone number: it contains letters';
	if (!/[0-9]/.test(entry)) return 'is not a phone number: it contains no digits';
	return 'is not a phone number: it contains characters that a number cannot have';
}
