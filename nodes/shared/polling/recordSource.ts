import type { Failure } from '../failure/failure';
import { success } from '../failure/failure';
import type { Budget } from './budget';
import type { NewestFirst } from './newestFirst';
import type { OpenRecord } from './openRecords';
import { chooseOpenRecords, openRecordsOf } from './openRecords';
import { walkPages } from './pagedWalk';
import type { PollMemory, PollState } from './pollState';
import type { PolledRecord, Tracking, Window } from './tracker';

/** Where a trigger gets its records from: what a gateway has to know how to do. */
export interface RecordSource<T> {
	/** Statuses that may still change. */
	openStatuses: ReadonlySet<string>;
	/** For how many days open records are followed. */
	followDays: number;
	/** Reads what is new, the overlap, and the open records. It fails where it got nowhere. */
	read(request: PollRequest): Promise<PollResult<T>>;
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

interface PollReading<T> {
	window: Window<T>;
	memory: PollMemory;
	/** What went wrong, where it got somewhere even so. */
	trouble?: Trouble;
}

/** A failure beside which something was read. */
interface Trouble {
	failure: Failure;
	/** Whether to report it if nothing starts the workflow; otherwise nobody would learn of it. */
	mustReport: boolean;
}

/** A failure of a reading, and what it learned about where to go on. */
interface ReadingFailure extends Failure {
	hints?: PollMemory;
}

/** What a poll has read, or why it got nowhere. */
export type PollResult<T> =
	| { ok: true; value: PollReading<T> }
	| { ok: false; failure: ReadingFailure };

/** How many requests a poll makes for what is known already. */
const MOST_TO_FOLLOW = 3;

/** What a failed walk takes back of where an earlier one wanted to go on. */
const NO_PAUSE: PollMemory = { start: undefined, above: undefined, block: undefined };
/** The pages below the top that are read in turns, where their numbers mean others from now on. */
const NO_PLACE: PollMemory = {
	deep: undefined,
	deepTop: undefined,
	deepTotal: undefined,
	followPage: undefined,
};

/** How a source asks for open records by their keys. */
export interface AskAgain<T> {
	/** How many records are asked for in one poll, with `MOST_TO_FOLLOW` requests. */
	most: number;
	/** More open records than this are met on the pages of the list, in turns. Default: none are too many. */
	mostByKey?: number;
	/** Asks for the records in this order, for as many as there is time for. */
	read(records: OpenRecord[]): Promise<AskedAgain<T>>;
}

interface AskedAgain<T> {
	polledRecords: Array<PolledRecord<T>>;
	/** See `Window`. */
	gone: string[];
	/** How many records were asked for. */
	asked: number;
	/** Why it ended before all were asked for, where that was no lack of time. */
	failure?: Failure;
}

export interface PagedRules<T> {
	/** How far below the frontier late records are looked for, in units of the order. */
	lookBack: number;
	/** See `turnedNewestFirst`. Default: 1. */
	unit?: number;
	/** The order of the present, see `WalkRules`. */
	present?: number;
	/** An order below which records are old even where the first answer had none. */
	newSince?: number;
	/** See `WalkRules`. */
	revisesFinal?: boolean;
	openStatuses: ReadonlySet<string>;
	/** Without it open records are only met on the pages of the list. */
	askAgain?: AskAgain<T>;
}

/**
 * Reads a list that comes in pages, and the open records: by key, or where there is no such call or they are many, on
 * the pages of the list.
 */
export async function readPaged<T>(
	list: NewestFirst<T>,
	{ before, followedSince, budget }: PollRequest,
	{ lookBack, unit = 1, present, newSince, revisesFinal, openStatuses, askAgain }: PagedRules<T>,
): Promise<PollResult<T>> {
	const { tracking, memory = {} } = before ?? {};
	const open = openRecordsOf(tracking, { openStatuses, followedSince });
	const isByKey = askAgain !== undefined && open.length <= (askAgain.mostByKey ?? Infinity);
	const walked = await walkPages(list, tracking, memory, {
		lookBack,
		unit,
		present,
		followFrom: isByKey ? undefined : open[0]?.order,
		// What is asked for by key has its share.
		mostToFollow: MOST_TO_FOLLOW - (isByKey && open.length > 0 ? 1 : 0),
		revisesFinal,
		hasTime: budget.hasTime,
	});
	const { memory: walkMemory, failure, isProgress, followed, isDoubtful, ...read } = walked;
	const walkedMemory = { ...walkMemory, ...(!isDoubtful && list.memory) };
	if (failure && !isProgress) {
		// Each page counts from the end that was found to be the top, so that the two go together.
		const isTurned = walkedMemory.oldestFirst !== memory.oldestFirst;
		const forgotten = isTurned ? { ...NO_PAUSE, ...NO_PLACE } : NO_PAUSE;
		return { ok: false, failure: { ...failure, hints: { ...forgotten, ...walkedMemory } } };
	}
	const isEmpty = tracking === undefined && read.frontier === -Infinity;
	const floor = isEmpty ? (newSince ?? read.floor) : read.floor;
	const hasTop = list.memory.oldestFirst !== undefined;
	const window = { ...read, floor, unit, hasTop };
	const mustReport = failure?.cause !== 'rate-limited';
	const trouble = failure && { trouble: { failure, mustReport } };

	const onlyWalked = success({ window, memory: walkedMemory, ...trouble });
	if (!isByKey || failure) return onlyWalked;
	const shown = new Set(window.polledRecords.map(({ key }) => key));
	const { chosen, turnAfter } = chooseOpenRecords(
		open.filter(({ key }) => !shown.has(key)),
		Math.ceil(askAgain.most * (1 - followed / MOST_TO_FOLLOW)),
		memory.turn ?? 0,
	);
	if (chosen.length === 0) return onlyWalked;
	const asked = await askAgain.read(chosen);
	const turn = turnAfter(asked.asked);
	const hasAnswer = asked.polledRecords.length > 0 || asked.gone.length > 0;
	return success({
		window: {
			...window,
			polledRecords: [...window.polledRecords, ...asked.polledRecords],
			gone: asked.gone,
		},
		memory: { ...walkedMemory, ...(turn > 0 && { turn }) },
		...(asked.failure && { trouble: { failure: asked.failure, mustReport: !hasAnswer } }),
	});
}

/**
 * The window of a list that comes in one answer, however long it is. Whatever is older than its
 * oldest record is not asked for any more.
 */
export function wholeWindow<T>(
	polledRecords: Array<PolledRecord<T>>,
	before: Tracking | undefined,
): Window<T> {
	const orders = polledRecords.map(({ order }) => order);
	const frontier = orders.reduce((highest, order) => Math.max(highest, order), -Infinity);
	const floor = orders.reduce((lowest, order) => Math.min(lowest, order), Infinity);
	const isEmpty = polledRecords.length === 0;
	return { polledRecords, frontier, floor: isEmpty ? (before?.frontier ?? -Infinity) : floor };
}
