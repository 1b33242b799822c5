import type { Reading } from '../failure';
import { success } from '../failure';
import { PageGuard } from '../pageGuard';
import type { NewestFirst, Page } from './newestFirst';
import type { PollMemory } from './pollState';
import type { Sighting, Tracking } from './tracker';
import { isFamiliar } from './tracker';

export interface WalkRules {
	/** How far below the frontier late records are looked for, in units of the order. */
	lookBack: number;
	/**
	 * The order of the present. A record from the future must not make those of the present old: the
	 * highest order on top that is not above this one counts, or this one where all are.
	 */
	present?: number;
	/** Pages are read at least down to this order, as far as `MOST_PAGES_TO_FOLLOW` allows. */
	followFrom?: number;
	hasTime(): boolean;
}

/** What a walk has read. */
export interface Walked<T> {
	/** See `Window`. */
	sightings: Array<Sighting<T>>;
	frontier: number;
	floor: number;
	memory: PollMemory;
}

/** How many pages one walk reads at most. */
export const MOST_PAGES = 100;
/** After so many pages in a row without anything new, late records are not looked for further down. */
const MOST_FAMILIAR_PAGES = 40;
/** How many pages are read for open records alone. */
const MOST_PAGES_TO_FOLLOW = 20;
/** Fewer pages get nowhere: the second one tells whether the first joins what is known. */
const FEWEST_PAGES = 2;

/**
 * Reads a list of records, newest first, from its top down through what is new and through the
 * overlap below the frontier. New records push others down to pages that are still to come, so that
 * on the way down none is missed; where the length of the list says that records may have moved up, the
 * walk goes back.
 *
 * A list with nothing new on top and no more records than before is left after its first page.
 *
 * Where the known records are out of reach of one walk, nothing that it read is used: the next one
 * begins further down, until one reaches them. From there walks go up again, each down to what is
 * known by then. So records come oldest first, and without a gap, however many there are.
 */
export async function walkPages<T>(
	list: NewestFirst<T>,
	tracking: Tracking | undefined,
	memory: PollMemory,
	rules: WalkRules,
): Promise<Reading<Walked<T>>> {
	const start = memory.start ?? 1;
	const down = await goDown(list, start, tracking, memory, rules);
	if (!down.ok) return down;
	const { sightings, pages, top, lastPage, isJoined, isThrough, total } = down.value;
	if (tracking !== undefined && !isJoined) {
		const { frontier, floor } = tracking;
		const isSorted = list.memory.oldestFirst !== undefined;
		const next = isSorted ? { ...memory, start: lastPage } : memory;
		return success({ sightings: [], frontier, floor, memory: next });
	}
	// By the top as the walk found it: while it went down, records may have come in above.
	const frontier = top;
	// Where late records may still be below, the floor stays; what a baseline left out is not new later.
	const lowest = sightings.reduce((least, { order }) => Math.min(least, order), Infinity);
	const floor = isThrough ? frontier - rules.lookBack : (tracking?.floor ?? lowest + 1);
	const isTooFarDown =
		tracking !== undefined && sightings.every((sighting) => isFamiliar(tracking, sighting));
	const next = isTooFarDown ? start / 2 : start - Math.max(1, pages - 2);
	return success({
		sightings,
		frontier,
		floor,
		memory: {
			// Only after a whole walk does an unchanged number say that there is nothing new.
			...(isThrough && total !== undefined && { total }),
			...(start > 1 && { start: Math.max(1, Math.floor(next)) }),
		},
	});
}

interface Descent<T> {
	sightings: Array<Sighting<T>>;
	/** How many pages were read. */
	pages: number;
	/** The highest order on the first of them, see `WalkRules`. */
	top: number;
	/** The number of the last one. */
	lastPage: number;
	/** Whether what was read joins what was known, so that nothing is missing between. */
	isJoined: boolean;
	/** Whether the overlap has been read too. */
	isThrough: boolean;
	/** How many records the list had when the walk began. */
	total: number | undefined;
}

