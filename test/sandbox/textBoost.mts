import type { Clock } from './clock.mts';
import { jsonScalars, readFields, readJsonObject, Refusal } from './fields.mts';
import type { Contact, Group } from './textBoost/contacts.mts';
import type {
	HandedOverSms,
	Message,
	NewMessage,
	ScheduledMessage,
} from './textBoost/messages.mts';
import { addRoutes } from './textBoost/routes.mts';
import type { TextBoostSettings } from './textBoost/settings.mts';
import { defaultSettings } from './textBoost/settings.mts';
import type { Campaign } from './textBoost/state.mts';
import { createState } from './textBoost/state.mts';
import type { ListedMessage, Vendor } from './vendor.mts';

export const TEXTBOOST_PREFIX = '/textboost';

/** The token of the account, in the form of the vendor document. */
export const TEXTBOOST_TOKEN = '7|sandboxSecretToken0123456789abcdefABCDEF';

/** A message that somebody sends to the account. */
export interface IncomingMessage {
	/** The sender's number. */
	from: string;
	/** The account's number. */
	to: string;
	text: string;
	/** Default: now. */
	at?: Date;
}

/** What a test sees and does behind the back of the API. */
export interface TextBoost {
	/** May be changed at any time. */
	readonly settings: TextBoostSettings;
	/** Sets all settings to what they were at the start. */
	resetSettings(): void;
	/** All messages, oldest first, without those that wait for their time. */
	readonly messages: Message[];
	readonly scheduled: readonly ScheduledMessage[];
	/** All SMS that the operator behind the host got, in order. Scheduled ones come when they are due by the sandbox's clock. */
	readonly handedOver: readonly HandedOverSms[];
	readonly groups: readonly Group[];
	readonly contacts: readonly Contact[];
	readonly campaigns: readonly Campaign[];
	/** Makes the gateway refuse a number, with a reason. */
	blockNumber(number: string, reason: string): void;
	/** Makes the gateway's first answer about a number another one than Delivered. */
	answerFirst(number: string, status: string): void;
	/** A delivery receipt. @throws Error for an unknown message */
	receipt(uid: string, status: string, gatewayId: string): void;
	/** Deletes a message, as the user does on the website of the host. */
	removeMessage(uid: string): void;
	/** Lets a message come in and returns its uid. */
	receiveSms(message: IncomingMessage): string;
	/** Stores `count` messages without HTTP and returns their uids. */
	seedMessages(count: number, makeMessage: (index: number) => NewMessage): string[];
	/** Makes a group with so many contacts and returns its uid. */
	seedGroup(name: string, contacts: number): string;
	/** Forgets which numbers are blocked or answered otherwise, and all groups, contacts and campaigns. */
	clear(): void;
}

/** Makes the server: what tests control, and what is mounted. */
export function createTextBoost(clock: Clock): { controls: TextBoost; vendor: Vendor } {
	const state = createState(clock, TEXTBOOST_TOKEN);
	const { campaigns, contacts, messages, settings } = state;

	const controls: TextBoost = {
		settings,
		resetSettings: () => void Object.assign(settings, defaultSettings()),
		get messages() {
			return messages.list();
		},
		get scheduled() {
			return messages.scheduled;
		},
		get handedOver() {
			return messages.handedOver;
		},
		get groups() {
			return contacts.groups;
		},
		get contacts() {
			return contacts.contacts;
		},
		campaigns,
		blockNumber: (number, reason) => void state.blockedNumbers.set(number, reason),
		answerFirst: (number, status) => void state.firstAnswers.set(number, status),
		receipt: (uid, status, gatewayId) => messages.receipt(uid, status, gatewayId),
		removeMessage: (uid) => messages.remove(uid),
		receiveSms: ({ from, to, text, at }) =>
			messages.add({ number: from, own: to, text, direction: 'incoming', createdAt: at }).uid,
		seedMessages: (count, makeMessage) =>
			Array.from({ length: count }, (_item, index) => messages.add(makeMessage(index)).uid),
		seedGroup(name, count) {
			const { uid } = contacts.addGroup(name);
			for (let index = 0; index < count; index += 1) {
				const fields = { firstName: `First ${index}`, lastName: `Last ${index}` };
				contacts.addContact(uid, { phone: String(31600000000 + index), ...fields });
			}
			return uid;
		},
		clear() {
			state.blockedNumbers.clear();
			state.firstAnswers.clear();
			for (const { uid } of contacts.groups) contacts.deleteGroup(uid);
			campaigns.length = 0;
		},
	};

	const vendor: Vendor = {
		name: 'textBoost',
		prefix: TEXTBOOST_PREFIX,
		mount: (scope) => addRoutes(scope, state),
		mountControl(scope) {
			scope.post('/incoming', async (request, reply) => {
				try {
					return { uid: controls.receiveSms(readIncoming(request.body)) };
				} catch (error) {
					if (error instanceof Refusal) return reply.code(400).send({ message: error.message });
					throw error;
				}
			});
		},
		listMessages: () => messages.list().map(listed),
	};
	return { controls, vendor };
}

function readIncoming(body: unknown): IncomingMessage {
	return readFields(readJsonObject(body, 'The body'), (fields) => ({
		from: fields.required('from', jsonScalars.text),
		to: fields.required('to', jsonScalars.text),
		text: fields.required('text', jsonScalars.text),
	}));
}

function listed(message: Message): ListedMessage {
	return {
		vendor: 'textBoost',
		id: message.uid,
		at: message.createdAt.toISOString(),
		direction: message.direction === 'incoming' ? 'incoming' : 'outgoing',
		number: message.number,
		text: message.text,
		status: message.status,
	};
}
