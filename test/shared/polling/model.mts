import type { Reading } from '../../../nodes/shared/failure/failure.ts';
import { refusal, success } from '../../../nodes/shared/failure/failure.ts';
import type { PagedList, Page } from '../../../nodes/shared/polling/newestFirst.ts';
import type { PollMemory, PollState } from '../../../nodes/shared/polling/pollState.ts';
import type { PollRequest, PollResult } from '../../../nodes/shared/polling/recordSource.ts';
import type { Change, PolledRecord } from '../../../nodes/shared/polling/tracker.ts';

/** The parts of the package that a run goes through, so that a test can put a broken one in. */
export interface Polling {
	track: typeof import('../../../nodes/shared/polling/tracker.ts').track;
	readPaged: typeof import('../../../nodes/shared/polling/recordSource.ts').readPaged;
	wholeWindow: typeof import('../../../nodes/shared/polling/recordSource.ts').wholeWindow;
	turnedNewestFirst: typeof import('../../../nodes/shared/polling/newestFirst.ts').turnedNewestFirst;
	writePollState: typeof import('../../../nodes/shared/polling/pollState.ts').writePollState;
	readPollState: typeof import('../../../nodes/shared/polling/pollState.ts').readPollState;
}

/** What a gateway may do, and what may happen to a poll. */
export type Step =
	/** Messages come in, all at this instant. */
	| { kind: 'arrive'; count: number }
	/** A message turns up that was made earlier. */
	| { kind: 'arriveLate'; by: number }
	| { kind: 'wait'; time: number }
	/** The status of one of the messages moves on. */
	| { kind: 'change'; which: number }
	| { kind: 'remove'; which: number }
	/** A row comes in that lacks what the tracker needs. */
	| { kind: 'arriveOdd' }
	| {
			kind: 'poll';
			pages: number;
			/** The request that fails. */
			fails?: number;
			/** How many requests are answered before the gateway takes no more. */
			limit?: number;
			losesWrite: boolean;
			between: Step[];
	  };

/** What a gateway's list is like. */
export interface ListShape {
	/** Whether all since an instant comes in one answer, each with an id that grows. */
	isWhole: boolean;
	oldestFirst: boolean;
	tellsTotal: boolean;
	pageSize: number;
	/** Whether open messages can be asked for by their keys. */
	asksByKey: boolean;
	/** Whether messages tell more of their time than the list is sorted by. */
	hasFractions?: boolean;
	/** Whether two servers answer in turns, of which one knows what there was when time went on last. */
	hasReplica?: boolean;
	/** How many of the newest messages the list has. */
	window?: number;
	/** How many requests of each poll the gateway answers. */
	requestsAPoll?: number;
	/** Whether the very first response is an empty list. */
	isEmptyFirst?: boolean;
}

interface Message {
	key: string;
	/** Whether it turned up after a poll had seen others that were made at the same instant or after it. */
	isLate: boolean;
	/** By when it was made, or where the list is whole by when it came in. */
	order: number;
	made: number;
	statuses: string[];
	/** Orders messages of the same instant; the gateway's own, and no help to anybody. */
	tie: number;
	isOdd: boolean;
}

export const LOOK_BACK = 5;
/** An empty list on activation makes messages old that are older than this. */
const EMPTY_LIST = 10;
/** How fine times are where they are finer than the list is sorted by. */
const FRACTIONS = 10;
const STATUSES = ['queued', 'sent', 'delivered'];
const OPEN = new Set(['queued', 'sent']);
const IDENTITY = { trigger: 'test', account: 'test' };

type PollStep = Step & { kind: 'poll' };

/** A gateway with one list, and a trigger that polls it. */
export class Model {
	readonly changes: Array<Change<string>> = [];
	/** Those that are in the list after the baseline, and not before. */
	readonly expected = new Map<string, Message>();
	readonly removed = new Set<string>();
	hasLostWrite = false;

	private readonly polling: Polling;
	private readonly shape: ListShape;
	private messages: Message[] = [];
	/** What the slower of two servers knows. */
	private replica: Message[] = [];
	private answers = 0;
	private stored: unknown;
	private hints: PollMemory = {};
	private now = 1000;
	private next = 1;
	/** When the newest message was made that was there when a poll last read. */
	private seenUpTo = -Infinity;
	private isTracking = false;