async function goDown<T>(
	list: NewestFirst<T>,
	start: number,
	tracking: Tracking | undefined,
	memory: PollMemory,
	rules: WalkRules,
): Promise<Reading<Descent<T>>> {
	const sightings: Array<Sighting<T>> = [];
	const guard = new PageGuard<Sighting<T>>('The gateway', ({ key }) => key);
	let furthest = 0;
	let pages = 0;
	let familiarPages = 0;
	let pagesToFollow = 0;
	let isJoined = false;
	let isThrough = false;
	let total: number | undefined;
	let lastTotal: number | undefined;
	let top = -Infinity;
	let number = start;
	for (;;) {
		const reading = await list.readPage(number);
		if (!reading.ok) return reading;
		const page = reading.value;
		// A page that is read again because records moved up brings nothing new, and leads further all the same.
		if (number > furthest) {
			const isLeadingOn = guard.admit(page.rows);
			if (!isLeadingOn.ok) return isLeadingOn;
			furthest = number;
		}
		pages += 1;
		if (pages === 1) {
			top = topOf(page.rows, rules.present);
			total = page.total;
		}
		for (const sighting of page.rows) sightings.push(sighting);

		const hasRows = page.rows.length > 0;
		const isFamiliarPage =
			hasRows && tracking !== undefined && page.rows.every((row) => isFamiliar(tracking, row));
		familiarPages = isFamiliarPage ? familiarPages + 1 : 0;
		const floor = tracking?.floor ?? top - rules.lookBack;
		isThrough ||=
			page.isLast ||
			(hasRows && page.rows.every(({ order }) => order < floor)) ||
			familiarPages >= MOST_FAMILIAR_PAGES ||
			(number === 1 && isFamiliarPage && hasNoMore(page, memory));
		const reachesKnown = tracking !== undefined && reachesBelow(page, tracking.frontier);
		isJoined ||= isThrough || isFamiliarPage || reachesKnown;

		const moved = movedUp((page.total ?? lastTotal ?? 0) - (lastTotal ?? page.total ?? 0), list);
		lastTotal = page.total ?? lastTotal;
		if (moved > 0) {
			isThrough = false;
			isJoined = false;
		}
		if (pages >= FEWEST_PAGES && (pages >= MOST_PAGES || !rules.hasTime())) break;
		if (moved > 0) {
			number = Math.max(1, number - Math.ceil(moved / Math.max(1, page.rows.length)));
			continue;
		}
		if (page.isLast) break;
		if (isThrough) {
			const mustFollow = rules.followFrom !== undefined && !reachesBelow(page, rules.followFrom);
			if (!mustFollow || pagesToFollow >= MOST_PAGES_TO_FOLLOW) break;
			pagesToFollow += 1;
		}
		number += 1;
	}
	return success({ sightings, pages, top, lastPage: number, isJoined, isThrough, total });
}

/**
 * How many records may have moved to pages that were read already: those that went at the top, or,
 * where the gateway lists the oldest first, that came in between.
 */
function movedUp<T>(grown: number, { memory }: NewestFirst<T>): number {
	if (memory.oldestFirst === undefined) return Math.abs(grown);
	return memory.oldestFirst === 1 ? grown : -grown;
}

function hasNoMore<T>(page: Page<T>, memory: PollMemory): boolean {
	return page.total !== undefined && memory.total !== undefined && page.total <= memory.total;
}

function topOf<T>(rows: ReadonlyArray<Sighting<T>>, present = Infinity): number {
	const past = rows.filter(({ order }) => order <= present);
	if (past.length === 0 && rows.length > 0) return present;
	return past.reduce((highest, { order }) => Math.max(highest, order), -Infinity);
}

/** Whether a page has a record below an order, so that all above it have been read. */
function reachesBelow<T>({ rows }: Page<T>, order: number): boolean {
	return rows.some((row) => row.order < order);
}
