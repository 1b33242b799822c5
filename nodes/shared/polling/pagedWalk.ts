import type { Failure } from '../failure/failure';
import { PageGuard } from '../http/pageGuard';
import type { NewestFirst, Page } from './newestFirst';
import type { PollMemory } from './pollState';
import type { OddRecord, PolledRecord, Tracking } from './tracker';
import { isFamiliar } from './tracker';

export interface WalkRules {
	/** How far below the frontier late records are looked for, in units of the order. */
	lookBack: number;
	/** See `turnedNewestFirst`. */
	unit: number;
	/**
	 * The order of the present. A record from the future must not make those of the present old: the
	 * highest order on top that is not above this one counts, or this one where all are.
	 */
	present?: number;
	/** Pages are read down to this order for the sake of open records, a few in each poll, in turns. */
	followFrom?: number;
	/** How many pages are read for that in one poll. */
	mostToFollow: number;
	/** Whether a final status may change within the look-back, so that it is read even where nothing is new. */
	revisesFinal?: boolean;
	hasTime(): boolean;
}

/** What a walk has read. */
export interface Walked<T> {
	/** See `Window`. */
	polledRecords: Array<PolledRecord<T>>;
	frontier: number;
	floor: number;
	memory: PollMemory;
	odd: OddRecord[];
	/** Why it ended before it was through. */
	failure?: Failure;
	/** How many pages were read for what is known already. */
	followed: number;
	/** Whether the list has grown, but not at the end that was treated as its top, so that it may be the other one. */
	isDoubtful: boolean;
	/** Whether it got anywhere, so that a failure need not be reported. */
	isProgress: boolean;
}

/** How many pages one walk reads at most. */
const MOST_PAGES = 100;
/** Few pages get nowhere: one may be too far down, and the next two join. */
const FEWEST_PAGES = 3;
/** A manual test is shown no more. */
const FEWEST_PAGES_FOR_BASELINE = 2;
/** How many pages are read from the top before the known records are searched for further down. */
const MOST_PAGES_FROM_TOP = 40;
/** The same where the length of the list says how far down they are. */
const MOST_EXPECTED_PAGES = 90;
/** How many pages are read before they join what is known: what is read for nothing when one of them fails. */
const BLOCK = 20;
const SMALLEST_BLOCK = 2;
/** By this many pages the known records may have moved down since they were found. */
const MARGIN = 4;
/** After this many pages in a row without anything new, late records are not looked for further down. */
const MOST_FAMILIAR_PAGES = 40;
/** After this many polls without anything new the look-back is read again. */
const POLLS_OF_REST = 3;
/** How often two pages are read again that may not join, because records left the list in between. */
const MOST_RECONNECTIONS = 2;
/** Steps of the size of a block before a search is done by halves. */
const MOST_STEPS = 3;
/** A failing walk that read this many pages has learned enough to go on from. */
const PAGES_OF_PROGRESS = 10;

/**
 * Reads a list of records, newest first, from its top down through what is new and through the
 * overlap below the frontier. New records push others down to pages that are still to come, so that
 * on the way down none is missed; where the length of the list says that records may have moved up,
 * pages are read again until they join.
 *
 * A list with nothing new on top and no more records than before is left after its first page.
 *
 * Where the known records are far down, the page with them is searched for, and from there the list is read upwards in
 * blocks, each from its top down to what is known by then. So records come oldest first, and without a gap, however
 * many there are, and whatever ends a walk, all blocks before that are kept.
 */
export async function walkPages<T>(
	list: NewestFirst<T>,
	tracking: Tracking | undefined,
	memory: PollMemory,
	rules: WalkRules,
): Promise<Walked<T>> {
	return await new Walk(list, tracking, memory, rules).walk();
}

