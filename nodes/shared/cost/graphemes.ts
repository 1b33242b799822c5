/** What a person counts as one character: an emoji of several parts, a letter with its accents (Unicode, UAX #29). */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The characters of a text, as a person counts them. */
export function* graphemesOf(text: string): Generator<string, void> {
	for (const { segment } of segmenter.segment(text)) yield segment;
}

/** The character, as a person counts them, that a UTF-16 unit of a text belongs to, and where it begins. */
export function graphemeAt(text: string, index: number): { segment: string; index: number } {
	return segmenter.segment(text).containing(index) ?? { segment: '', index };
}
