import type { Reading } from '../failure/failure';
import { success } from '../failure/failure';
import type { PollMemory } from './pollState';
import type { OddRecord, PolledRecord } from './tracker';

/** More doublings than any list has pages for. */
const MOST_STEPS = 2 ** 40;
/** Among this many first pages, one with a record that can be read is searched for. */
const MOST_FIRST_PAGES = 5;
/** This many polls leave the other end of a list alone that is as long as before, while its direction is not known. */
const MOST_UNSURE = 3;

/** One page of a list. */
export interface Page<T> {
	rows: Array<PolledRecord<T>>;
	/** Records of it that could not be read. */
	odd?: OddRecord[];
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
	/** What to pass next time. */
	readonly memory: Pick<PollMemory, 'oldestFirst' | 'lastPage' | 'unsure'>;
	/** Tells a list whose direction is not known that its pages come up: their ends may not show it. */
	comesUp?(): void;
}

/** A list that is known to have its newest records on page 1. */
export function alreadyNewestFirst<T>(list: PagedList<T>): NewestFirst<T> {
	return { memory: { oldestFirst: 0 }, readPage: async (number) => await list.readPage(number) };
}

/**
 * Finds out by the records' order in which direction a list is sorted, and turns it round where the
 * oldest come first. Pages of such a list do not shift when records come in. Where the first page does not come down,
 * both ends of the list tell: it may hold records of one instant, or of an hour that comes twice.
 *
 * @param unit by how much the orders of records differ at least where the gateway sorts them; those that are closer
 * are in any order
 */
