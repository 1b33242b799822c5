import type { Clock } from '../clock.mts';
import { noteStored } from '../exchanges.mts';

/** Vendor document: plain, voice, mms. The others: fact sheet 3.1. */
export const MESSAGE_TYPES = [
	'plain',
	'unicode',
	'voice',
	'mms',
	'whatsapp',
	'viber',
	'otp',
] as const;

export type MessageType = (typeof MESSAGE_TYPES)[number];

/** Whose a record is: the customer's whose token the tests have, or another one's at the same host. */
export type Owner = 'own' | 'stranger';

/** A message to store. */
export interface NewMessage {
	/** The other party's number, also of a message that came in. */
	number: string;
	/** The account's own number or name; '' where the SMS had no sender. */
	own: string;
	text: string;
	/** Default: plain. */
	type?: MessageType;
	/** Default: api, sent by this API; outgoing, sent by the host's own campaigns. */
	direction?: 'api' | 'outgoing' | 'incoming';
	/** Default: Delivered. */
	status?: string;
	/** The operator's id, which follows the status in the raw column (fact sheet 9 and 16.11). */
	gatewayId?: string;
	/** How many SMS the text takes. Default: 1. */
	parts?: number;
	/** In units of the plan. Default: 1. */
	cost?: number;
	owner?: Owner;
	campaignUid?: string;
	mediaUrl?: string;
	language?: string;
	gender?: string;
	dltTemplateId?: string;
	/** Default: now. */
	createdAt?: Date;
}

type OftenMissing =
	| 'gatewayId'
	| 'campaignUid'
	| 'mediaUrl'
	| 'language'
	| 'gender'
	| 'dltTemplateId';

export interface Message
	extends Required<Omit<NewMessage, OftenMissing>>,
		Record<OftenMissing, string | null> {
	/** The number of the row in the table of everybody's messages. */
	readonly id: number;
	readonly uid: string;
}

/** All that the table holds. */
export interface StoredMessages {
	messages: readonly Message[];
	lastId: number;
}

/** The host's table of messages. */
export interface Messages {
	/** Stores a message and returns it. */
	add(message: NewMessage): Message;
	/** In the order of their uids. */
	list(): Message[];
	/** A delivery receipt. @throws Error for an unknown message */
	receipt(uid: string, status: string, gatewayId: string): void;
	/** Takes a message out of the table for good. */
	remove(uid: string): void;
	/** Numbers the messages that come from now on from this one, because those of before are lost. */
	numberFrom(id: number): void;
	dump(): StoredMessages;
	load(stored: StoredMessages): void;
}

/** Makes the store of messages, empty at first. */
export function createMessages(clock: Clock, newUid: (at?: Date) => string): Messages {
	let messages: Message[] = [];
	let lastId = 0;

	return {
		add(message) {
			const createdAt = message.createdAt ?? clock.now();
			lastId += 1;
			const stored: Message = {
				id: lastId,
				uid: newUid(createdAt),
				number: message.number,
				own: message.own,
				text: message.text,
				type: message.type ?? 'plain',
				direction: message.direction ?? 'api',
				status: message.status ?? 'Delivered',
				gatewayId: message.gatewayId ?? null,
				parts: message.parts ?? 1,
				cost: message.cost ?? 1,
				owner: message.owner ?? 'own',
				campaignUid: message.campaignUid ?? null,
				mediaUrl: message.mediaUrl ?? null,
				language: message.language ?? null,
				gender: message.gender ?? null,
				dltTemplateId: message.dltTemplateId ?? null,
				createdAt,
			};
			// In the order of the uids; most messages come last.
			messages.splice(messages.findLastIndex(({ uid }) => uid < stored.uid) + 1, 0, stored);
			noteStored(stored.uid, stored.number);
			return stored;
		},
		list: () => [...messages],
		receipt(uid, status, gatewayId) {
			const message = messages.find((candidate) => candidate.uid === uid);
			if (message === undefined) throw new Error(`There is no message ${uid}`);
			message.status = status;
			message.gatewayId = gatewayId;
		},
		remove(uid) {
			messages = messages.filter((message) => message.uid !== uid);
		},
		numberFrom(id) {
			lastId = id - 1;
		},
		dump: () => ({ messages, lastId }),
		load(stored) {
			messages = [...stored.messages];
			lastId = stored.lastId;
		},
	};
}
