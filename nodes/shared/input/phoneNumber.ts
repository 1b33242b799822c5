import { quoted } from '../record/text';
import type { NumberingPlan } from './numberingPlan';
import { planOf, splitInternational } from './numberingPlan';
import { withoutFraction } from './phoneFraction';
import { plainCharacters, readPhoneText } from './phoneText';
import {
	BRACKETED_ZERO,
	dialledFromAbroad,
	digitsOf,
	isInternational,
	isNumberAndMore,
} from './wholeNumber';

/** A recipient as the gateway gets it, with what tells it apart from others. */
export interface Recipient {
	/** The number to send to. */
	number: string;
	/** The same for two spellings of one number. */
	key: string;
}

/** Why text is not a phone number: what it is or has, after "…, which", and what to do. */
export interface PhoneProblem {
	problem: string;
	advice?: string;
}

export type RecipientList =
	| { ok: true; recipients: Recipient[] }
	| { ok: false; problem: string; advice: string };

/** A semicolon before a parameter of a `tel:` address belongs to the number (RFC 3966, section 3). */
const SEPARATORS = /[,\u060C\u3001\uFF0C]|[;\u061B\uFF1B](?!\s*[a-z-]+=)/i;
const DIGITS = /^\+?[0-9]+$/;
/** Nobody's number: what a spreadsheet has where there is none. */
const ZEROS = /^\+?0+$/;
/** E.164; "00" before it does not count. */
const MOST_DIGITS = 15;
const COUNTRY_CODE = /^(?:\+|00)?([1-9][0-9]{0,2})$/;
const MINUS = /^[-\u2010-\u2015\u2212\uFF0D]\s*[0-9]/;
const LAST_BRACKET = /[(\uFF08][^(\uFF08]*$/;

/** Digits in brackets at the end, too few for a number of their own. */
const BRACKETED_ENDING = /[0-9][^0-9]*[(\uFF08][0-9]{1,6}[)\uFF09]$/;
const ENDING = /^\s*[0-9]{1,4}\s*$/;
/** A number as a spreadsheet shows a long one, e.g. 4.41E+11. */
const SCIENTIFIC = /^[0-9]+(?:[.,][0-9]+)?e\+?[0-9]+$/i;
const FRACTION_ALONE = /^0{1,2}$/;
/** Shorter numbers are no subscriber's: short codes, extensions. */
const LEAST_SUBSCRIBER_DIGITS = 7;
const EXTENSION = /^[0-9#*]{1,6}$/;
const DIALLED = /^[0-9#*]+$/;
const FRACTION = /^[0-9]{1,2}$/;
/** One number as a spreadsheet groups its digits, e.g. 33,612,345,678.00; not a list of numbers. */
const GROUPED_BY_COMMAS = /^[\s'"]*\+?[0-9]{1,3}(?:[,\uFF0C][0-9]{1,4})+(?:\.[0-9]+)?[\s,'"]*$/;
/** What is longer is not a number, and need not be checked. */
const LONGEST_TEXT = 200;
/** Those of one field. */
const MOST_NUMBERS = 100_000;
/** Short codes, which no country code goes before. */
const MOST_SHORT_CODE_DIGITS = 6;

const WITH_COUNTRY_CODE =
	'Enter phone numbers with the country code, e.g. +33612345678, and commas between several.';
const SPACES_IN_LISTS =
	'To send to several numbers, write a space after each comma, e.g. +33612345678, 38080.';
const TWO_NUMBERS: PhoneProblem = {
	problem: 'looks like two numbers in one',
	advice: WITH_COUNTRY_CODE,
};
const EXTENDED: PhoneProblem = {
	problem: 'has an extension',
	advice: 'Remove the extension: an SMS goes to a number.',
};

/**
 * Reads recipients: one number, several split by commas, semicolons or new lines, or a list. A
 * number that occurs twice is taken once. Short codes and local numbers are valid.
 *
 * @param fieldName display name of the field, for the sentences
 * @param defaultCountryCode such as "33" or "+33"; see `readNumber`
 */
export function readRecipients(
	value: unknown,
	fieldName: string,
	defaultCountryCode: string,
): RecipientList {
	const recipients = new Map<string, Recipient>();
	let count = 0;
	for (const entry of Array.isArray(value) ? value : [value]) {
		for (const reading of readEntry(entry, defaultCountryCode)) {
			if ('problem' in reading) {
				return {
					ok: false,
					problem: `${fieldName} contains ${quoted(reading.written)}, which ${reading.problem}.`,
					advice: reading.advice ?? WITH_COUNTRY_CODE,
				};
			}
			if (++count > MOST_NUMBERS) {
				return {
					ok: false,
					problem: `${fieldName} contains more than ${MOST_NUMBERS} numbers.`,
					advice: 'Divide the numbers among several items.',
				};
			}
			const key = comparable(reading.number);
			if (!recipients.has(key)) recipients.set(key, { number: reading.number, key });
		}
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

type EntryReading = { number: string } | (PhoneProblem & { written: string });

/** The numbers in one text, or in one entry of a list, each read when it is asked for: nobody asks past a wrong one. */
function* readEntry(value: unknown, defaultCountryCode: string): Generator<EntryReading> {
	if (value === null || value === undefined) return;
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') {
		yield { written: JSON.stringify(value) ?? '', ...problemOfType(value) };
		return;
	}
	const text = plainCharacters(String(value));
	if (GROUPED_BY_COMMAS.test(text)) {
		const problem = 'looks like one number with commas between its digits';
		const advice = `Remove the commas. ${SPACES_IN_LISTS}`;
		yield { written: String(value), problem, advice };
		return;
	}
	const lines = text.split(/[\r\n]+/).map((line) => joinFractions(line.split(SEPARATORS)));
	if (lines.some(hasExtension)) {
		const problem = 'looks like a number with an extension';
		const advice = `Remove the extension. ${SPACES_IN_LISTS}`;
		yield { written: String(value), problem, advice };
		return;
	}
	for (const part of lines.flat()) {
		if (part.trim() === '') continue;
		const { text, parameters } = readPhoneText(part);
		if (/^[+\s0]*$/.test(text) || ZEROS.test(digitsOf(text))) continue;
		const reading = parameters.has('ext') ? EXTENDED : readNumber(text, defaultCountryCode);
		yield 'problem' in reading ? { written: part.trim(), ...reading } : reading;
	}
}

function problemOfType(value: unknown): PhoneProblem {
	if (typeof value === 'boolean') return { problem: 'is not a phone number but true or false' };
	if (Array.isArray(value)) return { problem: 'is a list within the list' };
	const field = Object.entries(value ?? {}).find(([, inner]) => isPhoneLike(inner))?.[0];
	const advice =
		field === undefined
			? 'Point the expression at the field that contains the number.'
			: `Point the expression at its field ${field}.`;
	return { problem: 'is an object and not a phone number', advice };
}

function isPhoneLike(value: unknown): boolean {
	return ['string', 'number'].includes(typeof value) && DIGITS.test(digitsOf(String(value)));
}

/** Parts of a line that was split at its commas; two zeros after a comma are the fraction of the number before. */
function joinFractions(parts: string[]): string[] {
	return parts.filter(
		(part, index) => !(FRACTION_ALONE.test(part) && DIGITS.test(digitsOf(parts[index - 1] ?? ''))),
	);
}

/**
 * Whether something in a line is what a phone dials after the call was taken, e.g. "5555" in
 * "+15551234567;5555". A space tells a list of numbers from it.
 */
function hasExtension(parts: string[]): boolean {
	let isAfterNumber = false;
	let isAfterSubscriber = false;
	return parts.some((part, index) => {
		const isAfterPause = parts[index - 1] === '' && DIALLED.test(part);
		const isExtension =
			(isAfterSubscriber && (isAfterPause || EXTENSION.test(part))) ||
			(isAfterNumber && FRACTION.test(part));
		isAfterNumber ||= part.trim() !== '';
		isAfterSubscriber ||= digitsOf(part).length > LEAST_SUBSCRIBER_DIGITS;
		return isExtension;
	});
}

/**
 * Reads one number as people, spreadsheets and phone books write it.
 *
 * Without a default country code, a number stays as it was written, save for what is no part of it. With
 * one, the plan of that country tells: its exit code becomes "+", its trunk prefix the calling code, and
 * a number of the right length without either gets the calling code. An international number without "+"
 * and a short code stay as they are. What could be a mobile number here and in another country is refused.
 *
 * @param defaultCountryCode such as "33" or "+33"; what is no calling code counts as none
 */
export function readNumber(
	text: string,
	defaultCountryCode: string,
): { number: string } | PhoneProblem {
	if (text.length > LONGEST_TEXT) return { problem: 'is too long to be a phone number' };
	const written = withoutFraction(text);
	if (written === undefined) return { problem: 'has a fraction, which no phone number has' };
	const problem = problemWith(written);
	if (problem !== undefined) return problem;
	const plan = planOf(callingCodeIn(defaultCountryCode) ?? '');
	const digits = digitsOf(written);
	if (digits.startsWith('+')) {
		return isNumberAndMore(written, plan)
			? TWO_NUMBERS
			: readInternational(written, digits.slice(1));
	}
	const afterExit = afterExitCode(written, digits, plan);
	if (afterExit.length > 1) return ambiguous(afterExit);
	if (afterExit[0] !== undefined) return { number: afterExit[0] };
	if (digits.startsWith('00')) return problemAfterExitCode(digits.slice(2));
	if (BRACKETED_ZERO.test(written) && !digits.startsWith('0')) {
		return readInternational(written, digits);
	}
	if (isNumberAndMore(written, plan)) return TWO_NUMBERS;
	if (plan === undefined) return { number: written };
	return digits.startsWith('0')
		? readFromZero(written, digits, plan)
		: readBare(written, digits, plan);
}

/** A number after "+". What is dialled only within its country is left out, e.g. the 0 of "+33 06 12 34 56 78". */
function readInternational(written: string, digits: string): { number: string } | PhoneProblem {
	if (digits.startsWith('0')) {
		return { problem: 'has no country code after the plus sign' };
	}
	const split = splitInternational(digits);
	if (split === undefined) return { number: written };
	const { plan, national } = split;
	const dialled = dialledFromAbroad(plan, national, written);
	return { number: dialled === national ? written : `+${plan.callingCode}${dialled}` };
}

/**
 * Whatever number remains after an exit code: the one that is dialled in the country, and "00", which
 * people write everywhere.
 */
function afterExitCode(written: string, digits: string, plan: NumberingPlan | undefined): string[] {
	const rests = [
		digits.startsWith('00') ? digits.slice(2) : undefined,
		plan?.withoutExitCode(digits),
	];
	const numbers = rests.flatMap((rest) => {
		const split = rest === undefined ? undefined : splitInternational(rest);
		if (split === undefined) return [];
		const dialled = dialledFromAbroad(split.plan, split.national, written);
		return split.plan.isNational(dialled) ? [`+${split.plan.callingCode}${dialled}`] : [];
	});
	return [...new Set(numbers)];
}

/** Why what follows "00" is no international number; as a national number it would reach somebody else. */
function problemAfterExitCode(digits: string): PhoneProblem {
	const split = splitInternational(digits);
	if (split === undefined) return { problem: 'has no country code after 00' };
	return {
		problem: `does not have as many digits as a number of the country code +${split.plan.callingCode}`,
	};
}

/** A number with a 0 before it, which is the trunk prefix in most countries and part of the number in some. */
function readFromZero(
	written: string,
	digits: string,
	plan: NumberingPlan,
): { number: string } | PhoneProblem {
	const national = plan.withoutTrunkPrefix(digits);
	const ownCode = digits.startsWith(`0${plan.callingCode}`)
		? digits.slice(1 + plan.callingCode.length)
		: '';
	const readings = [
		national ?? '',
		national === undefined ? digits : '',
		ownCode,
		// In a country without a trunk prefix, a 0 before the number is one that somebody put there.
		national === undefined ? digits.slice(1) : '',
	];
	const found = readings.find((reading) => plan.isNational(reading));
	if (found !== undefined) return { number: `+${plan.callingCode}${found}` };
	if (digits.length <= MOST_SHORT_CODE_DIGITS) return { number: written };
	return {
		problem: `does not have as many digits as a number of the country code +${plan.callingCode}`,
		advice: `Check the number, or enter it with its country code, e.g. +33612345678. The Default Country Code in the credential is ${plan.callingCode}.`,
	};
}

/** A number that begins with neither "+" nor 0. */
function readBare(
	written: string,
	digits: string,
	plan: NumberingPlan,
): { number: string } | PhoneProblem {
	const international = splitInternational(digits);
	const isOwn = international?.plan.callingCode === plan.callingCode;
	const dialled = international
		? dialledFromAbroad(international.plan, international.national, written)
		: '';
	const hasTrunkPrefix = international !== undefined && dialled !== international.national;
	const national = plan.isNational(digits) ? digits : plan.withoutTrunkPrefix(digits);
	const isNational = national !== undefined && plan.isNational(national);
	const isMobileHere = isNational && plan.isMobile(national);
	// An area in brackets stands first only where no country code does.
	const isMobileThere = international?.plan.isMobile(dialled) && !/^\(/.test(written);
	const abroad = `${international?.plan.callingCode ?? ''}${dialled}`;
	const isFixedLineThere = isOwn && plan.isNational(dialled) && !isMobileHere;
	const isEither =
		(isMobileThere && isMobileHere) || (hasTrunkPrefix && isFixedLineThere && !isMobileThere);
	if (isEither && isNational && plan.callingCode + national !== abroad) {
		return ambiguous([`+${plan.callingCode}${national}`, `+${abroad}`]);
	}
	if (isMobileThere || isFixedLineThere) {
		return { number: hasTrunkPrefix ? `+${abroad}` : written };
	}
	return { number: isNational ? `+${plan.callingCode}${national}` : written };
}

function ambiguous(numbers: string[]): PhoneProblem {
	return {
		problem: `can be read as ${numbers.join(' and as ')}`,
		advice: 'Enter the number with a plus sign and its country code.',
	};
}

/** The calling code that a user entered, in digits. */
function callingCodeIn(defaultCountryCode: string): string | undefined {
	return COUNTRY_CODE.exec(defaultCountryCode.trim())?.[1];
}

/** Whether a default country code is empty or can be used. */
export function isCountryCode(code: string): boolean {
	return code.trim() === '' || planOf(callingCodeIn(code) ?? '') !== undefined;
}

/** A number without punctuation, and with "+" for "00". */
export function withoutPunctuation(number: string): string {
	return digitsOf(number).replace(/^00/, '+');
}

/**
 * The same for all spellings of the other party of a message: of a number as `readNumber` reads it, and of a
 * name as written.
 */
export function comparableParty(party: string, defaultCountryCode: string): string {
	const reading = readNumber(plainCharacters(party).trim(), defaultCountryCode);
	return comparable('number' in reading ? reading.number : party);
}

/** The same for all spellings of a number: its digits, without "+" or "00" at the beginning. */
export function comparable(number: string): string {
	return withoutPunctuation(number).replace(/^\+/, '');
}

function problemWith(text: string): PhoneProblem | undefined {
	const digits = digitsOf(text);
	if (SCIENTIFIC.test(text.replace(/\s/g, ''))) {
		return {
			problem: 'is how a spreadsheet shows a long number, whose last digits are lost',
			advice: 'Format the column of the spreadsheet as text, and enter the number again there.',
		};
	}
	if (MINUS.test(text)) return { problem: 'begins with a minus sign' };
	if (isTwoEndings(text)) return TWO_NUMBERS;
	if (BRACKETED_ENDING.test(text) && !isWholeWithBrackets(text)) return EXTENDED;
	if (DIGITS.test(digits)) {
		if (comparable(text).length <= MOST_DIGITS) return undefined;
		return { problem: `has more than the ${MOST_DIGITS} digits that a phone number can have` };
	}
	if (/[0-9]\s*(?:x|ext\.?|extension|poste|p|w|#|\*)\s*[0-9]+$/i.test(text)) {
		return EXTENDED;
	}
	if (/\p{L}/u.test(text)) return { problem: 'is not a phone number: it contains letters' };
	if (!/[0-9]/.test(text)) return { problem: 'is not a phone number: it contains no digits' };
	return { problem: 'is not a phone number: it contains characters that a number cannot have' };
}

/** Whether a number has several endings, e.g. "+33612345678/79/80"; "06 12 34 56/78" has none. */
function isTwoEndings(text: string): boolean {
	const [before = '', ...endings] = text.split('/');
	if (endings.length === 0 || !endings.every((ending) => ENDING.test(ending))) return false;
	const count = digitsOf(before).replace('+', '').length;
	return (
		count > LEAST_SUBSCRIBER_DIGITS + 1 || (count > LEAST_SUBSCRIBER_DIGITS && DIGITS.test(before))
	);
}

/** Whether an international number is whole only with the digits that are in brackets at its end. */
function isWholeWithBrackets(text: string): boolean {
	return isInternational(text) && !isInternational(text.slice(0, text.search(LAST_BRACKET)));
}
