import type { IDataObject } from 'n8n-workflow';

/** No response from a gateway comes near this; one that does could stop the whole n8n. In characters. */
export const LONGEST_JSON = 32 * 1024 * 1024;
/** No response from a gateway nests this deep; one that does overflows the call stack. */
const MOST_LEVELS = 200;
/** JavaScript may round whole numbers with more digits. */
const MOST_EXACT_DIGITS = 15;
const NUMBER = /-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

export type JsonReading =
	| { ok: true; value: unknown }
	| { ok: false; problem: 'not JSON' | 'too large' | 'too deep' };

/**
 * Parses JSON that somebody else wrote. Whole numbers that JavaScript would round become texts, digit by digit,
 * for such numbers are ids.
 */
export function readJson(text: string): JsonReading {
	if (text.length > LONGEST_JSON) return { ok: false, problem: 'too large' };
	const { levels, exact } = scan(text);
	if (levels > MOST_LEVELS) return { ok: false, problem: 'too deep' };
	try {
		return { ok: true, value: JSON.parse(exact) };
	} catch {
		return { ok: false, problem: 'not JSON' };
	}
}

/** As `readJson`; undefined where the text cannot be read. */
export function parseJson(text: string): unknown {
	const reading = readJson(text);
	return reading.ok ? reading.value : undefined;
}

/** Whether a value that was parsed from JSON is an object. */
export function isJsonObject(value: unknown): value is IDataObject {
	return isRecord(value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How deep a text nests at its deepest, and the text with quotation marks around the numbers that would be rounded. */
function scan(text: string): { levels: number; exact: string } {
	const parts: string[] = [];
	let copied = 0;
	let level = 0;
	let levels = 0;
	for (let at = 0; at < text.length; at++) {
		const character = text.charAt(at);
		if (character === '"') {
			at = endOfString(text, at);
		} else if (character === '{' || character === '[') {
			levels = Math.max(levels, ++level);
		} else if (character === '}' || character === ']') {
			level--;
		} else if (character === '-' || (character >= '0' && character <= '9')) {
			NUMBER.lastIndex = at;
			const number = NUMBER.exec(text)?.[0] ?? character;
			if (isRounded(number)) {
				parts.push(text.slice(copied, at), `"${number}"`);
				copied = at + number.length;
			}
			at += number.length - 1;
		}
	}
	return { levels, exact: parts.join('') + text.slice(copied) };
}

/** Where the string that begins at a quotation mark ends; the last position where it does not. */
function endOfString(text: string, start: number): number {
	for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
		let before = end - 1;
		while (text.charAt(before) === '\\') before--;
		const backslashes = end - 1 - before;
		if (backslashes % 2 === 0) return end;
	}
	return text.length;
}

function isRounded(number: string): boolean {
	return (
		number.length > MOST_EXACT_DIGITS &&
		/^-?[0-9]+$/.test(number) &&
		!Number.isSafeInteger(Number(number))
	);
}