export function turnedNewestFirst<T>(
	list: PagedList<T>,
	before: PollMemory,
	unit = 1,
): NewestFirst<T> {
	let oldestFirst = before.oldestFirst === 1;
	let isKnown = before.oldestFirst !== undefined;
	let unsure = 0;
	let lastPage = before.lastPage ?? 1;

	/** Reads the last page, wherever it is by now. */
	const readLastPage = async (): Promise<Reading<Page<T>>> => {
		let reading = await list.readPage(lastPage);
		if (reading.ok && (reading.value.lastPage ?? lastPage) !== lastPage) {
			lastPage = Math.max(1, reading.value.lastPage ?? 1);
			reading = await list.readPage(lastPage);
		}
		while (reading.ok && isEmpty(reading.value) && lastPage > 1) {
			const reported = reading.value.lastPage ?? Infinity;
			lastPage = reported < lastPage ? Math.max(1, reported) : Math.floor(lastPage / 2);
			reading = await list.readPage(lastPage);
		}
		const isTold = reading.ok && reading.value.lastPage !== undefined;
		return reading.ok && !isTold ? await searchLastPage(reading.value) : reading;
	};

	/**
	 * Searches for the last page where the gateway does not tell which it is: in steps that double, and
	 * then by halves. A page that repeats another one is past the end.
	 */
	const searchLastPage = async (from: Page<T>): Promise<Reading<Page<T>>> => {
		let last = from;
		let past = Infinity;
		for (let step = 1; step < MOST_STEPS && !last.isLast && past - lastPage > 1; step *= 2) {
			const middle = Math.floor((lastPage + past) / 2);
			const number = past === Infinity ? lastPage + step : middle;
			const reading = await list.readPage(number);
			if (!reading.ok) return reading;
			if (isEmpty(reading.value) || isSame(reading.value, last)) {
				past = number;
				continue;
			}
			lastPage = number;
			last = reading.value;
		}
		return success(last);
	};

	/** From page 1 on the first page with records that could be read: one of odd ones alone tells no direction. */
	const readOn = async (first: Page<T>): Promise<Reading<Page<T>>> => {
		let page = first;
		for (let number = 2; number <= MOST_FIRST_PAGES; number += 1) {
			if (page.rows.length > 0 || page.isLast || isEmpty(page)) break;
			const reading = await list.readPage(number);
			if (!reading.ok) return reading;
			page = reading.value;
		}
		return success(page);
	};

	const readTop = async (): Promise<Reading<Page<T>>> => {
		if (oldestFirst) {
			const last = await readLastPage();
			if (!last.ok || directionOf(last.value.rows, unit) !== 'down') return last;
			const first = await list.readPage(1);
			if (!first.ok) return first;
			oldestFirst = directionBetween(first.value, last.value, unit) !== 'down';
			return oldestFirst ? last : first;
		}
		const first = await list.readPage(1);
		if (!first.ok) return first;
		const direction = directionOf(first.value.rows, unit);
		// A page that comes down over several instants tells by itself, as long as no date is wrong.
		isKnown ||= direction === 'down';
		const isClear = direction === undefined ? isKnown : direction === 'down';
		const { total } = first.value;
		const isAsBefore = !isKnown && total !== undefined && total === before.total;
		const { unsure: lastUnsure = 0 } = before;
		if (isAsBefore && lastUnsure < MOST_UNSURE) unsure = lastUnsure + 1;
		if (first.value.isLast || isClear || unsure > 0) return first;
		lastPage = 1;
		const last = await readLastPage();
		if (!last.ok) return last;
		// Page 1 again, after the last one: records that come in meanwhile only make it newer.
		const again = direction === undefined ? await list.readPage(1) : first;
		if (!again.ok) return again;
		const begin = await readOn(again.value);
		if (!begin.ok) return begin;
		const between = directionBetween(begin.value, last.value, unit);
		oldestFirst = (between ?? (isKnown ? undefined : direction)) === 'up';
		isKnown ||= between !== undefined;
		return oldestFirst ? last : again;
	};

	return {
		get memory() {
			if (!isKnown) return unsure > 0 ? { unsure } : {};
			return oldestFirst ? { oldestFirst: 1, lastPage } : { oldestFirst: 0 };
		},
		comesUp() {
			[oldestFirst, isKnown, lastPage] = [true, true, 1];
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

function isEmpty<T>({ rows, odd = [] }: Page<T>): boolean {
	return rows.length + odd.length === 0;
}

function isSame<T>(page: Page<T>, other: Page<T>): boolean {
	const keysOf = ({ rows, odd = [] }: Page<T>) =>
		JSON.stringify([...rows, ...odd].map(({ key }) => key));
	return keysOf(page) === keysOf(other);
}

/** Which way the orders go from the first row to the last; undefined where they are all equal. */
function directionOf<T>(
	rows: ReadonlyArray<PolledRecord<T>>,
	unit: number,
): 'up' | 'down' | undefined {
	const [first = 0, last = first] = [rows[0], rows.at(-1)].map((row) => unitsOf(row, unit));
	return first === last ? undefined : first < last ? 'up' : 'down';
}

/**
 * Which way the orders go from the first page to the last. The middle of each page tells, for a single date may be
 * wrong; where the middles are the same, all of it does. Pages of lists of different lengths may be of two servers.
 */
function directionBetween<T>(
	first: Page<T>,
	last: Page<T>,
	unit: number,
): 'up' | 'down' | undefined {
	const totals = [first, last].flatMap(({ total }) => total ?? []);
	const isOfOneList = new Set(totals).size < 2;
	if (first.rows.length === 0 || last.rows.length === 0 || !isOfOneList) return undefined;
	const [begin, end] = [first, last].map(({ rows }) =>
		rows.map((row) => unitsOf(row, unit)).sort((a, b) => a - b),
	);
	for (const measure of [medianOf, meanOf]) {
		const [from, to] = [begin, end].map((units) => measure(units ?? []));
		if (from !== undefined && to !== undefined && from !== to) return from < to ? 'up' : 'down';
	}
	return undefined;
}

function unitsOf(row: { order: number } | undefined, unit: number): number {
	return Math.floor((row?.order ?? 0) / unit);
}

function medianOf(sorted: readonly number[]): number {
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function meanOf(numbers: readonly number[]): number {
	const [first = 0] = numbers;
	// Of the distances, which are small, so that nothing is rounded away.
	return numbers.reduce((sum, number) => sum + (number - first), 0) / numbers.length + first;
}
