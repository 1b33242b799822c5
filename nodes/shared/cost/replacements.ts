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
	['`´ʹʻʼʽˈ‘’‚‛′‵‹›❛❜', "'"],
	['«»ʺ“”„‟″‶❝❞〝〞〟', '"'],
	['‐‑‒–—―⁃−﹘﹣', '-'],
	['•‣∙◦●▪▫■', '-'],
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
	// Soft hyphens, joiners, marks of direction, variation selectors, byte order marks.
	['\u00AD\u034F\u061C\u180E\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E', ''],
	['\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\uFE0E\uFE0F\uFEFF', ''],
	// Text of Windows that was read as Latin-1 (WHATWG, Encoding Standard, windows-1252).
	['\u0082\u008B\u0091\u0092\u009B', "'"],
	['\u0084\u0093\u0094', '"'],
	['\u0095\u0096\u0097', '-'],
	['\u0085', '...'],
]);

const NOT_ASCII = /[^\n\r -_a-~]/gu;
const LETTER = /\p{L}/u;
const DIGIT = /\p{Nd}/u;
const FRACTION = /[¼-¾⅐-⅞]/;
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
	const plain = text
		.replace(WITH_MARKS, (letter) => replace(letter, letter.normalize('NFC')))
		.replace(NOT_ASCII, (character, index: number, whole: string) =>
			replace(character, plainFormOf(character, whole[index - 1] ?? '', whole[index + 1] ?? '')),
		);
	if (encodingOf(plain) === 'UCS-2') return unchanged;
	if (countSegments(plain, sizes).segments > countSegments(text, sizes).segments) return unchanged;
	return { text: plain, replaced: [...replaced.values()] };
}

/** @param before the UTF-16 unit before it, if any; `after` the one after it */
function plainFormOf(character: string, before: string, after: string): string {
	// Between letters it is part of a word, as in Catalan.
	if (character === '·') return LETTER.test(before) && LETTER.test(after) ? character : '-';
	if (FULL_WIDTH.test(character)) return character.normalize('NFKC');
	if (!FRACTION.test(character)) return PLAIN_FORMS.get(character) ?? character;
	const fraction = character.normalize('NFKC').replace('⁄', '/');
	return DIGIT.test(before) ? ` ${fraction}` : fraction;
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
