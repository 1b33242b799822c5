import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.mts';
import type { BestSmsGatewaySettings } from './settings.mts';

/** The first id; the samples end at 68 (vendor document, `fetch_sms`). */
const FIRST_ID = 69;

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

/** One hand-over of a message to the carrier. */
export interface Handoff {
	readonly messageId: number;
	readonly recipient: string;
	readonly text: string;
}

export interface Messages {
	/** All messages, oldest id first, also deleted ones. */
	list(): Message[];
	/** Everything that has been handed to the carrier, in order; a message that is in it twice went out twice. */
	readonly handoffs: readonly Handoff[];
	add(messages: readonly NewMessage[]): Message[];
	/** Hands over whatever of a batch is still pending, whatever its time (source, `_send_sms`). */
	dispatch(batchId: string): Promise<void>;
	/** Ends a message with this status at once. @throws Error for an unknown one */
	end(id: number, status: number, info: string): void;
}

/** How many pages a text takes (fact sheet 2). */
export function pagesOf(text: string, unicode: boolean): number {
	const { length } = [...text];
	if (unicode) return Math.ceil(length / 72);
	return length <= 160 ? 1 : 1 + Math.ceil((length - 160) / 145);
}

/**
 * Makes the store of messages, empty at first. What the clock does to them (the queue hands over what is due, the
 * carrier delivers) is done whenever somebody looks.
 */
export function createMessages(clock: Clock, settings: BestSmsGatewaySettings): Messages {
	const messages: Message[] = [];
	const handoffs: Handoff[] = [];
	let nextId = FIRST_ID;
	const now = () => Math.floor(clock.now().getTime() / 1000);

	function hand(batch: readonly Message[]): void {
		for (const { id, recipient, text } of batch) {
			handoffs.push({ messageId: id, recipient, text });
		}
	}

	function submit(batch: readonly Message[], at: number): void {
		for (const message of batch) {
			Object.assign(message, { status: 1, sent: at, info: 'Message Submitted', locked: true });
		}
	}

	const isWaiting = ({ status, locked, deleted }: Message) => status === 0 && !locked && !deleted;

	/** The queue: all batches in which something is due (source, `get_due_sms_batches`, `cron_get_sms_batch`). */
	function runQueue(): void {
		const due = messages.filter((message) => isWaiting(message) && message.scheduled <= now());
		for (const batchId of new Set(due.map((message) => message.batchId))) {
			const inTime = due.filter((message) => message.batchId === batchId);
			const batch = settings.wholeBatches
				? messages.filter((message) => isWaiting(message) && message.batchId === batchId)
				: inTime;
			hand(batch);
			submit(batch, Math.min(...inTime.map(({ scheduled }) => scheduled)));
		}
	}

	function deliver(): void {
		for (const message of messages) {
			const isDelivered =
				message.status === 1 && now() >= message.sent + settings.deliveryMs / 1000;
			if (!isDelivered) continue;
			Object.assign(message, {
				status: 2,
				info: 'Message delivered to handset',
				locked: false,
				unitsConfirmed: true,
			});
		}
	}

	return {
		handoffs,
		list() {
			runQueue();
			deliver();
			return messages;
		},
		add(list) {
			const added = list.map((message) => ({
				...message,
				id: nextId++,
				status: 0,
				sent: 0,
				info: '',
				unitsConfirmed: false,
				deleted: false,
			}));
			messages.push(...added);
			return added;
		},
		async dispatch(batchId) {
			// Those that the carrier has not accepted yet are still pending here, although handed over.
			const batch = messages.filter(
				(message) => message.batchId === batchId && message.status === 0,
			);
			hand(batch);
			if (settings.handoffMs > 0) await sleep(settings.handoffMs);
			submit(batch, now());
		},
		end(id, status, info) {
			// Ids are given in order, and no message is ever taken away.
			const message = messages[id - FIRST_ID];
			if (message === undefined) throw new Error(`There is no SMS ${id}`);
			Object.assign(message, { status, info, locked: false, unitsConfirmed: true });
		},
	};
}