/** Pages that were read one below the other, without a gap. */
interface Run<T> {
	polledRecords: Map<string, PolledRecord<T>>;
	/** How many pages were read. */
	pages: number;
	/** The number of the last one. */
	last: number;
	/** The highest order on the first of them that has records, see `WalkRules`. */
	top: number;
	/** Whether what was read joins what was known, so that nothing is missing between. */
	isJoined: boolean;
	/** Whether the overlap has been read too. */
	isThrough: boolean;
	/** Whether there was nothing new on the first page. */
	isTooDeep: boolean;
	/** Whether it ended where the next page did not join. */
	isBroken: boolean;
	/** Whether the last page that was read has a record below the look-back. */
	reachesLookBack: boolean;
	/** How many records the list had when the run began. */
	total: number | undefined;
	/** How many records a page has. */
	size: number;
}

/** Where a walk goes on, see `PollMemory`. */
type Pause = Required<Pick<PollMemory, 'start' | 'above' | 'block'>>;

class Walk<T> {
	private readonly list: NewestFirst<T>;
	private readonly tracking: Tracking | undefined;
	private memory: PollMemory;
	private readonly rules: WalkRules;
	private readonly collected = new Map<string, PolledRecord<T>>();
	private readonly odd = new Map<string, OddRecord>();
	private readonly numbersRead = new Set<number>();
	private readonly guard = new PageGuard<PolledRecord<T>>('The gateway', ({ key }) => key);
	private frontier: number;
	private pages = 0;
	private followed = 0;
	/** The number of the list's last page, as far as it is known. */
	private lastPage = Infinity;
	/** In which direction the list is read. */
	private direction: { oldestFirst: number | undefined } | undefined;
	private isTurned = false;
	/** The highest order on the first page with records, and how many records the list had. */
	private first: { top: number; total: number | undefined } | undefined;
	private isDoubtful = false;
	private failure: Failure | undefined;

	constructor(
		list: NewestFirst<T>,
		tracking: Tracking | undefined,
		memory: PollMemory,
		rules: WalkRules,
	) {
		this.list = list;
		this.tracking = tracking;
		this.memory = memory;
		this.rules = rules;
		this.frontier = tracking?.frontier ?? -Infinity;
	}

	async walk(): Promise<Walked<T>> {
		if (this.tracking === undefined) return await this.readBaseline();
		await this.checkDirection();
		const top = await this.joinTop(this.tracking);
		if (this.isTurned) {
			this.collected.clear();
			this.frontier = this.tracking.frontier;
			return this.unfinished({ start: 0, above: 0, block: BLOCK });
		}
		return 'start' in top ? this.unfinished(top) : await this.readBelow(this.tracking, top);
	}

	/** What a walk has noted of pages holds only as long as the list is read in the same direction. */
	private async checkDirection(): Promise<void> {
		const { start, deep, followPage } = this.memory;
		const hasNoted = start !== undefined || deep !== undefined || followPage !== undefined;
		if (!hasNoted || this.list.memory.oldestFirst !== undefined) return;
		const first = await this.read(1);
		if (this.list.memory.oldestFirst === undefined) {
			if (first !== undefined) this.rises(first);
			return;
		}
		const { total } = this.memory;
		this.memory = total === undefined ? {} : { total };
	}

	private async readBaseline(): Promise<Walked<T>> {
		const run = await this.goDown(1, MOST_PAGES);
		this.keep(run);
		// Where late records may still be below, what a baseline left out is not new later.
		const orders = [...run.polledRecords.values()].map(({ order }) => order);
		const lowest = orders.reduce((least, order) => Math.min(least, order), Infinity);
		// Of a list whose ends are of one instant, what was left out may be of that instant too, at either end.
		const leftOut =
			this.list.memory.oldestFirst === undefined ? this.afterInstantOf(this.frontier) : lowest + 1;
		const floor = run.isThrough ? this.lookBackFrom(this.frontier) : leftOut;
		const { total } = run;
		return this.walked({
			floor: orders.length > 0 ? floor : -Infinity,
			memory: { ...(run.isThrough && total !== undefined && { total }) },
			isProgress: run.pages > 0,
		});
	}

