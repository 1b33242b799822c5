import type { PagedList, Page } from '../../../nodes/shared/polling/newestFirst.ts';
import type { PollState } from '../../../nodes/shared/polling/pollState.ts';
import type { PollRequest, PollResult } from '../../../nodes/shared/polling/recordSource.ts';
import type { Change, Sighting } from '../../../nodes/shared/polling/tracker.ts';
import { refusal, success } from '../../../nodes/shared/failure.ts';
import type { Reading } from '../../../nodes/shared/failure.ts';

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
	| { kind: 'poll'; pages: number; fails?: number; losesWrite: boolean; between: Step[] };

/** What a gateway's list is like. */
export interface ListShape {
	/** Whether all since an instant comes in one answer, each with an id that grows. */
	isWhole: boolean;
	oldestFirst: boolean;
	tellsTotal: boolean;
	pageSize: number;
	/** Whether open messages can be asked for by their keys. */
	asksByKey: boolean;
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
}

export const LOOK_BACK = 5;
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
	private stored: unknown;
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
			case 'wait':
				this.now += step.time;
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
			return this.expected.has(key) && told?.status !== statuses.at(-1);
		});
	}

	private add(made: number): void {
		const { isWhole } = this.shape;
		const key = String(isWhole ? this.next : (this.next * 7919) % 100_003);
		const tie = (this.next * 31) % 17;
		const message = {
			key,
			order: isWhole ? this.next : made,
			made,
			isLate: made <= this.seenUpTo,
			tie,
			statuses: ['queued'],
		};
		this.next += 1;
		this.messages.push(message);
		if (this.isTracking) this.expected.set(key, message);
	}

	private pick(which: number): Message | undefined {
		return this.messages[which % Math.max(1, this.messages.length)];
	}

	private async poll(step: PollStep) {
		const { polling } = this;
		const { state: before } = polling.readPollState(this.stored, IDENTITY);
		const request: PollRequest = {
			before,
			followedSince: 0,
			isSample: false,
			budget: { hasTime: () => true, limits: noLimits },
		};
		const reading = this.shape.isWhole
			? this.readWhole(request, step)
			: await this.readPages(request, step);
		if (!reading.ok) return;
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
		const rows = this.messages.filter(({ made }) => made >= newestAt - LOOK_BACK);
		return success({
			window: this.polling.wholeWindow(rows.map(sightingOf), before?.tracking),
			memory: { newestAt: Math.max(newestAt, ...rows.map(({ made }) => made)) },
		});
	}

	private async readPages(
		request: PollRequest,
		{ pages, fails, between }: PollStep,
	): Promise<PollResult<string>> {
		const { before } = request;
		let read = 0;
		const list: PagedList<string> = {
			readPage: async (number) => {
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
			this.polling.turnedNewestFirst(list, before?.memory ?? {}),
			{ ...request, budget: { hasTime, limits: noLimits } },
			{
				lookBack: LOOK_BACK,
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
		return { sightings: found.map(sightingOf), gone, asked: records.length };
	}

	/** Where the oldest come first, only the total tells that a record has come in between others. */
	private canShift(): boolean {
		return this.shape.tellsTotal || !this.shape.oldestFirst;
	}

	private page(number: number): Reading<Page<string>> {
		const { oldestFirst, tellsTotal, pageSize } = this.shape;
		this.seenUpTo = Math.max(this.seenUpTo, ...this.messages.map(({ made }) => made));
		const sorted = this.messages.toSorted((a, b) => b.order - a.order || b.tie - a.tie);
		if (oldestFirst) sorted.reverse();
		const rows = sorted.slice((number - 1) * pageSize, number * pageSize).map(sightingOf);
		const lastPage = Math.max(1, Math.ceil(sorted.length / pageSize));
		return success({
			rows,
			...(tellsTotal && { total: sorted.length, lastPage }),
			isLast: tellsTotal ? number >= lastPage : rows.length < pageSize,
		});
	}
}

const noLimits = () => ({ timeout: 1, abortSignal: new AbortController().signal });
const FAILURE = { message: 'Failed', advice: '', outcome: 'unknown' as const };

function sightingOf({ key, order, statuses }: Message): Sighting<string> {
	return { key, order, status: statuses.at(-1) ?? '', day: 1, record: key };
}
