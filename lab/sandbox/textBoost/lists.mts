import type { Answer } from './answers.mts';
import { PAGE_LINK_ORIGIN, Refused, success } from './answers.mts';
import { textOf } from './input.mts';
import type { Call, TextBoostState } from './state.mts';
import { isSince } from './versions.mts';

export const ROWS_PER_PAGE = 25;

/** How many pages Laravel names on each side of the current one. */
const ON_EACH_SIDE = 3;

/** The page that is asked for; what is not a number of a page, such as 0, is page 1 (fact sheet 16.14). */
export function pageOf({ input, note }: Call): number {
	const page = textOf(input, 'page') ?? '1';
	if (/^[1-9]\d*$/.test(page)) return Number(page);
	note(`Page ${page} is not documented`);
	return 1;
}

/** Answers with one page of a list, of which only the rows that are shown are written. */
export function listAnswer<T>(
	{ settings }: TextBoostState,
	call: Call,
	rows: readonly T[],
	toRow: (row: T) => unknown,
	message: string | null = null,
): Answer {
	// The one sentence that is known, from a host whose list of messages has it (fact sheet 6).
	if (rows.length === 0 && settings.emptyList === 'notFound')
		throw new Refused('SMS Info not found');
	const isNamed = isSince(settings.version, '3.8.0');
	const labels = isNamed
		? { previous: '&laquo; Previous', next: 'Next &raquo;' }
		: { previous: 'pagination.previous', next: 'pagination.next' };
	return success(pageWith(rows, call, toRow, labels), message);
}

/** One page of Laravel's paginator (recorded: "SMS list", "SMS list, page 99"). */
function pageWith<T>(
	rows: readonly T[],
	call: Call,
	toRow: (row: T) => unknown,
	labels: { previous: string; next: string },
) {
	const page = pageOf(call);
	const path = `${PAGE_LINK_ORIGIN}${call.path}`;
	const lastPage = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
	const first = (page - 1) * ROWS_PER_PAGE;
	const data = rows.slice(first, first + ROWS_PER_PAGE).map(toRow);
	const addressOf = (number: number) => `${path}?page=${number}`;
	const previous = page > 1 ? addressOf(page - 1) : null;
	const next = page < lastPage ? addressOf(page + 1) : null;
	const numbered = pagesNamed(page, lastPage).map((number) =>
		number === null
			? { url: null, label: '...', active: false }
			: { url: addressOf(number), label: String(number), active: number === page },
	);
	return {
		current_page: page,
		data,
		first_page_url: addressOf(1),
		from: data.length === 0 ? null : first + 1,
		last_page: lastPage,
		last_page_url: addressOf(lastPage),
		links: [
			{ url: previous, label: labels.previous, active: false },
			...numbered,
			{ url: next, label: labels.next, active: false },
		],
		next_page_url: next,
		path,
		per_page: ROWS_PER_PAGE,
		prev_page_url: previous,
		to: data.length === 0 ? null : first + data.length,
		total: rows.length,
	};
}

/** The pages that have a link, null for a gap: Laravel leaves some out where there are many. */
function pagesNamed(page: number, lastPage: number): Array<number | null> {
	const span = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_item, index) => from + index);
	if (lastPage < ON_EACH_SIDE * 2 + 8) return span(1, lastPage);
	const window = ON_EACH_SIDE + 4;
	const start = span(1, 2);
	const end = span(lastPage - 1, lastPage);
	if (page <= window) return [...span(1, window + ON_EACH_SIDE), null, ...end];
	if (page > lastPage - window) {
		return [...start, null, ...span(lastPage - (window + ON_EACH_SIDE - 1), lastPage)];
	}
	return [...start, null, ...span(page - ON_EACH_SIDE, page + ON_EACH_SIDE), null, ...end];
}
