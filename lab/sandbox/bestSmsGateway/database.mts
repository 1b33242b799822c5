import escapeRegExp from 'lodash/escapeRegExp.js';
import trimEnd from 'lodash/trimEnd.js';

/** The most bytes of a text in a column of MySQL's type TEXT. */
const MOST_TEXT_BYTES = 65_535;

/** The most that fits into a column of MySQL's type TINYINT (fact sheet 12.10). */
const MOST_TINYINT = 127;

/**
 * A text as the database keeps it in a column of this many characters: cut, and with four question marks for each
 * character beyond U+FFFF, which takes four bytes (fact sheet 12.5).
 */
export function storedText(text: string, mostCharacters = Infinity): string {
	return text.replace(/[^\u0000-\uffff]/gu, '????').slice(0, mostCharacters);
}

/** A message as the database keeps it: like any text, and cut to 65,535 bytes (fact sheet 12.10). */
export function storedMessage(text: string): string {
	const stored = storedText(text);
	const bytes = Buffer.from(stored);
	if (bytes.length <= MOST_TEXT_BYTES) return stored;
	// A character that is cut through is left out.
	return new TextDecoder().decode(bytes.subarray(0, MOST_TEXT_BYTES), { stream: true });
}

/** A small number as the database keeps it (fact sheet 12.10). */
export function storedCount(count: number): number {
	return Math.min(count, MOST_TINYINT);
}

/** A text as the database compares it: without regard to case and accents. */
function folded(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A text as one that is equal to it begins, for comparing; blanks at the end do not count. */
export function comparable(text: string): string {
	return trimEnd(folded(text), ' ');
}

/** Whether two texts are equal to the database (recorded: "name upper", "name +spaces", "fetch sender case"). */
export function areSame(text: string, other: string): boolean {
	return text === other || comparable(text) === comparable(other);
}

/** Orders two texts as the database does (recorded: "groups"). */
export function compare(text: string, other: string): number {
	const [a, b] = [comparable(text), comparable(other)];
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/** A text where the database wants a number: what it begins with, or 0 (recorded: "fetch ids letters"). */
export function numberIn(text: string): number {
	const number = Number.parseFloat(text);
	return Number.isNaN(number) ? 0 : number;
}

/**
 * Makes a test of whether a text contains a word, where `%` stands for any characters, `_` for one, and a backslash
 * takes the meaning from the character after it (recorded: "fetch search %").
 */
export function containing(word: string): (text: string) => boolean {
	const parts = folded(word).match(/\\[^]|[^]/gu) ?? [];
	const expression = new RegExp(parts.map(likePart).join(''), 'u');
	return (text) => expression.test(folded(text));
}

function likePart(part: string): string {
	if (part === '%') return '[^]*';
	if (part === '_') return '[^]';
	return escapeRegExp(part.length > 1 ? part.replace(/^\\/, '') : part);
}
