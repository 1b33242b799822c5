import type { Clock } from '../clock.mts';

/** Vendor document: plain, voice, mms. */
export type MessageType = 'plain' | 'voice' | 'mms';

/** A message to store. */
export interface NewMessage {
	/** The other party's number, also of a message that came in. */
	number: string;
	/** The account's own number or name. */
	own: string;
	text: string;
	/** Default: plain. */
	type?: MessageType;
	/** Default: api, sent by this API. */
	direction?: 'api' | 'outgoing' | 'incoming';
	/** Default: Delivered. */
	status?: string;
	mediaUrl?: string;
	language?: string;
	gender?: string;
	dltTemplateId?: string;
	/** Default: now. */
	createdAt?: Date;
}

export interface Message
	extends Required<Omit<NewMessage, 'mediaUrl' | 'language' | 'gender' | 'dltTemplateId'>> {
	readonly uid: string;
	readonly mediaUrl: string | null;
	readonly language: string | null;
	readonly gender: string | null;
	readonly dltTemplateId: string | null;
	/** Set by a delivery receipt, which writes `<status>|<id>` into the raw column (fact sheet 9). */
	gatewayId: string | null;
}

/** A message that waits for its time. It has no uid until then (fact sheet 5.2). */
export interface ScheduledMessage extends NewMessage {
	readonly dueAt: Date;
}

/** An SMS as the operator behind the host got it, which is when it costs money. */
export interface HandedOverSms {
	readonly number: string;
	readonly text: string;
	readonly sender: string;
	readonly type: MessageType;
}

export interface Messages {
	/** Stores a message, as one that was there before or came in, and returns it. */
	add(message: NewMessage): Message;
	/** Hands a message over to the operator, stores it, and returns it. */
	send(message: NewMessage): Message;
	schedule(message: ScheduledMessage): void;
	/** All SMS that the operator got, in order; scheduled ones from their time on. */
	readonly handedOver: readonly HandedOverSms[];
	/** All that are not scheduled any more, oldest first. */
	list(): Message[];
	readonly scheduled: readonly ScheduledMessage[];
	/** A delivery receipt. @throws Error for an unknown message */
	receipt(uid: string, status: string, gatewayId: string): void;
	/** Takes a message out of the list for good. */
	remove(uid: string): void;
}

/** Makes the store of messages, empty at first. */
export function createMessages(clock: Clock, newUid: (at?: Date) => string): Messages {
	let messages: Message[] = [];
	let scheduled: ScheduledMessage[] = [];
	const handedOver: HandedOverSms[] = [];

	function handOver({ number, text, own, type = 'plain' }: NewMessage): void {
		handedOver.push({ number, text, sender: own, type });
	}

	function add(message: NewMessage): Message {
		const createdAt = message.createdAt ?? clock.now();
		const stored: Message = {
			uid: newUid(createdAt),
			number: message.number,
			own: message.own,
			text: message.text,
			type: message.type ?? 'plain',
			direction: message.direction ?? 'api',
			status: message.status ?? 'Delivered',
			mediaUrl: message.mediaUrl ?? null,
			language: message.language ?? null,
			gender: message.gender ?? null,
			dltTemplateId: message.dltTemplateId ?? null,
			createdAt,
			gatewayId: null,
		};
		// In the order of the uids; most messages come last.
		messages.splice(messages.findLastIndex(({ uid }) => uid < stored.uid) + 1, 0, stored);
		return stored;
	}

	function sendDue(): void {
		const now = clock.now();
		const due = scheduled.filter(({ dueAt }) => dueAt <= now);
		scheduled = scheduled.filter(({ dueAt }) => dueAt > now);
		for (const { dueAt, ...message } of due) {
			handOver(message);
			add({ ...message, createdAt: dueAt });
		}
	}

	return {
		add,
		send(message) {
			handOver(message);
			return add(message);
		},
		get handedOver() {
			sendDue();
			return handedOver;
		},
		schedule(message) {
			scheduled.push(message);
		},
		list() {
			sendDue();
			return [...messages];
		},
		get scheduled() {
			sendDue();
			return scheduled;
		},
		receipt(uid, status, gatewayId) {
			const message = messages.find((candidate) => candidate.uid === uid);
			if (message === undefined) throw new Error(`There is no message ${uid}`);
			message.status = status;
			message.gatewayId = gatewayId;
		},
		remove(uid) {
			messages = messages.filter((message) => message.uid !== uid);
		},
	};
}