	/**
	 * Reads upwards from what is known to the top of the list.
	 *
	 * @returns the run from the top, or where to go on
	 */
	private async joinTop(tracking: Tracking): Promise<Run<T> | Pause> {
		const { memory } = this;
		let block = Math.max(SMALLEST_BLOCK, memory.block ?? BLOCK);
		/** The highest page on which known records were found; undefined while they are searched for. */
		let joint = memory.start === undefined || memory.start === 0 ? undefined : memory.start;
		/** The lowest page that is known to have new records only. */
		let above = memory.above ?? 0;
		let steps = 0;
		// After one or two pages the search would cost more than to read them again.
		const isBegun = joint !== undefined || above > SMALLEST_BLOCK;
		let next = isBegun
			? this.nextRun(joint, above, block, steps)
			: { number: 1, most: memory.block ?? MOST_PAGES };
		let isCut = false;
		/** How many pages were read of a run that was cut short. */
		let lastRun = 0;
		while (!isCut && this.goesOn()) {
			const { number, most } = next;
			const run = await this.goDown(number, most, tracking);
			const isProbe = most === 1;
			if (run.isJoined) {
				this.keep(run);
				if (number === 1) return run;
				[joint, above, steps] = [number, number - 1, 0];
			} else if (run.isTooDeep) {
				[joint, above, steps] = [number, Math.min(above, number - 1), steps + 1];
			} else {
				isCut = run.isBroken || (!this.goesOn() && run.pages < most);
				lastRun = isCut ? run.pages : 0;
				const isKnownNew = run.pages > 0 && (number === 1 || joint === undefined || !isCut);
				if (isKnownNew) above = Math.max(above, run.last);
				// Records that came in above have moved the known ones down.
				if (!isCut && !isProbe) joint = undefined;
			}
			const guess = number === 1 && !isBegun ? this.expectedPage(run) : undefined;
			next =
				joint === undefined && guess !== undefined && guess > above
					? { number: Math.min(guess, Math.max(this.lastPage, above + 1)), most: 1 }
					: this.nextRun(joint, above, block, steps);
		}
		// What got through once will again.
		if (this.collected.size === 0 && lastRun > 0) {
			const reached = this.failure === undefined ? lastRun - 1 : Math.floor(lastRun / 2);
			block = Math.max(SMALLEST_BLOCK, Math.min(block, reached));
		}
		return { start: joint ?? 0, above, block };
	}

	/** Where to read next, and how many pages: a block that ends where known records are, or one page to find them. */
	private nextRun(joint: number | undefined, above: number, block: number, steps: number) {
		if (joint === undefined) {
			const end = Math.max(this.lastPage, above + 1);
			return { number: Math.min(end, Math.max(2 * above, above + block)), most: 1 };
		}
		const isFar = joint - above > 2 * block && steps >= MOST_STEPS;
		if (isFar) return { number: Math.floor((above + joint) / 2), most: 1 };
		return { number: Math.max(1, joint - block + 1), most: block + MARGIN };
	}

	/** By how much the list is longer than it was: that it is in the way where this is much. */
	private expectedPage({ total, size }: Pick<Run<T>, 'total' | 'size'>): number | undefined {
		if (total === undefined || this.memory.total === undefined) return undefined;
		return 1 + Math.ceil((total - this.memory.total) / Math.max(1, size));
	}

