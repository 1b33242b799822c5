import type { Reading } from '../failure/failure';
import { refusal, success } from '../failure/failure';

/** No list that a user has is so long: millions of rows. */
const MOST_PAGES = 20_000;

/** Rows that arrive while a list is read push known ones to the next page; this many pages in a row hold no other. */
const MOST_PAGES_WITHOUT_NEWS = 3;

/**
 * Keeps the reading of a list from going on for ever, whatever the gateway answers: one that ignores the number of
 * the page brings the same rows again and again.
 */
export class PageGuard<T> {
	private readonly seen = new Set<string>();
	private pages = 0;
	private pagesWithoutNews = 0;
	private readonly service: string;
	private readonly idOf: (row: T) => string | null;

	/**
	 * @param service the gateway's name in sentences
	 * @param idOf what tells a row from others; null for a row that has nothing of the kind, which is then told from
	 * those of earlier pages by all that it holds: within a page, equal ones are rows of their own
	 */
	constructor(service: string, idOf: (row: T) => string | null) {
		this.service = service;
		this.idOf = idOf;
	}

	/** The rows of a page that were not there before; a refusal where reading on would lead nowhere. */
	admit(rows: readonly T[]): Reading<T[]> {
		const withoutId: string[] = [];
		const fresh = rows.filter((row) => {
			const id = this.idOf(row);
			const key = id ?? JSON.stringify(row);
			if (this.seen.has(key)) return false;
			if (id === null) withoutId.push(key);
			else this.seen.add(key);
			return true;
		});
		for (const key of withoutId) this.seen.add(key);
		this.pages++;
		this.pagesWithoutNews = fresh.length > 0 ? 0 : this.pagesWithoutNews + 1;
		const isStuck = this.pagesWithoutNews > MOST_PAGES_WITHOUT_NEWS;
		if (!isStuck && this.pages <= MOST_PAGES) return success(fresh);
		return refusal({
			message: isStuck
				? `${this.service} returned page after page without a new row, so the list could not be read to its end.`
				: `${this.service} returned ${this.pages} pages without reaching the end of the list.`,
			advice:
				'Request less with Limit or a filter. If this keeps happening, report it to the gateway.',
			outcome: 'unknown',
		});
	}
}
