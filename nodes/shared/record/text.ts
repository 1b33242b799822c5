import type { Template } from './template';
import { canHaveMade } from './template';

/** Half of a character beyond U+FFFF, which no UTF-8 can hold. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const LONGEST_QUOTED = 60;

/** What was read of a value that is to be text. */
export type TextReading =
	| { ok: true; text: string }
	| { ok: false; problem: string; advice: string };

/** What JavaScript writes in a text where an expression has no text to give, what that means, and what to do. */
interface CoercedValue {
	words: RegExp;
	meaning: string;
	advice: (displayName: string) => string;
	/** Whether people may write it too. */
	isWord?: boolean;
}

const COERCED_VALUES: CoercedValue[] = [
	{
		words: /\[object [A-Za-z]+\]/,
		meaning: 'an expression in it is an object and not text',
		advice: (field) =>
			`Point that expression in ${field} at the field of the object that contains the text.`,
	},
	{
		words: /\[native code\]/,
		meaning: 'an expression in it is a function and not text',
		advice: (field) => `Add () after the name of the function in ${field}.`,
	},
	{
		words: /Invalid Date(?:Time)?/,
		meaning: 'an expression in it has a date that cannot be read',
		advice: (field) => `Check the date that the expression in ${field} uses.`,
		isWord: true,
	},
	{
		words: /(?<![\p{L}\p{N}_])NaN(?![\p{L}\p{N}_])/u,
		meaning: 'an expression in it calculates with something that is not a number',
		advice: (field) => `Check that the item has the numbers that the expression in ${field} uses.`,
		isWord: true,
	},
	{
		words: /(?<![\p{L}\p{N}_])undefined(?![\p{L}\p{N}_])/u,
		meaning: 'an expression in it has no value',
		advice: fillIn,
		isWord: true,
	},
	{
		words: /(?<![\p{L}\p{N}_])null(?![\p{L}\p{N}_])/u,
		meaning: 'an expression in it has no value',
		advice: fillIn,
		isWord: true,
	},
];

function fillIn(displayName: string): string {
	return `Check that the item has the field that the expression in ${displayName} uses. If it may be missing, write e.g. {{ $json.name ?? "" }}.`;
}

/**
 * Reads a value that a user entered, or an expression made, as text that can be sent: without half characters and
 * NUL, with LF between lines. Nothing is an empty text.
 *
 * @param displayName the field's, for the sentence about what is not text: an object, a list, a number that JavaScript
 * rounded, or what JavaScript writes in a text for any of these and for a missing value
 * @param templates the texts with expressions in them that may have made the value; a word such as "null" counts only
 * where it can be all that an expression within such a text gave, for whole texts also come from people
 */
export function readText(
	value: unknown,
	displayName: string,
	templates: () => Template[] = () => [],
): TextReading {
	if (value === undefined || value === null) return { ok: true, text: '' };
	const text = plainText(value);
	const problem = problemOfKind(value, displayName) ?? problemOfWords(text, displayName, templates);
	return problem ? { ok: false, ...problem } : { ok: true, text: wellFormed(text) };
}

function problemOfKind(value: unknown, displayName: string) {
	if (typeof value === 'number') return problemOfNumber(value, displayName);
	if (['string', 'bigint', 'boolean'].includes(typeof value)) return undefined;
	if (isDate(value)) {
		return {
			problem: `${displayName} is a date and time and not text.`,
			advice: `Format it in the expression in ${displayName}, e.g. {{ $now.toFormat("yyyy-MM-dd HH:mm") }}.`,
		};
	}
	return {
		problem: `${displayName} is ${kindOf(value)} and not text.`,
		advice: `Point the expression in ${displayName} at the field that contains the text.`,
	};
}

function problemOfNumber(value: number, displayName: string) {
	if (!Number.isFinite(value)) {
		return {
			problem: `${displayName} is “${value}”, which is the result of a calculation with something that is not a number.`,
			advice: `Check that the item has the numbers that the expression in ${displayName} uses.`,
		};
	}
	if (!Number.isInteger(value) || Number.isSafeInteger(value)) return undefined;
	return {
		problem: `${displayName} is the number ${value}, which has more digits than n8n keeps, so the last ones may be wrong.`,
		advice: `Pass it to ${displayName} as text, starting where it comes from.`,
	};
}

function problemOfWords(text: string, displayName: string, templates: () => Template[]) {
	for (const { words, meaning, advice, isWord = false } of COERCED_VALUES) {
		const [found] = words.exec(text) ?? [];
		if (found === undefined) continue;
		const isMade = (template: Template) => canHaveMade(template, text, found);
		if (isWord && text.trim() !== found && !templates().some(isMade)) continue;
		return {
			problem: `${displayName} contains ${quoted(found)}, so ${meaning}.`,
			advice: advice(displayName),
		};
	}
	return undefined;
}

/** A value as a sentence shows it: text in quotation marks, and of anything else what it is. */
export function shownValue(value: unknown): string {
	const text = plainText(value);
	return text === '' && value !== '' ? kindOf(value) : quoted(text);
}

/** What a user entered as a sentence quotes it: the beginning of a long text. */
export function quoted(text: string): string {
	if (text.length <= LONGEST_QUOTED) return `“${text}”`;
	return `“${wellFormed(text.slice(0, LONGEST_QUOTED))}…”`;
}

function kindOf(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (value === undefined || value === null) return 'nothing';
	if (isDate(value)) return 'a date';
	return typeof value === 'function' ? 'a function' : 'an object';
}

/** Whether a value is a Date, or a date of the library that n8n has. */
export function isDate(value: unknown): value is Date | { toMillis: unknown } {
	return (
		value instanceof Date || (typeof value === 'object' && value !== null && 'toMillis' in value)
	);
}

/** Text without what JSON, PHP and phones cannot take: half characters, NUL, and CR before LF. */
function wellFormed(text: string): string {
	return text.replace(LONE_SURROGATE, '').replaceAll('\0', '').replace(/\r\n?/g, '\n');
}

/** What stands around a text that was copied: blanks, also those that nobody sees. */
const BLANKS_AROUND = /^[\s\u200B\u2060]+|(?<![\s\u200B\u2060])[\s\u200B\u2060]+$/g;

/** Text without the blanks around it, also those that nobody sees. */
export function withoutBlanksAround(text: string): string {
	return text.replace(BLANKS_AROUND, '');
}

/** A value as text where it is one, or a number or a boolean; '' for anything else. */
export function plainText(value: unknown): string {
	switch (typeof value) {
		case 'string':
		case 'number':
		case 'bigint':
		case 'boolean':
			return String(value);
		default:
			return '';
	}
}
