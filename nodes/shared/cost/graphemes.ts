let segmenter: Intl.Segmenter | undefined;

/**
 * Finds what a person counts as one character: an emoji of several parts, a letter with its accents (Unicode, UAX #29).
 * Made when it is first needed, for its tables take several milliseconds to load, and n8n loads the nodes as it starts.
 */
function graphemeSegmenter(): Intl.Segmenter {
	segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
	return segmenter;
}

/** The characters of a text, as a person counts them. */
export function* graphemesOf(text: string): Generator<string, void> {
	for (const { segment } of graphemeSegmenter().segment(text)) yield segment;
}

/** The character, as a person counts them, that a UTF-16 unit of a text belongs to, and where it begins. */
export function graphemeAt(text: string, index: number): { segment: string; index: number } {
	return graphemeSegmenter().segment(text).containing(index) ?? { segment: '', index };
}
