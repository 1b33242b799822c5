import { encodingOf } from './encoding';
import type { SmsSizes } from './segments';
import { countSegments, STANDARD_SIZES } from './segments';

/** What took the place of a character. */
export type Replacement = {
	character: string;
	/** Empty where the character was removed. */
	replacement: string;
	count: number;
};

/** A text after replacing, and what was replaced in it; nothing where it is unchanged. */
export interface ReplacedText {
	text: string;
	replaced: Replacement[];
}

/**
 * What says the same in the plain SMS alphabet: punctuation, spaces, ligatures, and marks that cannot be seen. No letter
 * becomes another letter, and no symbol a word.
 */
const PLAIN_FORMS = plainForms([
	['`´ʹʻʼʽˈ‘’‚‛′‵❛❜', "'"],
	['ʺ“”„‟″‶❝❞〝〞〟', '"'],
	['‐‑‒–—―⁃−﹘﹣', '-'],
	['…', '...'],
	['‥', '..'],
	['⁄∕', '/'],
	['‼', '!!'],
	['⁇', '??'],
	['⁈', '?!'],
	['⁉', '!?'],
	['ﬀ', 'ff'],
	['ﬁ', 'fi'],
	['ﬂ', 'fl'],
	['ﬃ', 'ffi'],
	['ﬄ', 'ffl'],
	['ﬅﬆ', 'st'],
	['ĳ', 'ij'],
	['Ĳ', 'IJ'],
	// Second code points of one and the same character (Unicode, canonical equivalence).
	['\u037E', ';'],
	['\u2126', 'Ω'],
	['\u212A', 'K'],
	['\u212B', 'Å'],
	['\t\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A', ' '],
	['\u202F\u205F\u3000', ' '],
	['\v\u2028\u2029', '\n'],
	// Soft hyphens, joiners, marks of direction, variation selectors, byte order marks. Not what turns the order of
	// characters round, and not an operator between two numbers.
	['\u00AD\u034F\u061C\u180E\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C', ''],
	['\u2060\u2066\u2067\u2068\u2069\uFE0E\uFE0F\uFEFF', ''],
	// Text of Windows that was read as Latin-1 (WHATWG, Encoding Standard, windows-1252).
	['\u0082\u0091\u0092', "'"],
	['\u0084\u0093\u0094', '"'],
	['\u0096\u0097', '-'],
	['\u0085', '...'],
]);

const NOT_ASCII = /[^\n\r -_a-~]/gu;
const DIGIT = /^\p{Nd}/u;
/** What may be a bullet, but a decimal point, a sign of multiplication, a degree or part of a word too; \u0095 is of windows-1252. */
const BULLET = /[•‣∙◦●▪▫■·\u0095]/;
const BLANK = /^(?:\s|$)/;
/** Two angle quotation marks, each opening where the other one closes; one alone may be an arrow. \u008B and \u009B are of windows-1252. */
const ANGLE_QUOTES = [
	{ pair: /«([^«»\n]*)»/g, plain: '"' },
	{ pair: /»(?! )([^«»\n]*)(?<! )«/g, plain: '"' },
	{ pair: /[‹\u008B](?! )([^‹›\n\u008B\u009B]*)(?<! )[›\u009B]/g, plain: "'" },
	{ pair: /[›\u009B](?! )([^‹›\n\u008B\u009B]*)(?<! )[‹\u008B]/g, plain: "'" },
];
const FRACTION = /[¼-¾⅐-⅞]/;
/** How many blanks beside a character are looked past: more would take long in a text that consists of them. */
const MOST_BLANKS = 10;
/** The forms of ASCII in the width of Chinese characters. */
const FULL_WIDTH = /[！-～]/;
/** A letter and the accents after it, which may have a code point together. */
const WITH_MARKS = /\P{M}\p{M}+/gu;

/**
 * Replaces typographic characters by plain ones, if this leaves nothing that is not in the plain SMS alphabet, and the
 * text needs no more SMS then; otherwise the text stays as it is.
 */
export function replaceSpecialCharacters(
	text: string,
	sizes: SmsSizes = STANDARD_SIZES,
): ReplacedText {
	const unchanged = { text, replaced: [] };
	if (encodingOf(text) === 'GSM-7') return unchanged;
	const replaced = new Map<string, Replacement>();
	const replace = (character: string, replacement: string) => {
		if (character === replacement) return character;
		const known = replaced.get(character);
		if (known === undefined) replaced.set(character, { character, replacement, count: 1 });
		else known.count++;
		return replacement;
	};
	const withQuotes = ANGLE_QUOTES.reduce(
		(so, { pair, plain }) =>
			so.replace(
				pair,
				(both: string, quoted: string) =>
					replace(both.charAt(0), plain) + quoted + replace(both.slice(-1), plain),
			),
		text,
	);
	const plain = withQuotes
		.replace(WITH_MARKS, (letter) => replace(letter, letter.normalize('NFC')))
		.replace(NOT_ASCII, (character, index: number, whole: string) =>
			replace(character, plainFormOf(character, whole, index)),
		);
	if (encodingOf(plain) === 'UCS-2') return unchanged;
	if (countSegments(plain, sizes).segments > countSegments(text, sizes).segments) return unchanged;
	return { text: plain, replaced: [...replaced.values()] };
}

/** @param index where the character is in the whole text */
function plainFormOf(character: string, whole: string, index: number): string {
	if (BULLET.test(character)) return isBullet(whole, index) ? '-' : character;
	if (FULL_WIDTH.test(character)) return character.normalize('NFKC');
	if (!FRACTION.test(character)) return PLAIN_FORMS.get(character) ?? character;
	const fraction = character.normalize('NFKC').replace('⁄', '/');
	// Of other digits beside it, another number would come.
	const isAfterNumber = /[\p{Nd}¼-¾⅐-⅞]$/u.test(seenBefore(whole, index));
	if (DIGIT.test(whole.slice(index + 1, index + 2))) return character;
	return isAfterNumber ? ` ${fraction}` : fraction;
}

/** Whether a character stands at the beginning of a line, or between spaces and not between numbers. */
function isBullet(whole: string, index: number): boolean {
	const after = whole.slice(index + 1, index + 1 + MOST_BLANKS);
	const before = whole.slice(Math.max(0, index - MOST_BLANKS), index);
	// A number right after it would become a negative one.
	const seen = before.trimEnd();
	if (seen === '' || /[\n\r]/.test(before.slice(seen.length))) return !DIGIT.test(after);
	const isBetweenNumbers = /\p{Nd}$/u.test(seen) && DIGIT.test(after.trimStart());
	return /\s$/.test(before) && BLANK.test(after) && !isBetweenNumbers;
}

/** The character before a place that can be seen, if any. */
function seenBefore(whole: string, index: number): string {
	const before = whole.slice(Math.max(0, index - MOST_BLANKS), index);
	const backwards = Array.from(before).reverse();
	return backwards.find((character) => !/[\p{Cf}\p{M}]/u.test(character)) ?? '';
}

function plainForms(
	rows: ReadonlyArray<readonly [characters: string, plainForm: string]>,
): ReadonlyMap<string, string> {
	return new Map(
		rows.flatMap(([characters, plainForm]) =>
			Array.from(characters, (character) => [character, plainForm] as const),
		),
	);
}
