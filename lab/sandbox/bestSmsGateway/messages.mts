import type { Clock } from '../clock.mts';
import { noteStored } from '../exchanges.mts';
import type { CarrierAnswer, Handoff } from './carrier.mts';
import { createCarrier } from './carrier.mts';
import { storedCount, storedMessage, storedText } from './database.mts';
import { unitsPerPage } from './numbers.mts';
import { DatabaseFailure } from './refusal.mts';
import type { BestSmsGatewaySettings } from './settings.mts';

/** The length of the column (fact sheet 2). */
const MOST_SENDER = 14;

/**
 * Seconds between two looks of the dispatcher, which sleeps so long when there was nothing to do (source,
 * `run_sms_cron`). That it checks at full multiples of them is the sandbox's own.
 */
const DISPATCHER_SECONDS = 5;

/** Titles of the codes (vendor document; fact sheet 1.2). */
const STATUS_TITLES: Record<number, string> = {
	[-4]: 'UNDELIVERABLE',
	[-3]: 'EXPIRED',
	[-2]: 'REJECTED',
	[-1]: 'FAILED',
	0: 'PENDING',
	1: 'SENT',
	2: 'DELIVERED',
};

export function statusTitle(status: number): string {
	return STATUS_TITLES[status] ?? '';
}

/** A message to store. Times are Unix seconds. */
export interface NewMessage {
	accountId: number;
	userId: number;
	recipient: string;
	sender: string;
	text: string;
	batchId: string;
	submitted: number;
	scheduled: number;
	/** Being handed over, or on hold. */
	locked: boolean;
	/** 1: flash. */
	type: number;
	unicode: number;
	route: number;
	pages: number;
	/** Charged for all pages; of one page once there is a report (fact sheet 12.8). */
	units: number;
	/** What `contacts` gave; only the responses in the document have it (fact sheet 12.7). */
	extraData: string;
}

/** A message as it is now. */
export interface Message extends NewMessage {
	readonly id: number;
	/** -4 to 2 (vendor document). */
	status: number;
	/** 0: not yet. */
	sent: number;
	info: string;
	unitsConfirmed: boolean;
	deleted: boolean;
}

/** All that the store holds. */
export interface StoredMessages {
	messages: readonly Message[];
	nextId: number;
	handoffs: readonly Handoff[];
	lastTries: ReadonlyMap<string, number>;
}

export interface Messages {
	/** All messages, oldest id first, also deleted ones. */
	list(): Message[];
	/** What the carrier got so far. */
	handoffs(): readonly Handoff[];
	/** Stores messages, cut as the columns are. */
	add(messages: readonly NewMessage[]): Message[];
	/**
	 * Hands over whatever of a batch is pending, whatever its time, on hold, deleted or being handed over already (source,
	 * `_send_sms`; fact sheet 12.2).
	 *
	 * @throws DatabaseFailure when the database fails then
	 */
	dispatch(batchId: string): Promise<CarrierAnswer>;
	/** Counts a message as sent at its time, without the carrier. */
	countAsSent(message: Message): void;
	/** Stops a message that waits (recorded: "stop sched"). */
	stop(message: Message): void;
	/** Lets the carrier report on a message at once. @throws Error for an unknown one */
	report(id: number, status: number, info: string): void;
	/** Numbers the messages that come from now on from this one, because those of before are lost. */
	numberFrom(id: number): void;
	dump(): StoredMessages;
	load(stored: StoredMessages): void;
}

/** How many pages a text takes (fact sheet 2). */
export function pagesOf(text: string, unicode: boolean): number {
	const { length } = [...text];
	if (unicode) return Math.ceil(length / 72);
	return length <= 160 ? 1 : 1 + Math.ceil((length - 160) / 145);
}

/**
 * Makes the store of messages, empty at first. What the clock does to them (the dispatcher hands over what is due, the
 * carrier delivers) is done whenever somebody looks.
 *
 * @param charge takes units from the balance of an account
 */