	/** Reads pages one below the other, until they join what is known, and where they begin at the top, until the overlap is read too. */
	private async goDown(start: number, most: number, tracking?: Tracking): Promise<Run<T>> {
		const run: Run<T> = {
			polledRecords: new Map(),
			pages: 0,
			last: start,
			top: -Infinity,
			isJoined: false,
			isThrough: false,
			isTooDeep: false,
			isBroken: false,
			reachesLookBack: false,
			total: undefined,
			size: 0,
		};
		let familiarPages = 0;
		let limit = most;
		let before: Page<T> | undefined;
		for (let number = start; run.pages < limit && this.goesOn(); number += 1) {
			let page = await this.read(number);
			if (page === undefined) break;
			if (before !== undefined && this.movedUp(before, page) > 0) {
				const reconnected = await this.reconnect(number, before, page, run);
				run.isBroken = reconnected === undefined;
				if (reconnected === undefined) break;
				({ page, number } = reconnected);
			}
			before = page;
			const isFirst = run.pages === 0;
			run.pages += 1;
			run.last = number;
			const { rows } = page;
			// A page may have odd rows only.
			if (run.top === -Infinity) run.top = topOf(rows, this.rules);
			if (isFirst) {
				run.total = page.total;
				run.size = sizeOf(page);
				const isFamiliarTop = rows.every((row) => this.isOld(row));
				if (number > 1 && tracking !== undefined && isFamiliarTop) {
					run.isTooDeep = true;
					break;
				}
				if (start === 1 && tracking !== undefined && most === MOST_PAGES) {
					const expected = this.expectedPage(run);
					if (expected === undefined) limit = Math.min(limit, MOST_PAGES_FROM_TOP);
					else if (expected > MOST_EXPECTED_PAGES) limit = 1;
				}
			}
			if (this.rises(page)) {
				run.isBroken = true;
				break;
			}
			const isFamiliarPage =
				tracking !== undefined && rows.length > 0 && rows.every((row) => this.isOld(row));
			familiarPages = isFamiliarPage ? familiarPages + 1 : 0;
			for (const row of rows) run.polledRecords.set(row.key, row);

			const lookBack = this.lookBackFrom(Math.max(this.frontier, run.top));
			run.reachesLookBack = page.isLast || rows.some(({ order }) => order < lookBack);
			const floor = tracking?.floor ?? lookBack;
			run.isThrough =
				page.isLast ||
				(rows.length > 0 && rows.every(({ order }) => order < floor)) ||
				familiarPages >= MOST_FAMILIAR_PAGES ||
				(number === 1 && isFamiliarPage && this.hasNoMore(page));
			run.isJoined ||= run.isThrough || isFamiliarPage || this.reachesKnown(rows, tracking);
			if (run.isThrough || (run.isJoined && start > 1)) break;
			if (run.isJoined) limit = MOST_PAGES;
		}
		return run;
	}

	/**
	 * Two pages that were read one after the other, while records have left the list, may not join: some may have moved
	 * from the lower one to the upper one. Both are read again, until two answers in a row have a list of the same length,
	 * or the upper page is the same before and after the lower one, and so is the length, or it changes one way only.
	 * Each is read twice, for two servers may answer in turns.
	 *
	 * @returns the page to go on with; undefined where they do not come to join
	 */
	private async reconnect(
		number: number,
		before: Page<T>,
		page: Page<T>,
		run: Run<T>,
	): Promise<{ page: Page<T>; number: number } | undefined> {
		const { lastPage } = this.list.memory;
		let upper = before;
		let lower = { page, number };
		const way = Math.sign(growthBetween(before, page));
		let isSteady = true;
		const uppers = new Map([[before.total, keysOf(before)]]);
		const lowers = new Map<number | undefined, { page: Page<T>; below: string | undefined }>();
		for (let i = 0; i < MOST_RECONNECTIONS; i += 1) {
			for (let isSecond = false; ; isSecond = true) {
				const higher = await this.readConnected(lower.number, run);
				if (higher === undefined) return undefined;
				// A list that is reversed counts its pages again when it has grown.
				const isRenumbered = this.list.memory.lastPage !== lastPage;
				if (isRenumbered || higher.number + 1 !== lower.number) return higher;
				isSteady &&= way * growthBetween(isSecond ? upper : lower.page, higher.page) >= 0;
				const { total } = higher.page;
				const keys = keysOf(higher.page);
				const between = lowers.get(total);
				if (!isSecond && total === lower.page.total) return lower;
				if (between?.below === keys) return { page: between.page, number: lower.number };
				if (isSteady && keys === keysOf(upper)) return lower;
				uppers.set(total, keys);
				upper = higher.page;
				if (isSecond) break;
			}
			for (const isFirst of [true, false]) {
				const again = await this.read(lower.number);
				if (again === undefined) return undefined;
				this.add(run, again);
				isSteady &&= way * growthBetween(isFirst ? upper : lower.page, again) >= 0;
				lower = { ...lower, page: again };
				if (isFirst && again.total === upper.total) return lower;
				lowers.set(again.total, { page: again, below: uppers.get(again.total) });
			}
		}
		return undefined;
	}

