import type { Note } from '../requestParameters.mts';
import { CodedRefusal } from './refusals.mts';

/**
 * Whether a number is in international format: digits (fact sheet 1, DOCS D3), also with a plus, which a recorded
 * call had (fact sheet 1).
 */
export function isInternational(number: unknown): number is string {
	return typeof number === 'string' && /^\+?[1-9][0-9]{6,14}$/.test(number);
}

/** Notes the plus of a number: all samples have digits only (fact sheet 14.1). */
export function notePlus(number: unknown, note: Note): void {
	if (typeof number === 'string' && number.startsWith('+')) {
		note('A plus in a number is in no sample');
	}
}

/** The same for a number with and without a plus. */
export function bare(number: string): string {
	return number.replace(/^\+/, '');
}

/**
 * Reads the sender: a name of at most 11 letters, digits and spaces, or a number of at most 14 digits (fact sheet 3.1,
 * error 111). A number may have a plus or not: the documents disagree (fact sheet 10.5), so both are taken.
 *
 * @returns undefined where there is none
 * @throws CodedRefusal
 */
export function readSender(value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (value === '') throw new CodedRefusal(109, 'The sender is empty');
	const isNumber = typeof value === 'string' && /^\+?[0-9]{1,14}$/.test(value);
	const isName = typeof value === 'string' && /^[A-Za-z0-9 ]{1,11}$/.test(value);
	if (typeof value === 'string' && (isNumber || isName)) return value;
	throw new CodedRefusal(
		111,
		'The sender is not valid, it can be maximum 11 characters or 14 digits',
	);
}

/**
 * How many GSM characters a text has: the nine of the extension table count as two (fact sheet 3.1, DOCS D2).
 */
export function gsmLength(text: string): number {
	return [...text].length + (text.match(/[€\\{}[\]^~|]/g)?.length ?? 0);
}