	constructor(polling: Polling, shape: ListShape) {
		this.polling = polling;
		this.shape = shape;
	}

	async take(step: Step): Promise<void> {
		switch (step.kind) {
			case 'arrive':
				for (let i = 0; i < step.count; i += 1) this.add(this.now);
				break;
			case 'arriveLate':
				this.add(this.now - step.by);
				break;
			case 'arriveOdd':
				this.add(this.now, true);
				break;
			case 'wait':
				this.now += step.time;
				this.replica = this.messages.map((one) => ({ ...one, statuses: [...one.statuses] }));
				break;
			case 'change': {
				const statuses = this.pick(step.which)?.statuses;
				const status = STATUSES[statuses?.length ?? 0];
				if (status !== undefined) statuses?.push(status);
				break;
			}
			case 'remove': {
				// Without a total nothing tells that pages have moved up.
				const message = this.shape.tellsTotal ? this.pick(step.which) : undefined;
				if (message === undefined) break;
				this.messages = this.messages.filter(({ key }) => key !== message.key);
				// Two servers with different records, but as many, answer as if they were one.
				this.replica = this.replica.filter(({ key }) => key !== message.key);
				this.removed.add(message.key);
				break;
			}
			case 'poll':
				await this.poll(step);
		}
	}

	/** The messages whose status is not the one that was told last. A whole list shows only new ones. */
	behind(): Message[] {
		if (this.shape.isWhole) return [];
		return this.messages.filter(({ key, statuses }) => {
			const told = this.changes.findLast(({ record }) => record === key);
			return this.expected.has(key) && !this.removed.has(key) && told?.status !== statuses.at(-1);
		});
	}

	private get unit(): number {
		return this.shape.hasFractions ? FRACTIONS : 1;
	}

	private add(made: number, isOdd = false): void {
		const { isWhole } = this.shape;
		const key = String(isWhole ? this.next : (this.next * 7919) % 100_003);
		const tie = (this.next * 31) % 17;
		const message = {
			key,
			order: isWhole ? this.next : made * this.unit + ((this.next * 7) % this.unit),
			made,
			isLate: made <= this.seenUpTo,
			tie,
			isOdd,
			statuses: ['queued'],
		};
		this.next += 1;
		this.messages.push(message);
		if (this.isTracking && !isOdd) this.expected.set(key, message);
		const { window = Infinity } = this.shape;
		for (const { key: left } of this.sorted(this.messages).slice(window)) {
			this.messages = this.messages.filter((one) => one.key !== left);
			this.removed.add(left);
		}
	}

	private pick(which: number): Message | undefined {
		return this.messages[which % Math.max(1, this.messages.length)];
	}

	private async poll(step: PollStep) {
		const { polling } = this;
		const { state: before } = polling.readPollState(this.stored, IDENTITY);
		const request: PollRequest = {
			before: before && { ...before, memory: { ...before.memory, ...this.hints } },
			followedSince: 0,
			isSample: false,
			budget: { hasTime: () => true, limits: noLimits },
		};
		const reading = this.shape.isWhole
			? this.readWhole(request, step)
			: await this.readPages(request, step);
		if (!reading.ok) {
			this.hints = { ...this.hints, ...reading.failure.hints };
			return;
		}
		this.hints = {};
		const { changes, tracking } = polling.track(before?.tracking, reading.value.window, {
			openStatuses: OPEN,
			followedSince: 0,
		});
		this.changes.push(...changes);
		this.isTracking = true;
		const state: PollState = {
			tracking,
			memory: reading.value.memory,
			options: { values: {}, entered: '' },
			odd: [],
		};
		if (step.losesWrite && before !== undefined) {
			this.hasLostWrite = true;
			return;
		}
		// As n8n stores it, so that every poll is one after a restart.
		this.stored = JSON.parse(JSON.stringify(polling.writePollState(state, IDENTITY)));
	}

