import type { IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../../../shared/failure/failure';
import { textOrNull } from '../../../shared/record/values';
import type { Listing } from '../../api/timeWalk';
import { FEWEST_ROWS_OF_A_CAP, FILLING } from '../../api/timeWalk';

const SECOND_MS = 1000;
/** An answer with few rows is followed by a question about this many times as much time. */
const MOST_GROWTH = 8;

/** In milliseconds since 1970 as if the gateway's clock showed UTC: see `Stretch` in `api/timeWalk.ts`. */
interface Span {
	from: number;
	to: number;
}

/** The time up to `end`, counted from where the walk begins, and how many rows are still to be found in it. */
interface CountedPart {
	end: number;
	left: number;
}

/**
 * Walks a time from one end to the other, and reads all that the gateway lists of it. Unlike `walkTime`, it knows
 * from the answer that was capped how many rows there are, goes either way, and may be stopped and taken up again.
 *
 * How many rows a part has, told by an answer that was capped, bounds what is asked for in it: never more than half of
 * what is left of it, unless its rows fit one answer. Stretches touch, as in `walkTime`.
 */
export class EndWalk {
	/** All rows from the end at which the walk began to where it is, by id. */
	readonly rows = new Map<string, IDataObject>();

	/** Set where not even a second's rows were listed whole. */
	hasGaps = false;

	private at = 0;

	/** How much time the last answer suggests; 0 where it was capped. */
	private suggested = 0;

	private mostRows: number;

	/** The whole time first, then parts within parts. */
	private readonly counted: CountedPart[];

	/** @param capped how many rows the answer about all the time had and counted */
	constructor(
		private readonly span: Span,
		private readonly isBackward: boolean,
		capped: { listed: number; count: number },
	) {
		this.mostRows = capped.listed;
		this.counted = [{ end: span.to - span.from, left: capped.count }];
	}

	get isAtEnd(): boolean {
		return this.counted.length === 0 || this.at >= this.span.to - this.span.from;
	}

	/** Makes one request, unless it is at the end. Never throws; after a failure it is where it was. */
	async step(list: (span: Span) => Promise<Reading<Listing>>): Promise<Failure | undefined> {
		const part = this.counted.at(-1);
		if (part === undefined) return undefined;
		const end = this.at + this.widthIn(part);
		const reading = await list(this.spanUpTo(end));
		if (!reading.ok) return reading.failure;

		const { rows, count } = reading.value;
		const isWhole = count === null || rows.length >= count;
		if (!isWhole && rows.length >= FEWEST_ROWS_OF_A_CAP) {
			this.mostRows = Math.min(this.mostRows, rows.length);
			if (end - this.at > SECOND_MS) {
				this.counted.push({ end, left: count });
				this.suggested = 0;
				return undefined;
			}
		}
		if (!isWhole) this.hasGaps = true;
		this.accept(rows, end);
		return undefined;
	}

	private widthIn({ end, left }: CountedPart): number {
		const rest = end - this.at;
		if (left <= this.mostRows) return rest;
		// Between what fits where the rows lie evenly, and half, because they may all lie at its end.
		const fitting = (rest * FILLING * this.mostRows) / left;
		const width = Math.min(rest / 2, this.suggested || Math.sqrt((fitting * rest) / 2));
		return Math.min(rest, Math.max(SECOND_MS, Math.floor(width / SECOND_MS) * SECOND_MS));
	}

	private spanUpTo(end: number): Span {
		const { from, to } = this.span;
		return this.isBackward
			? { from: to - end, to: to - this.at }
			: { from: from + this.at, to: from + end };
	}

	private accept(rows: IDataObject[], end: number): void {
		for (const row of rows) {
			this.rows.set(textOrNull(row.id) ?? `row ${this.rows.size}`, row);
		}
		const growth = (FILLING * this.mostRows) / Math.max(1, rows.length);
		this.suggested = (end - this.at) * Math.min(MOST_GROWTH, growth);
		this.at = end;
		for (const part of this.counted) part.left -= rows.length;
		while ((this.counted.at(-1)?.end ?? Infinity) <= end) this.counted.pop();
	}
}
