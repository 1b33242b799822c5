import { randomInt } from 'node:crypto';
import type { Clock } from '../clock.mts';
import { noteStored } from '../exchanges.mts';
import type { SmstoolsSettings } from './settings.mts';

/** A message to a number or a group, as it was accepted. */
export interface SentMessage {
	/** Of the message, as `send` answers it: 30 lower-case letters and digits (fact sheet 3.1). */
	readonly messageid: string;
	/** Of the row in outbox and history (fact sheet 10.6: not the same as `messageid`). */
	readonly id: string;
	/** A number, or the id of a group. */
	readonly to: string;
	readonly kind: 'single' | 'group' | 'voice';
	readonly sender: string;
	readonly text: string;
	readonly reference: string | null;
	/** When it goes or went out. */
	readonly at: Date;
	readonly subaccount: string | null;
	readonly language: string | null;
	readonly gender: string | null;
	/** To how many people it goes. */
	readonly amount: number;
}

export type NewSentMessage = Pick<SentMessage, 'to' | 'kind' | 'sender' | 'text' | 'at'> &
	Partial<Pick<SentMessage, 'reference' | 'subaccount' | 'language' | 'gender' | 'amount'>>;

/** A message that somebody sent to one of the account's own numbers. */
export interface ReceivedMessage {
	readonly id: string;
	readonly from: string;
	readonly inbox: string;
	readonly text: string;
	readonly type: 'sms' | 'whatsapp' | 'call';
	readonly at: Date;
	readonly files: readonly File[];
}

/** A picture that came along (vendor document b). */
export interface File {
	readonly name: string;
	readonly image: string;
	readonly mime: string;
}

/** A delivery state (fact sheet 6.3). */
export type DeliveryStatus =
	| 'SUBMITTED'
	| 'BUFFERED'
	| 'DELIVERED'
	| 'NOT DELIVERED'
	| 'REJECTED'
	| 'UNKNOWN';

/** The states that a message goes through when all is well (fact sheet 6.3). */
const STATUS_WALK: readonly DeliveryStatus[] = ['SUBMITTED', 'BUFFERED', 'DELIVERED'];

/** All that the store holds. */
export interface StoredMessages {
	sent: readonly SentMessage[];
	received: readonly ReceivedMessage[];
	ended: ReadonlyMap<string, DeliveryStatus>;
	nextId: number;
}

export interface Messages {
	readonly sent: readonly SentMessage[];
	readonly received: readonly ReceivedMessage[];
	/** Stores a message and returns it with its ids. */
	send: (message: NewSentMessage) => SentMessage;
	receive: (message: Omit<ReceivedMessage, 'id'>) => ReceivedMessage;
	/** Where a message is now: it moves a step along {@link STATUS_WALK} each `statusStepMs`. */
	statusOf: (message: SentMessage) => DeliveryStatus;
	/** Ends a message with this state. */
	end: (messageid: string, status: DeliveryStatus) => void;
	/** Whether it still waits for its time. */
	isWaiting: (message: SentMessage) => boolean;
	/** Numbers the messages that come from now on from this one, because those of before are lost. */
	numberFrom: (id: number) => void;
	dump: () => StoredMessages;
	load: (stored: StoredMessages) => void;
}

/** Makes the store of messages, empty at first. */
export function createMessages(clock: Clock, settings: SmstoolsSettings): Messages {
	const sent: SentMessage[] = [];
	const received: ReceivedMessage[] = [];
	const ended = new Map<string, DeliveryStatus>();
	let nextId = 810_001;

	return {
		sent,
		received,
		send(message) {
			const stored: SentMessage = {
				reference: null,
				subaccount: null,
				language: null,
				gender: null,
				amount: 1,
				...message,
				messageid: newMessageId(),
				id: String(nextId++),
			};
			sent.push(stored);
			noteStored(stored.messageid, stored.to);
			return stored;
		},
		receive(message) {
			const stored = { ...message, id: String(nextId++) };
			received.push(stored);
			return stored;
		},
		statusOf({ messageid, at }) {
			const steps = Math.floor((clock.now().getTime() - at.getTime()) / settings.statusStepMs);
			const walked = STATUS_WALK[Math.max(0, Math.min(steps, STATUS_WALK.length - 1))];
			return ended.get(messageid) ?? walked ?? 'UNKNOWN';
		},
		end(messageid, status) {
			if (!sent.some((message) => message.messageid === messageid)) {
				throw new Error(`There is no message ${messageid}`);
			}
			ended.set(messageid, status);
		},
		isWaiting: ({ at }) => at > clock.now(),
		numberFrom(id) {
			nextId = id;
		},
		dump: () => ({ sent, received, ended, nextId }),
		load(stored) {
			sent.push(...stored.sent);
			received.push(...stored.received);
			for (const [id, status] of stored.ended) ended.set(id, status);
			nextId = stored.nextId;
		},
	};
}

function newMessageId(): string {
	return Array.from({ length: 30 }, () => randomInt(36).toString(36)).join('');
}
