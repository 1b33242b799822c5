import type { IDataObject } from 'n8n-workflow';
import { hasWholeNumber } from '../../shared/input/digitsInText';
import type { FieldReader } from '../../shared/input/fieldReader';
import { splitInternational } from '../../shared/input/numberingPlan';
import { comparable, readNumber } from '../../shared/input/phoneNumber';
import { plainCharacters } from '../../shared/input/phoneText';
import { quoted } from '../../shared/record/text';
import { numberOrNull, textOrNull } from '../../shared/record/values';

/** What a user searches for. */
export interface WordSearch {
	/** What to ask the gateway for, which finds that and more; undefined where it has to be asked for everything. */
	term: string | undefined;
	/** Whether each of the words is in a record, upper and lower case alike. */
	isIn(record: IDataObject): boolean;
}

type Matcher = (record: IDataObject) => boolean;

/** What a number has before it that the gateway does not store: a plus, or the 0 of its local form. */
const NUMBER_PREFIX = /^[+0]+(?=\d{6})/;

/** The gateway takes numbers of more than 6 digits (fact sheet, section 2). */
const WHOLE_NUMBER = /^\+?\d{7,}$/;

/** A number in its local form: the gateway stores a dial code in place of the 0. */
const LOCAL_NUMBER = /^0([1-9]\d*)$/;

/** Every word is looked for in every record. */
const LONGEST_SEARCH = 1_000;

/** A number as people write it, in which spaces and hyphens separate no words. */
const WRITTEN_NUMBER = /^[+(]?\d[\d\s().\-/]*$/;

/**
 * Reads a search for contacts, by whole words and whole numbers: Delete must find nobody who was not meant. What looks
 * like a number is the number of one contact, and nothing else.
 *
 * @throws NodeOperationError for a number of which the country is not known, or which is none
 */
export function readContactSearch(
	fields: FieldReader,
	value: unknown,
	defaultCountryCode: string,
): WordSearch | undefined {
	const search = plainCharacters(fields.trimmedText(value, 'Search', LONGEST_SEARCH) ?? '');
	const words = isWrittenNumber(search) ? [search] : wordsOf(search);
	const parts = words.map((word) => {
		if (!isWrittenNumber(word)) return { part: word, isIn: hasName(word) };
		const number = readContactNumber(fields, word, defaultCountryCode);
		return { part: number, isIn: ({ phone }: IDataObject) => isSameNumber(phone, number) };
	});
	return searchOf(
		parts.map(({ part }) => part),
		parts.map(({ isIn }) => isIn),
	);
}

/**
 * Reads a search for SMS; undefined where there are no words. Words are found anywhere in text and sender, but digits
 * only whole.
 */
export function readSmsSearch(
	fields: FieldReader,
	value: unknown,
	defaultCountryCode: string,
): WordSearch | undefined {
	const search = plainCharacters(fields.trimmedText(value, 'Search', LONGEST_SEARCH) ?? '').trim();
	const isOneNumber = search.startsWith('+') && isWrittenNumber(search);
	const words = isOneNumber ? [search] : wordsOf(search);
	return searchOf(
		words,
		words.map((word) => {
			const isRecipient = isWrittenNumber(word) ? isNumber(word, defaultCountryCode) : () => false;
			const isInText = /^\d+$/.test(word)
				? (text: string) => hasWholeNumber(text, word)
				: (text: string) => text.includes(word);
			return ({ recipient, message, sender }) =>
				isRecipient(recipient) || [message, sender].some((text) => isInText(plain(text)));
		}),
	);
}

/**
 * The gateway's own search takes off zeros and spaces at both ends, leaves common words out, reads `%` and `_` as
 * any characters, a term like a batch id as one, and breaks at a question mark (fact sheet, sections 3 and 12.6). So
 * it is asked for the parts of the words that it understands, and what it finds is sorted out here.
 */
function searchOf(words: string[], matchers: Matcher[]): WordSearch | undefined {
	if (words.length === 0) return undefined;
	const parts = words.flatMap(
		(word) => word.replace(NUMBER_PREFIX, '').match(/[\p{L}\p{N}]+/gu) ?? [],
	);
	// Of zeros alone nothing is left there.
	const term = parts.filter((part) => numberOrNull(part) !== 0).join(' ');
	return {
		term: term === '' ? undefined : term,
		isIn: (record) => matchers.every((isIn) => isIn(record)),
	};
}

function isWrittenNumber(text: string): boolean {
	return WRITTEN_NUMBER.test(text) && WHOLE_NUMBER.test(`+${comparable(text)}`);
}

/** The number of a contact as the gateway stores it: it puts a dial code in the place of a leading 0. */
function readContactNumber(fields: FieldReader, word: string, defaultCountryCode: string): string {
	const reading = readNumber(word, defaultCountryCode);
	if ('problem' in reading) {
		throw fields.error(
			`Search contains ${quoted(word)}, which ${reading.problem}.`,
			reading.advice ?? 'Enter the number with its country code in Search, e.g. +2348094309926.',
		);
	}
	const number = comparable(reading.number);
	if (!number.startsWith('0')) return number;
	throw fields.error(
		`Search contains ${quoted(word)}, which has no country code, so it may match several contacts.`,
		'Enter the number with its country code in Search, e.g. +2348094309926, or set Default Country Code in the credential.',
	);
}

/** Whether a contact has this word as a whole one in a name. */
function hasName(word: string): Matcher {
	return ({ firstname, lastname }) =>
		[firstname, lastname].some((name) => wordsOf(plain(name)).includes(word));
}

/** Tells the recipients of a number. One without a country is that of any. */
function isNumber(word: string, defaultCountryCode: string): (recipient: unknown) => boolean {
	const reading = readNumber(word, defaultCountryCode);
	if ('problem' in reading) return () => false;
	const number = comparable(reading.number);
	const [, national] = LOCAL_NUMBER.exec(number) ?? [];
	if (national === undefined) return (recipient) => isSameNumber(recipient, number);
	return (recipient) =>
		splitInternational(comparable(textOrNull(recipient) ?? ''))?.national === national;
}

function isSameNumber(stored: unknown, number: string): boolean {
	return comparable(textOrNull(stored) ?? '') === number;
}

function wordsOf(text: string): string[] {
	return plain(text)
		.split(/\s+/)
		.filter((word) => word !== '');
}

/** Text without regard to case. */
function plain(value: unknown): string {
	return plainCharacters(textOrNull(value) ?? '').toLowerCase();
}
