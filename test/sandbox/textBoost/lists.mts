import type { Answer } from './answers.mts';
import { pageOf, refused, success } from './answers.mts';
import type { Rule } from './input.mts';
import { optional } from './input.mts';
import type { Call, TextBoostState } from './state.mts';

/** `page`, which the addresses in a page imply; it goes in the query, also of a POST (fact sheet 6, inferred). */
export const pageRule: Rule = optional((value) =>
	/^[1-9]\d*$/.test(String(value)) ? undefined : 'must be a page number.',
);

/** Answers with one page of a list, of which only the rows that are shown are written. */
export function listAnswer<T>(
	{ settings }: TextBoostState,
	{ path }: Call,
	rows: readonly T[],
	page: string | undefined,
	toRow: (row: T) => unknown = (row) => row,
): Answer {
	// The one sentence that is known, from a host whose list of messages has it (fact sheet 6).
	if (rows.length === 0 && settings.emptyList === 'notFound') throw refused('SMS Info not found');
	return success(pageOf(rows, Number(page ?? 1), path, toRow));
}
