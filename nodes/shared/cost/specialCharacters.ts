import { quoted } from '../record/text';
import { indexOfSpecial } from './encoding';
import { graphemeAt, graphemesOf } from './graphemes';

/** A character that is not in the plain SMS alphabet, as a person counts characters. */
export type SpecialCharacter = {
	character: string;
	/** Where it is for the first time, from 1. */
	position: number;
	/** How often the text has it. */
	count: number;
};

/** How many different ones are listed: a text in another script has nothing else. */
const MOST_LISTED = 20;

/** What only takes up room, or changes what is beside it. */
const INVISIBLE = /^[\p{Z}\p{C}\p{M}\u00AD\u115F\u1160\u2800\u3164\uFFA0]+$/u;

const NAMES: Readonly<Record<string, string>> = {
	'\t': 'a tab',
	'\u00A0': 'a non-breaking space',
	'\u00AD': 'a soft hyphen',
	'\u200B': 'a zero-width space',
	'\u200D': 'a zero-width joiner',
	'\u200E': 'a left-to-right mark',
	'\u200F': 'a right-to-left mark',
	'\u2028': 'a line separator',
	'\u202F': 'a narrow non-breaking space',
	'\u2060': 'a word joiner',
	'\u3000': 'an ideographic space',
	'\uFEFF': 'a byte order mark',
};

/** The first character that the plain SMS alphabet lacks, and its position from 1; undefined where there is none. */
export function firstSpecialCharacter(
	text: string,
): Pick<SpecialCharacter, 'character' | 'position'> | undefined {
	const found = indexOfSpecial(text);
	if (found < 0) return undefined;
	const { segment, index } = graphemeAt(text, found);
	// Before it are only characters of one unit; of two units is only a line break, which is one for a person.
	const lineBreaks = text.slice(0, index).match(/\r\n/g)?.length ?? 0;
	return { character: segment, position: index - lineBreaks + 1 };
}

/** The different characters that the plain SMS alphabet lacks, in their order; at most 20. */
export function specialCharactersOf(text: string): SpecialCharacter[] {
	const found = new Map<string, SpecialCharacter>();
	let position = 0;
	for (const character of graphemesOf(text)) {
		position++;
		if (indexOfSpecial(character) < 0) continue;
		const known = found.get(character);
		if (known !== undefined) known.count++;
		else if (found.size < MOST_LISTED) found.set(character, { character, position, count: 1 });
	}
	return [...found.values()];
}

/** A character as a sentence shows it: in quotation marks, or by its name where nobody can see it. */
export function shownCharacter(character: string): string {
	if (!INVISIBLE.test(character)) return quoted(character);
	const codes = Array.from(character, codeOf).join(' ');
	return `${NAMES[character] ?? 'an invisible character'} (${codes})`;
}

/** The code point of a character as Unicode writes it, e.g. "U+00A0". */
function codeOf(character: string): string {
	return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
