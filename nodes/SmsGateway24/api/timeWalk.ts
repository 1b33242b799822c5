import type { IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../../shared/failure/failure';
import type { Form } from '../../shared/http/form';

/**
 * A stretch of time as the gateway's own clock shows it, in milliseconds since 1970 as if that clock showed
 * UTC: the zone in which it reads dates is not documented. Without `to` it has no end.
 */
export interface Stretch {
	from: number;
	to?: number;
}

/** What the gateway lists of a stretch. */
export interface Listing {
	rows: IDataObject[];
	/** How many rows it has found, where it tells. More than it lists: the answer was capped. */
	count: number | null;
}

export interface TimeWalkRules {
	list: (stretch: Stretch) => Promise<Reading<Listing>>;
	from: number;
	/** Where the walk ends. */
	to: number;
	/** Whether the last answer has all from then on, also what is after `to`. */
	isOpenEnded: boolean;
	/** How much time the first request is about, in milliseconds; Infinity for all of it. */
	width: number;
	/** How many rows an answer should have at most. */
	mostRows: number;
	mostRequests: number;
	hasTime: () => boolean;
	/** Told the rows of each answer: whether no more are wanted. */
	hasEnough: (rows: IDataObject[]) => boolean;
	/** Whether a first answer that was capped has everything that is to be known. */
	isUnchanged?: (listing: Listing) => boolean;
}

export interface TimeWalked {
	rows: IDataObject[];
	/** Up to where all has been read, `from` where nothing was; undefined where the walk came to its end. */
	reached: number | undefined;
	/** How much time the next request would have been about; Infinity for all of it. */
	width: number;
	/** How many rows an answer should have at most, lower than before where the gateway has failed with more. */
	mostRows: number;
	/** Set where not even a second's rows were listed whole: how many are missing. */
	missing: number;
	/** Why the walk ended before its end, where that was no lack of time. */
	failure?: Failure;
}

const SECOND_MS = 1000;
export const DAY_MS = 24 * 60 * 60 * SECOND_MS;
/** What is asked for after an answer that failed, as a part of it. */
const SHARE_AFTER_FAILURE = 1 / 8;
/** How many rows are asked for at once where more made the gateway fail. */
const ROWS_AFTER_FAILURE = 2500;
/** How full an answer is to be, so that a busier time fits too. */
export const FILLING = 0.8;
const MOST_GROWTH = 4;
/** An answer with fewer rows was hardly capped, whatever `count` is. */
export const FEWEST_ROWS_OF_A_CAP = 100;

/**
 * Reads what the gateway lists of a time, the earliest first, in as many requests as it takes:
 * `getallsms` has no pages, and how many rows it gives at most is not documented (fact sheet,
 * section 2.5). Where `count` tells that an answer was capped (fact sheet, section 7.4), or an answer fails while the
 * gateway still answers a small question, less time is asked for.
 *
 * Stretches touch: whether the gateway counts their ends in is not documented, and a row that is
 * listed twice does no harm.
 *
 * A failure ends the walk, and what was read counts. So does the width that it has found to fit, for a gateway that
 * takes only a few requests a minute would otherwise never get to ask for so little.
 */
export async function walkTime(rules: TimeWalkRules): Promise<TimeWalked> {
	const { list, from, to, isOpenEnded, mostRequests, hasTime, hasEnough, isUnchanged } = rules;
	const rows: IDataObject[] = [];
	let { mostRows, width } = rules;
	let cap = Infinity;
	let at = from;
	let requests = 0;
	let missing = 0;
	let isAlive: boolean | undefined;
	const mayGoOn = () => requests < mostRequests && hasTime();
	const ask = async (stretch: Stretch) => {
		requests += 1;
		return await list(stretch);
	};

	const soFar = (reached: number | undefined, failure?: Failure): TimeWalked => ({
		rows,
		reached,
		width,
		mostRows,
		missing,
		...(failure && { failure }),
	});
	/** Whether the gateway answers a small question; undefined where that cannot be told now. */
	const answersLittle = async () => {
		if (!mayGoOn()) return undefined;
		const little = await ask({ from: to + DAY_MS });
		return little.ok || (isTemporary(little.failure) ? false : undefined);
	};

	for (;;) {
		const isLast = at + width >= to;
		const span = Math.max(SECOND_MS, isLast ? to - at : width);
		const isNarrow = span <= SECOND_MS;
		const reading = await ask({ from: at, ...(!(isLast && isOpenEnded) && { to: at + span }) });
		if (!reading.ok) {
			const { failure } = reading;
			if (!isTemporary(failure) || isNarrow) return soFar(at, failure);
			isAlive ??= await answersLittle();
			if (isAlive === false) return soFar(at, failure);
			width = wholeWidth(span * SHARE_AFTER_FAILURE);
			mostRows = Math.min(mostRows, ROWS_AFTER_FAILURE);
			if (isAlive === undefined) return soFar(at, failure);
			if (!mayGoOn()) return soFar(at);
			continue;
		}
		const { rows: found, count } = reading.value;
		const left = Math.max(0, (count ?? 0) - found.length);
		if (left > 0 && found.length >= FEWEST_ROWS_OF_A_CAP) {
			if (requests === 1 && isLast && isUnchanged?.(reading.value) === true) {
				for (const row of found) rows.push(row);
				return soFar(undefined);
			}
			cap = Math.min(cap, found.length);
			if (!isNarrow) {
				width = wholeWidth(span * Math.min(0.5, (FILLING * found.length) / (found.length + left)));
				if (!mayGoOn()) return soFar(at);
				continue;
			}
			missing += left;
		}
		for (const row of found) rows.push(row);
		if (isLast) return soFar(undefined);
		at += span;
		const growth = (FILLING * Math.min(cap, mostRows)) / Math.max(1, found.length);
		width = wholeWidth(span * Math.min(MOST_GROWTH, growth));
		if (hasEnough(found) || !mayGoOn()) return soFar(at);
	}
}

/** Whether a failure may be one of a gateway that was reached, and had too much to answer. */
function isTemporary({ cause, outcome }: Failure): boolean {
	return cause === 'temporarily-unavailable' && outcome === 'unknown';
}

/** Days where it is more than one, so that dates alone are sent; else seconds, one at least. */
export function wholeWidth(millis: number): number {
	const unit = millis >= DAY_MS ? DAY_MS : SECOND_MS;
	return Math.max(SECOND_MS, Math.floor(millis / unit) * unit);
}

/** A stretch as `getallsms` wants it: with a clock time only where it is not midnight (vendor document, section 4). */
export function datesOf({ from, to }: Stretch): Form {
	return {
		begindate: dateOf(from),
		...(to !== undefined && { enddate: dateOf(to) }),
	};
}

function dateOf(millis: number): string {
	const [date = '', time = ''] = new Date(millis).toISOString().slice(0, 19).split('T');
	return time === '00:00:00' ? date : `${date} ${time}`;
}
