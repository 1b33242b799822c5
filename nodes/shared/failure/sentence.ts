/** A gateway's own sentences are shorter. In characters. */
export const LONGEST_SENTENCE = 1_000;

/**
 * What a gateway says in words, as it enters: without space around it, and cut, so that no pattern that reads it later
 * can take long.
 *
 * @param longest in characters
 * @returns undefined where it says nothing
 */
export function readSentence(
	value: unknown,
	longest: number = LONGEST_SENTENCE,
): string | undefined {
	return typeof value === 'string' ? value.trim().slice(0, longest) || undefined : undefined;
}

/** As `readSentence`, where an object or a list may stand for the words. */
export function readSentenceOrJson(value: unknown): string | undefined {
	return readSentence(typeof value === 'object' && value !== null ? JSON.stringify(value) : value);
}
