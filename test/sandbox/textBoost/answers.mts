type Json = Record<string, unknown>;

/** An HTTP answer with a JSON body. */
export interface Answer {
	status: number;
	body: Json;
}

/** What ends the handling of a request with an answer that is not a success. */
export class Refused extends Error {
	readonly answer: Answer;

	constructor(status: number, body: Json) {
		super(JSON.stringify(body));
		this.answer = { status, body };
	}
}

/** Vendor document, "Returns a contact object"; real answers carry `message` too (fact sheet 4). */
export function success(data: unknown, message: string | null = null): Answer {
	return { status: 200, body: { status: 'success', data, message } };
}

/** Vendor document, "an error object". 404 is the server's default code for it (fact sheet 8). */
export function refused(message: string, status = 404): Refused {
	return new Refused(status, { status: 'error', message });
}

/** Laravel's own body, which has no `status` (fact sheet 8, inferred). */
export function laravelRefused(status: number, message: string): Refused {
	return new Refused(status, { message });
}

/** Laravel's answer to fields that do not hold what they must (fact sheet 8). */
export function unprocessable(errors: Record<string, string[]>): Refused {
	const [first = ''] = Object.values(errors).flat();
	return new Refused(422, { message: first, errors });
}

const ROWS_PER_PAGE = 25;

/** What the addresses in a page begin with: the server's own idea of itself, which may be wrong (fact sheet 6, inferred). */
export const PAGE_LINK_ORIGIN = 'http://app.invalid';

/** One page of Laravel's paginator (fact sheet 6). */
export function pageOf<T>(
	rows: readonly T[],
	page: number,
	path: string,
	toRow: (row: T) => unknown,
): Json {
	const lastPage = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
	const first = (page - 1) * ROWS_PER_PAGE;
	const data = rows.slice(first, first + ROWS_PER_PAGE).map(toRow);
	const link = (number: number) =>
		number >= 1 && number <= lastPage ? `${PAGE_LINK_ORIGIN}${path}?page=${number}` : null;
	return {
		current_page: page,
		data,
		first_page_url: link(1),
		from: data.length === 0 ? null : first + 1,
		last_page: lastPage,
		last_page_url: link(lastPage),
		links: [{ url: link(page), label: String(page), active: true }],
		next_page_url: link(page + 1),
		path: `${PAGE_LINK_ORIGIN}${path}`,
		per_page: ROWS_PER_PAGE,
		prev_page_url: link(page - 1),
		to: data.length === 0 ? null : first + data.length,
		total: rows.length,
	};
}
