import { COMMON_WORDS } from './commonWords.mts';
import { containing } from './database.mts';
import { isEmpty } from './php.mts';
import { DatabaseFailure } from './refusal.mts';

/**
 * Makes a test of whether all words of a search are in some of the texts; common words do not count unless there are no
 * others. A question mark counts as a blank (source, `generate_like_query`).
 *
 * @throws DatabaseFailure where there is no word in it (recorded: "fetch search ?"; fact sheet 12.6)
 */
export function searchFor(term: string): (texts: readonly string[]) => boolean {
	const words = term
		.replaceAll('?', ' ')
		.split(' ')
		.filter((word) => !isEmpty(word.trim()));
	if (words.length === 0) throw new DatabaseFailure('The search has no words');
	const rare = words.filter((word) => !COMMON_WORDS.has(word));
	const tests = (rare.length > 0 ? rare : words).map((word) => containing(word.trim()));
	return (texts) => tests.every((test) => texts.some(test));
}
