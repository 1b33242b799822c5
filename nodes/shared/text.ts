/** Half of a character beyond U+FFFF, which no UTF-8 can hold. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** What JavaScript writes for an object within a text. */
const OBJECT_WORDS = '[object Object]';

/** What was read of a value that is to be text. */
export type TextReading =
	| { ok: true; text: string }
	| { ok: false; problem: string; advice: string };

/**
 * Reads a value that a user entered, or an expression made, as text that can be sent: without half characters and
 * NUL, with LF between lines. Nothing is an empty text.
 *
 * @param displayName the field's, for the sentence where an object, a list, or a text that was made of one stands there
 */
export function readText(value: unknown, displayName: string): TextReading {
	if (value === undefined || value === null) return { ok: true, text: '' };
	const text = plainText(value);
	if (text === '' && value !== '') {
		const kind = Array.isArray(value) ? 'a list' : 'an object';
		return {
			ok: false,
			problem: `${displayName} is ${kind} and not text.`,
			advice: `Point the expression in ${displayName} at the field of it that holds the text.`,
		};
	}
	if (text.includes(OBJECT_WORDS)) {
		return {
			ok: false,
			problem: `${displayName} contains “${OBJECT_WORDS}”, so an expression in it is an object and not text.`,
			advice: `Point that expression in ${displayName} at the field of the object that holds the text.`,
		};
	}
	return { ok: true, text: wellFormed(text) };
}

/** Text without what JSON, PHP and phones cannot take: half characters, NUL, and CR before LF. */
export function wellFormed(text: string): string {
	return text.replace(LONE_SURROGATE, '').replaceAll('\0', '').replace(/\r\n?/g, '\n');
}

/** A value as text where it is one, or a number or a boolean; '' for anything else. */
export function plainText(value: unknown): string {
	switch (typeof value) {
		case 'string':
			return value;
		case 'number':
		case 'bigint':
		case 'boolean':
			return String(value);
		default:
			return '';
	}
}