	/** Reads the page above another one, or one further up, until one has records of the run. */
	private async readConnected(
		number: number,
		run: Run<T>,
	): Promise<{ page: Page<T>; number: number } | undefined> {
		for (let above = number - 1; above >= 1; above -= 1) {
			const page = await this.read(above);
			if (page === undefined) return undefined;
			const isConnected = page.rows.some(({ key }) => run.polledRecords.has(key));
			this.add(run, page);
			if (isConnected || above === 1) return { page, number: above };
		}
		return undefined;
	}

	/**
	 * Whether a list whose direction is not known turns out to come up. Then what was read is not reported: it would come before
	 * older records.
	 */
	private rises({ rows, total }: Page<T>): boolean {
		if (this.list.memory.oldestFirst !== undefined || this.tracking === undefined) return false;
		if (rows.length > 0) this.first ??= { top: topOf(rows, this.rules), total };
		const { first } = this;
		const { present = Infinity } = this.rules;
		const isRising = rows.some(
			({ order }) => first && this.isBefore(first.top, order) && order <= present,
		);
		if (!isRising) return false;
		this.isTurned = true;
		// Another length may be that of another server, or records have come in between.
		if (first?.total === total) this.list.comesUp?.();
		return true;
	}

	private add(run: Run<T>, { rows }: Page<T>): void {
		for (const row of rows) run.polledRecords.set(row.key, row);
	}

	/**
	 * How many records may have moved to pages that were read already: those that went at the top, or,
	 * where the gateway lists the oldest first, that came in between. Below 0 where they moved the other way.
	 */
	private movedUp(before: Page<T>, after: Page<T>): number {
		const grown = growthBetween(before, after);
		const { oldestFirst } = this.list.memory;
		if (oldestFirst === undefined) return Math.abs(grown);
		return oldestFirst === 1 ? grown : -grown;
	}

	/** Undefined where the page could not be read, or the list has turned out to go the other way. */
	private async read(number: number): Promise<Page<T> | undefined> {
		this.pages += 1;
		const reading = await this.list.readPage(number);
		if (!reading.ok) {
			this.failure = reading.failure;
			return undefined;
		}
		// A page that is read a second time brings nothing new.
		if (!this.numbersRead.has(number)) {
			this.numbersRead.add(number);
			const admitted = this.guard.admit(reading.value.rows);
			if (!admitted.ok) {
				this.failure = admitted.failure;
				return undefined;
			}
		}
		for (const one of reading.value.odd ?? []) this.odd.set(one.key, one);
		this.lastPage = reading.value.lastPage ?? Infinity;
		const { oldestFirst } = this.list.memory;
		const hasTurned = this.direction !== undefined && this.direction.oldestFirst !== oldestFirst;
		this.direction ??= { oldestFirst };
		// From then on the numbers of the pages mean others.
		if (hasTurned && this.tracking !== undefined) this.isTurned = true;
		return this.isTurned ? undefined : reading.value;
	}

	private goesOn(): boolean {
		if (this.failure !== undefined || this.isTurned || this.pages >= MOST_PAGES) return false;
		const fewest = this.tracking === undefined ? FEWEST_PAGES_FOR_BASELINE : FEWEST_PAGES;
		return this.pages < fewest || this.rules.hasTime();
	}

