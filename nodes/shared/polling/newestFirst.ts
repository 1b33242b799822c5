import type { Reading } from '../failure';
import { success } from '../failure';
import type { PollMemory } from './pollState';
import type { Sighting } from './tracker';

/** One page of a list. */
export interface Page<T> {
	rows: Array<Sighting<T>>;
	/** How many records the whole list has, where the gateway tells. */
	total?: number;
	/** The number of the last page, where the gateway tells. */
	lastPage?: number;
	/** Whether no page follows. */
	isLast: boolean;
}

/** A list of the gateway's, whose pages are counted from 1. */
export interface PagedList<T> {
	readPage(number: number): Promise<Reading<Page<T>>>;
}

/** The same list as if its page 1 had the newest records. `isLast` is set on that with the oldest. */
export interface NewestFirst<T> extends PagedList<T> {
	/** What to hand in next time. */
	readonly memory: Pick<PollMemory, 'oldestFirst' | 'lastPage'>;
}

/** A list that is known to have its newest records on page 1. */
export function alreadyNewestFirst<T>(list: PagedList<T>): NewestFirst<T> {
	return { memory: { oldestFirst: 0 }, readPage: async (number) => await list.readPage(number) };
}

/**
 * Finds out by the records' order in which direction a list is sorted, and turns it round where the
 * oldest come first. Pages of such a list do not shift when records come in.
 */
export function turnedNewestFirst<T>(list: PagedList<T>, before: PollMemory): NewestFirst<T> {
	let oldestFirst = before.oldestFirst === 1;
	let isKnown = before.oldestFirst !== undefined;
	let lastPage = before.lastPage ?? 1;

	/** Reads the last page, wherever it is by now; goes by fullness where the gateway does not tell. */
	const readLastPage = async (): Promise<Reading<Page<T>>> => {
		let reading = await list.readPage(lastPage);
		if (reading.ok && (reading.value.lastPage ?? lastPage) !== lastPage) {
			lastPage = Math.max(1, reading.value.lastPage ?? 1);
			reading = await list.readPage(lastPage);
		}
		while (reading.ok && reading.value.rows.length === 0 && lastPage > 1) {
			lastPage -= 1;
			reading = await list.readPage(lastPage);
		}
		while (reading.ok && reading.value.lastPage === undefined && !reading.value.isLast) {
			const next = await list.readPage(lastPage + 1);
			if (!next.ok) return next;
			if (next.value.rows.length === 0) break;
			lastPage += 1;
			reading = next;
		}
		return reading;
	};

	const readTop = async (): Promise<Reading<Page<T>>> => {
		if (oldestFirst) {
			const last = await readLastPage();
			if (!last.ok || directionOf(last.value.rows) !== 'down') return last;
			oldestFirst = false;
		}
		const first = await list.readPage(1);
		if (!first.ok) return first;
		const direction = directionOf(first.value.rows);
		isKnown ||= direction === 'down';
		if (first.value.isLast || (direction === undefined ? isKnown : direction === 'down'))
			return first;

		lastPage = 1;
		const last = await readLastPage();
		if (!last.ok) return last;
		oldestFirst = direction === 'up';
		if (oldestFirst) {
			isKnown = true;
			return last;
		}
		// One instant on a whole page says nothing. What the other end says holds for now, if page 1 is
		// read after it: records that come in meanwhile only make it newer.
		const again = await list.readPage(1);
		if (!again.ok) return again;
		oldestFirst = directionOf([...again.value.rows, ...last.value.rows]) === 'up';
		return oldestFirst ? last : again;
	};

	return {
		get memory() {
			if (!isKnown) return {};
			return oldestFirst ? { oldestFirst: 1, lastPage } : { oldestFirst: 0 };
		},
		async readPage(number) {
			if (number === 1) {
				const top = await readTop();
				if (!top.ok || !oldestFirst) return top;
				return success({ ...top.value, isLast: lastPage === 1 });
			}
			if (!oldestFirst) return await list.readPage(number);
			const own = Math.max(1, lastPage - number + 1);
			const page = await list.readPage(own);
			if (!page.ok) return page;
			return success({ ...page.value, isLast: own === 1 });
		},
	};
}

/** Which way the orders go from the first row to the last; undefined where they are all the same. */
function directionOf<T>(rows: ReadonlyArray<Sighting<T>>): 'up' | 'down' | undefined {
	const first = rows[0]?.order ?? 0;
	const last = rows.at(-1)?.order ?? first;
	if (first === last) return undefined;
	return first < last ? 'up' : 'down';
}
