import type { IDataObject } from 'n8n-workflow';
import { hasWholeNumber } from '../shared/digitsInText';
import { numberOrNull, textOrNull } from '../shared/values';
import { plainText } from '../shared/text';

/** Names of a record's fields that are searched. */
export interface SearchedFields {
	/** Those with a phone number, as the gateway stores it. */
	numbers: string[];
	texts: string[];
}

/** What a user searches for. */
export interface WordSearch {
	/** What to ask the gateway for, which finds that and more; undefined where it has to be asked for everything. */
	term: string | undefined;
	/**
	 * Whether each of the words is in one of these fields of a record, upper and lower case alike. A whole phone number
	 * is only found whole, for Delete must not take others' numbers that contain it.
	 */
	isIn(record: IDataObject, fields: SearchedFields): boolean;
}

/** What a number has before it that the gateway does not store: a plus, or the 0 of its local form. */
const NUMBER_PREFIX = /^[+0]+(?=\d{6})/;

/** A whole number: the gateway takes those of more than 6 digits (fact sheet, section 2). */
const WHOLE_NUMBER = /^\+?(\d{7,})$/;

/** A number in its local form: the gateway stores a dial code in place of the 0. */
const LOCAL_NUMBER = /^0([1-9]\d*)$/;

/** The codes of all countries (ITU-T E.164, list of assigned codes). */
const COUNTRY_CODE =
	/^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|2[1-689]\d|3[578]\d|42\d|5[09]\d|6[7-9]\d|8[05789]\d|9[679]\d)$/;
/** Digits after the code 1. */
const DIGITS_AFTER_ONE = 10;

/**
 * Reads a search for words; undefined where there are none.
 *
 * The gateway's own search takes off zeros and spaces at both ends, leaves common words out, reads `%` and `_` as
 * any characters, a term like a batch id as one, and breaks at a question mark (fact sheet, sections 3 and 12.6). So
 * it is asked for the parts of the words that it understands, and what it finds is sorted out here.
 */
export function readSearch(value: unknown): WordSearch | undefined {
	const words = plainText(value)
		.toLowerCase()
		.split(/\s+/)
		.filter((word) => word !== '');
	if (words.length === 0) return undefined;
	const parts = words.flatMap(
		(word) => word.replace(NUMBER_PREFIX, '').match(/[\p{L}\p{N}]+/gu) ?? [],
	);
	// Of zeros alone nothing is left there.
	const term = parts.filter((part) => numberOrNull(part) !== 0).join(' ');
	const matchers = words.map(matcherOf);
	return {
		term: term === '' ? undefined : term,
		isIn(record, { numbers, texts }) {
			const valuesOf = (names: string[]) =>
				names.map((name) => (textOrNull(record[name]) ?? '').toLowerCase());
			const [ofNumbers, ofTexts] = [valuesOf(numbers), valuesOf(texts)];
			return matchers.every(
				({ isNumber, isInText }) => ofNumbers.some(isNumber) || ofTexts.some(isInText),
			);
		},
	};
}

/** What tells whether a word is a number, or is in a text. */
function matcherOf(word: string): Record<'isNumber' | 'isInText', (value: string) => boolean> {
	const [, digits] = WHOLE_NUMBER.exec(word) ?? [];
	if (digits === undefined) {
		const part = word.replace(/^\+(?=\d)/, '');
		return {
			isNumber: (value) => value.includes(part),
			isInText: (value) => value.includes(word),
		};
	}
	const [, afterZero] = LOCAL_NUMBER.exec(digits) ?? [];
	const full = digits.replace(/^00/, '');
	return {
		isNumber: (value) =>
			value === digits ||
			value === full ||
			(afterZero !== undefined && isInternational(value, afterZero)),
		isInText: (value) => hasWholeNumber(value, digits),
	};
}

/** Whether a number is a local one with the code of a country before it. */
function isInternational(value: string, local: string): boolean {
	const code = value.endsWith(local) ? value.slice(0, -local.length) : '';
	return COUNTRY_CODE.test(code) && (code !== '1' || local.length === DIGITS_AFTER_ONE);
}