	private readWhole({ before }: PollRequest, { fails }: PollStep): PollResult<string> {
		if (fails !== undefined) return refusal(FAILURE);
		const newestAt = before?.memory.newestAt ?? this.now;
		const rows = this.messages.filter(({ made, isOdd }) => !isOdd && made >= newestAt - LOOK_BACK);
		return success({
			window: this.polling.wholeWindow(rows.map(sightingOf), before?.tracking),
			memory: { newestAt: Math.max(newestAt, ...rows.map(({ made }) => made)) },
		});
	}

	private async readPages(
		request: PollRequest,
		{ pages, fails, limit, between }: PollStep,
	): Promise<PollResult<string>> {
		const { before } = request;
		const { requestsAPoll = Infinity } = this.shape;
		const most = Math.min(limit ?? Infinity, requestsAPoll);
		let read = 0;
		const list: PagedList<string> = {
			readPage: async (number) => {
				if (read >= most) return refusal(TOO_MANY);
				const during = this.canShift() ? between[read] : undefined;
				read += 1;
				if (read === fails) return refusal(FAILURE);
				const page = this.page(number);
				if (during !== undefined && during.kind !== 'poll') await this.take(during);
				return page;
			},
		};
		// Whatever is in the list before the first reading is the baseline.
		const hasTime = () => before === undefined || read < pages;
		return await this.polling.readPaged(
			this.polling.turnedNewestFirst(list, before?.memory ?? {}, this.unit),
			{ ...request, budget: { hasTime, limits: noLimits } },
			{
				lookBack: LOOK_BACK * this.unit,
				unit: this.unit,
				newSince: (this.now - EMPTY_LIST) * this.unit,
				openStatuses: OPEN,
				...(this.shape.asksByKey && {
					askAgain: { most: 4, read: async (records) => this.ask(records) },
				}),
			},
		);
	}

	private ask(records: ReadonlyArray<{ key: string }>) {
		const found = records.flatMap(
			({ key }) => this.messages.find((message) => message.key === key) ?? [],
		);
		const keys = new Set(found.map(({ key }) => key));
		const gone = records.map(({ key }) => key).filter((key) => !keys.has(key));
		return { polledRecords: found.map(sightingOf), gone, asked: records.length };
	}

	/** Where the oldest come first, only the total tells that a record has come in between others. */
	private canShift(): boolean {
		return this.shape.tellsTotal || !this.shape.oldestFirst;
	}

	private sorted(messages: readonly Message[]): Message[] {
		const timeOf = ({ order }: Message) => Math.floor(order / this.unit);
		return messages.toSorted((a, b) => timeOf(b) - timeOf(a) || b.tie - a.tie);
	}

	private page(number: number): Reading<Page<string>> {
		const { oldestFirst, tellsTotal, pageSize, hasReplica, isEmptyFirst } = this.shape;
		this.answers += 1;
		if (isEmptyFirst && !this.isTracking) {
			return success({ rows: [], ...(tellsTotal && { total: 0, lastPage: 1 }), isLast: true });
		}
		// Without a total nothing tells the responses from two servers apart.
		const isSlow = hasReplica && tellsTotal && this.isTracking && this.answers % 2 === 0;
		const messages = isSlow ? this.replica : this.messages;
		this.seenUpTo = Math.max(this.seenUpTo, ...messages.map(({ made }) => made));
		const sorted = this.sorted(messages);
		if (oldestFirst) sorted.reverse();
		const shown = sorted.slice((number - 1) * pageSize, number * pageSize);
		const lastPage = Math.max(1, Math.ceil(sorted.length / pageSize));
		return success({
			rows: shown.filter(({ isOdd }) => !isOdd).map(sightingOf),
			odd: shown.filter(({ isOdd }) => isOdd).map(({ key }) => ({ key, failure: FAILURE })),
			...(tellsTotal && { total: sorted.length, lastPage }),
			isLast: tellsTotal ? number >= lastPage : shown.length < pageSize,
		});
	}
}

const noLimits = () => ({ timeout: 1, abortSignal: new AbortController().signal });
const FAILURE = { message: 'Failed', advice: '', outcome: 'unknown' as const };
const TOO_MANY = { ...FAILURE, cause: 'rate-limited' as const };

function sightingOf({ key, order, statuses }: Message): PolledRecord<string> {
	return { key, order, status: statuses.at(-1) ?? '', day: 1, record: key };
}