export function createMessages(
	clock: Clock,
	settings: BestSmsGatewaySettings,
	charge: (accountId: number, units: number) => void,
): Messages {
	const messages: Message[] = [];
	let nextId = 1;
	const batches = new Map<string, Message[]>();
	const carrier = createCarrier(settings);
	/** When a batch was last handed over to a carrier that failed. */
	const lastTries = new Map<string, number>();
	const now = () => Math.floor(clock.now().getTime() / 1000);
	const batchOf = (batchId: string) => batches.get(batchId) ?? [];

	function store(message: Message): void {
		const batch = batchOf(message.batchId);
		batch.push(message);
		batches.set(message.batchId, batch);
		messages.push(message);
	}

	function settle(handled: readonly Message[], answer: CarrierAnswer, at: number): void {
		for (const message of handled) {
			if (answer === 'failed') message.locked = false;
			else Object.assign(message, { status: 1, sent: at, info: 'Message Submitted' });
		}
	}

	const isWaiting = ({ status, locked, deleted }: Message) => status === 0 && !locked && !deleted;

	/** All batches in which something is due (source, `get_due_sms_batches`, `cron_get_sms_batch`). */
	function runDispatcher(): void {
		const lastLook = lookAtOrBefore(now());
		const due = messages.filter(
			(message) =>
				isWaiting(message) && message.scheduled <= lastLook && message.submitted <= lastLook,
		);
		for (const batchId of new Set(due.map((message) => message.batchId))) {
			const inTime = due.filter((message) => message.batchId === batchId);
			const dueSince = Math.min(...inTime.map((m) => Math.max(m.scheduled, m.submitted)));
			const lastTry = lastTries.get(batchId) ?? -Infinity;
			const firstLook = Math.max(
				lookAtOrBefore(dueSince + DISPATCHER_SECONDS - 1),
				lastTry + DISPATCHER_SECONDS,
			);
			for (let at = firstLook; at <= lastLook; at += DISPATCHER_SECONDS) {
				const batch = settings.wholeBatches ? batchOf(batchId).filter(isWaiting) : inTime;
				const answer = carrier.take(batch, at);
				for (const message of batch) message.locked = true;
				settle(settings.wholeBatches ? batchOf(batchId) : batch, answer, at);
				if (answer !== 'failed') break;
				lastTries.set(batchId, at);
			}
		}
	}

	function deliver(): void {
		for (const message of messages) {
			if (message.status === 1 && now() >= message.sent + settings.deliveryMs / 1000) {
				report(message, 2, 'Message delivered to handset');
			}
		}
	}

	/** The units of a report are those of one page: the difference to what was charged comes back (fact sheet 12.8). */
	function report(message: Message, status: number, info: string): void {
		const { accountId, pages, recipient, units, unitsConfirmed } = message;
		const perPage = unitsPerPage(recipient);
		if (!unitsConfirmed) charge(accountId, perPage * pages - units * pages);
		Object.assign(message, { status, info, locked: false, units: perPage, unitsConfirmed: true });
	}

	function look(): void {
		runDispatcher();
		deliver();
	}

	return {
		list() {
			look();
			return messages;
		},
		handoffs() {
			look();
			return carrier.handoffs;
		},
		add(list) {
			const added = list.map((message) => ({
				...message,
				sender: storedText(message.sender, MOST_SENDER),
				text: storedMessage(message.text),
				pages: storedCount(message.pages),
				units: storedCount(message.units),
				id: nextId++,
				status: 0,
				sent: 0,
				info: '',
				unitsConfirmed: false,
				deleted: false,
			}));
			for (const message of added) {
				store(message);
				noteStored(String(message.id), message.recipient);
			}
			return added;
		},
		async dispatch(batchId) {
			const answer = carrier.take(batchOf(batchId), now());
			await carrier.pause();
			if (settings.database === 'failsAfterHandoff') throw new DatabaseFailure('Lost connection');
			// The whole batch is updated, whatever of it was handed over and what has become of the rest (source).
			settle(batchOf(batchId), answer, now());
			if (answer === 'failed') lastTries.set(batchId, now());
			return answer;
		},
		countAsSent(message) {
			settle([message], 'accepted', message.scheduled);
			message.locked = true;
		},
		stop(message) {
			Object.assign(message, { status: -1, info: 'Message stopped' });
		},
		report(id, status, info) {
			const message = messages.find((candidate) => candidate.id === id);
			if (message === undefined) throw new Error(`There is no SMS ${id}`);
			report(message, status, info);
		},
		numberFrom(id) {
			nextId = id;
		},
		dump: () => ({ messages, nextId, handoffs: carrier.handoffs, lastTries }),
		load(stored) {
			for (const message of stored.messages) store(message);
			nextId = stored.nextId;
			carrier.load(stored.handoffs);
			for (const [batchId, at] of stored.lastTries) lastTries.set(batchId, at);
		},
	};
}

function lookAtOrBefore(second: number): number {
	return Math.floor(second / DISPATCHER_SECONDS) * DISPATCHER_SECONDS;
}