	private keep({ polledRecords, top }: Run<T>): void {
		for (const [key, polled] of polledRecords) this.collected.set(key, polled);
		this.frontier = Math.max(this.frontier, top);
	}

	/** Of a page further down: what is new there, but not late, has come down since the top was read, and is reported from there. */
	private keepBelow({ rows }: Page<T>): void {
		const { present = Infinity } = this.rules;
		for (const row of rows) {
			if (row.order <= this.frontier || this.isOld(row)) this.collected.set(row.key, row);
			else if (row.order <= present) this.isDoubtful = true;
		}
	}

	private isOld(row: PolledRecord<T>): boolean {
		return (
			this.collected.has(row.key) || (this.tracking !== undefined && isFamiliar(this.tracking, row))
		);
	}

	/** Whether a page has a record from before the frontier, so that all above it have been read. Those of one unit are in any order. */
	private reachesKnown(
		rows: ReadonlyArray<PolledRecord<T>>,
		tracking: Tracking | undefined,
	): boolean {
		return tracking !== undefined && rows.some(({ order }) => this.isBefore(order, this.frontier));
	}

	private isBefore(order: number, other: number): boolean {
		const { unit } = this.rules;
		return Math.floor(order / unit) < Math.floor(other / unit);
	}

	private hasGrown({ total }: Run<T>): boolean {
		return total === undefined || this.memory.total === undefined || total > this.memory.total;
	}

	private hasNoMore(page: Page<T>): boolean {
		const { total } = this.memory;
		return page.total !== undefined && total !== undefined && page.total <= total;
	}

	/** Records of one unit are one set. */
	private afterInstantOf(order: number): number {
		const { unit } = this.rules;
		return (Math.floor(order / unit) + 1) * unit;
	}

	private lookBackFrom(frontier: number): number {
		const { unit, lookBack } = this.rules;
		return Math.floor(frontier / unit) * unit - lookBack;
	}

	/** What a walk has found that did not come to the top: all blocks that joined. */
	private unfinished({ start, above, block }: Pause): Walked<T> {
		const isShort = block < BLOCK && { block };
		return this.walked({
			floor: this.tracking?.floor ?? -Infinity,
			memory: {
				...((start > 0 || above > 0) && { start, above }),
				...isShort,
			},
			isProgress: this.collected.size > 0 || this.pages > PAGES_OF_PROGRESS,
		});
	}

	/** After the top was read: what else is read in this poll, of the pages below. */
	private async readBelow(tracking: Tracking, top: Run<T>): Promise<Walked<T>> {
		const { memory } = this;
		const isTopOld = this.isBefore(top.top, tracking.frontier);
		const unsure = isTopOld ? (memory.unsure ?? 0) + 1 : 0;
		this.isDoubtful ||= isTopOld && (this.hasGrown(top) || unsure > POLLS_OF_REST);
		let { isThrough } = top;
		let deepTop = memory.deepTop ?? this.frontier;
		let total = memory.deep === undefined ? top.total : memory.deepTotal;
		let deep = top.last;
		if (isThrough) {
			deepTop = this.frontier;
			({ total } = top);
		} else if (memory.deep !== undefined && memory.deep > top.last) {
			({ isThrough, deep } = await this.readOverlap(tracking, memory.deep));
		}
		const floor = isThrough ? this.lookBackFrom(deepTop) : tracking.floor;
		const follow = isThrough ? await this.readFollowed(top) : {};
		return this.walked({
			floor,
			memory: {
				...follow,
				...(unsure > 0 && { unsure }),
				// Only after a whole walk does an unchanged number say that there is nothing new.
				...(isThrough && total !== undefined && { total }),
				...(!isThrough && { deep, deepTop, ...(total !== undefined && { deepTotal: total }) }),
			},
			isProgress: true,
		});
	}

