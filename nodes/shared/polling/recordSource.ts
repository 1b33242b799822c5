import type { Reading } from '../failure';
import { success } from '../failure';
import type { Budget } from './budget';
import type { NewestFirst } from './newestFirst';
import { chooseOpenRecords, openRecordsOf } from './openRecords';
import type { OpenRecord } from './openRecords';
import { walkPages } from './pagedWalk';
import type { PollMemory, PollState } from './pollState';
import type { Sighting, Tracking, Window } from './tracker';

/** Where a trigger gets its records from: what a gateway has to know how to do. */
export interface RecordSource<T> {
	/** Statuses that may still change. */
	openStatuses: ReadonlySet<string>;
	/** For how many days open records are followed. */
	followDays: number;
	/** Reads what is new, the overlap, and the open records. Whatever fails makes the whole reading fail. */
	read(request: PollRequest): Promise<Reading<PollReading<T>>>;
}

export interface PollRequest {
	/** Undefined for the baseline, and for a manual test. */
	before: PollState | undefined;
	/** See `TrackingRules`. */
	followedSince: number;
	budget: Budget;
	/** Set where only a few of the newest records are wanted. */
	isSample: boolean;
}

export interface PollReading<T> {
	window: Window<T>;
	memory: PollMemory;
}

/** How a source asks for open records by their keys. */
export interface AskAgain<T> {
	/** How many records are asked for in one poll. */
	most: number;
	/** Asks for the records in this order, for as many as there is time for. */
	read(records: OpenRecord[]): Promise<Reading<AskedAgain<T>>>;
}

export interface AskedAgain<T> {
	sightings: Array<Sighting<T>>;
	/** See `Window`. */
	gone?: string[];
	/** How many records were asked for. */
	asked: number;
}

export interface PagedRules<T> {
	/** How far below the frontier late records are looked for, in units of the order. */
	lookBack: number;
	/** The order of the present, see `WalkRules`. */
	present?: number;
	openStatuses: ReadonlySet<string>;
	/** Without it open records are only met on the pages of the list. */
	askAgain?: AskAgain<T>;
}

/**
 * Reads a list that comes in pages, and the open records: few are asked for by key, for many the
 * list is read further down first.
 */
export async function readPaged<T>(
	list: NewestFirst<T>,
	{ before, followedSince, budget }: PollRequest,
	{ lookBack, present, openStatuses, askAgain }: PagedRules<T>,
): Promise<Reading<PollReading<T>>> {
	const { tracking, memory = {} } = before ?? {};
	const open = openRecordsOf(tracking, { openStatuses, followedSince });
	const walked = await walkPages(list, tracking, memory, {
		lookBack,
		present,
		followFrom: open.length > (askAgain?.most ?? 0) ? open[0]?.order : undefined,
		hasTime: budget.hasTime,
	});
	if (!walked.ok) return walked;
	const { memory: walkMemory, ...window } = walked.value;
	const walkedMemory = { ...walkMemory, ...list.memory };

	const onlyWalked = success({ window, memory: walkedMemory });
	if (!askAgain) return onlyWalked;
	const shown = new Set(window.sightings.map(({ key }) => key));
	const { chosen, turnAfter } = chooseOpenRecords(
		open.filter(({ key }) => !shown.has(key)),
		askAgain.most,
		memory.turn ?? 0,
	);
	if (chosen.length === 0) return onlyWalked;
	const asked = await askAgain.read(chosen);
	if (!asked.ok) return asked;
	const turn = turnAfter(asked.value.asked);
	return success({
		window: {
			...window,
			sightings: [...window.sightings, ...asked.value.sightings],
			gone: asked.value.gone,
		},
		memory: { ...walkedMemory, ...(turn > 0 && { turn }) },
	});
}

/**
 * The window of a list that comes in one answer, however long it is. Whatever is older than its
 * oldest record is not asked for any more.
 */
export function wholeWindow<T>(
	sightings: Array<Sighting<T>>,
	before: Tracking | undefined,
): Window<T> {
	const orders = sightings.map(({ order }) => order);
	const frontier = orders.reduce((highest, order) => Math.max(highest, order), -Infinity);
	const floor = orders.reduce((lowest, order) => Math.min(lowest, order), Infinity);
	const isEmpty = sightings.length === 0;
	return { sightings, frontier, floor: isEmpty ? (before?.frontier ?? -Infinity) : floor };
}
