import trim from 'lodash/trim.js';
import { isNumeric } from './php.mts';

/**
 * A number as it is stored: hyphens and blanks go, a leading zero becomes the dial code, a leading plus goes (vendor
 * document, `recipients`; recorded: "send spellings").
 *
 * @returns undefined for what the gateway drops without a word: 6 characters or fewer, or not a number to PHP
 */
export function storedNumber(phone: string, dialCode: string): string | undefined {
	const bare = phone.trim().replace(/[- –]/g, '');
	if (bare.length <= 6) return undefined;
	const rest = bare.slice(1);
	if (bare.startsWith('+')) return isNumeric(rest) ? trim(bare, '+') : undefined;
	if (bare.startsWith('0')) {
		return isNumeric(rest) ? trim(dialCode + rest, '+') : undefined;
	}
	return isNumeric(bare) ? bare : undefined;
}

/** Numbers split by commas or white space, so that one with blanks in it is several (fact sheet 2). */
export function splitNumbers(list: string): string[] {
	return list.split(/[\s,]+/).filter((part) => part !== '');
}

/**
 * Units for a page to this number. The gateway has a list of dial prefixes (fact sheet 2). Recorded ("units"): 41 for 39
 * SMS of a page each, two of which went to numbers that begin with 1; that it is the price of +1 is inferred, as is the 1
 * of all other prefixes but 234.
 */
export function unitsPerPage(number: string): number {
	return number.startsWith('1') ? 2 : 1;
}