	/** Goes on with the overlap where the poll before had to leave it. */
	private async readOverlap(tracking: Tracking, start: number) {
		let number = start - 1;
		while (this.goesOn()) {
			const page = await this.read(number);
			if (page === undefined) break;
			this.keepBelow(page);
			const isBelow = page.rows.every(({ order }) => order < tracking.floor);
			if (page.isLast || isBelow || number > MOST_FAMILIAR_PAGES) {
				return { isThrough: true, deep: number };
			}
			number += 1;
		}
		return { isThrough: false, deep: number };
	}

	/** Reads pages for the sake of records that are known, a few in each poll. */
	private async readFollowed({ last, reachesLookBack }: Run<T>): Promise<PollMemory> {
		const { followFrom, lookBack, mostToFollow, revisesFinal } = this.rules;
		const rested = this.memory.rested ?? 0;
		// By the clock: what is followed may go by it, what is new may not.
		const isRecent =
			this.rules.present === undefined || this.frontier + lookBack >= this.rules.present;
		const isRevision = revisesFinal === true && isRecent && !reachesLookBack && last === 1;
		const isUnderWay = this.memory.followPage !== undefined;
		const isDue = isUnderWay || rested >= POLLS_OF_REST;
		const lowest = Math.min(
			followFrom ?? Infinity,
			isRevision && isDue ? this.lookBackFrom(this.frontier) : Infinity,
		);
		const rest = isRevision && !isDue ? { rested: rested + 1 } : {};
		if (lowest === Infinity) return rest;
		let number = Math.max(last + 1, this.memory.followPage ?? 0);
		for (; this.followed < mostToFollow && this.goesOn(); this.followed += 1) {
			const page = await this.read(number);
			if (page === undefined) break;
			this.keepBelow(page);
			if (page.isLast || page.rows.some(({ order }) => order < lowest)) {
				this.followed += 1;
				return rest;
			}
			number += 1;
		}
		// One page again: new records may have pushed some down to the next one.
		return { ...rest, followPage: Math.max(2, number - 1) };
	}

	private walked({
		floor,
		memory,
		isProgress,
	}: Pick<Walked<T>, 'floor' | 'memory' | 'isProgress'>): Walked<T> {
		return {
			polledRecords: [...this.collected.values()],
			// By the top as the walk found it: while it went down, records may have come in above.
			frontier: this.frontier,
			floor,
			// So that the next poll reads both ends.
			memory: this.isDoubtful ? { ...memory, unsure: POLLS_OF_REST + 1 } : memory,
			odd: [...this.odd.values()],
			...(this.failure && { failure: this.failure }),
			followed: this.followed,
			isDoubtful: this.isDoubtful,
			isProgress,
		};
	}
}

/** By how many records the list is longer than it was; 0 where the gateway does not tell its length. */
function growthBetween<T>(before: Page<T>, after: Page<T>): number {
	if (after.total === undefined || before.total === undefined) return 0;
	return after.total - before.total;
}

/** How many records a page has: the last one may have fewer, and others odd ones. */
function sizeOf<T>({ rows, total, lastPage }: Page<T>): number {
	return total === undefined || !lastPage ? rows.length : Math.ceil(total / lastPage);
}

function keysOf<T>({ rows }: Page<T>): string {
	return JSON.stringify(rows.map(({ key }) => key));
}

/** What came in the unit of the present is not from the future. */
function topOf<T>(
	rows: ReadonlyArray<PolledRecord<T>>,
	{ present = Infinity, unit }: Pick<WalkRules, 'present' | 'unit'>,
): number {
	const end = present === Infinity ? Infinity : (Math.floor(present / unit) + 1) * unit;
	const past = rows.filter(({ order }) => order < end);
	if (past.length === 0 && rows.length > 0) return present;
	return past.reduce((highest, { order }) => Math.max(highest, order), -Infinity);
}
