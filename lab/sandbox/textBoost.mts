import type { Clock } from './clock.mts';
import { jsonScalars, readParameters, readJsonObject } from './requestParameters.mts';
import type { NewCampaign } from './textBoost/campaignCalls.mts';
import { storeCampaign } from './textBoost/campaignCalls.mts';
import type { Contact, ContactFields, Group, StoredContacts } from './textBoost/contacts.mts';
import type { Job, ScheduledMessage } from './textBoost/jobs.mts';
import type { Message, NewMessage, Owner, StoredMessages } from './textBoost/messages.mts';
import type { HandedOverSms } from './textBoost/operator.mts';
import { refusalIn } from './textBoost/refusalRules.mts';
import { addRoutes } from './textBoost/routes.mts';
import { sendsIn } from './textBoost/sendRequest.mts';
import type { TextBoostSettings } from './textBoost/settings.mts';
import { defaultSettings } from './textBoost/settings.mts';
import type { Campaign } from './textBoost/state.mts';
import { createState } from './textBoost/state.mts';
import type { Ending, ListedMessage, Outcome, Vendor } from './vendor.mts';

export const TEXTBOOST_PREFIX = '/textboost';

/** The token of the account, in the form of the vendor document. */
export const TEXTBOOST_TOKEN = '7|sandboxSecretToken0123456789abcdefABCDEF';

/** Words of a campaign's counts (fact sheet 5.5) and of a first status (recorded). */
const ENDINGS = [
	{ outcome: 'delivered', reason: 'Delivered' },
	{ outcome: 'failed', reason: 'Failed' },
	{ outcome: 'failed', reason: 'Undelivered' },
	{ outcome: 'failed', reason: 'Rejected' },
	{ outcome: 'expired', reason: 'Expired' },
] as const satisfies readonly Ending[];

/** The account's own number, to which SMS from the page come. */
const OWN_NUMBER = '31600000000';

/** All that is kept over a restart. */
interface Dump {
	messages: StoredMessages;
	jobs: Job[];
	contacts: StoredContacts;
	campaigns: Campaign[];
	credit: number;
}

/** A message that somebody sends to the account. */
interface IncomingMessage {
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
	/** The table of all messages, oldest first, without those that wait for their time. */
	readonly messages: Message[];
	readonly scheduled: readonly ScheduledMessage[];
	/** All SMS that the operator behind the host got, in order. Scheduled ones come when they are due by the sandbox's clock. */
	readonly handedOver: readonly HandedOverSms[];
	readonly groups: readonly Group[];
	readonly contacts: readonly Contact[];
	readonly campaigns: readonly Campaign[];
	/** Makes the host refuse a number, with a reason, before the operator is asked (fact sheet 16.2 has such sentences). */
	blockNumber(number: string, reason: string): void;
	/** Makes the operator's first answer about a number another one of the host's words than Delivered. */
	answerFirst(number: string, status: string): void;
	/** Makes the operator take an SMS to a number and answer in words of its own. */
	answerInWords(number: string, words: string): void;
	/** Makes the host break on the operator's answer about a number, with a sentence of PHP. */
	breakAfterSend(number: string, phpError: string): void;
	/** Refuses this many of the next requests because there were too many. */
	throttle(requests: number): void;
	/** A delivery receipt. @throws Error for an unknown message */
	receipt(uid: string, status: string, gatewayId: string): void;
	/** Deletes a message, as the user does on the website of the host. */
	removeMessage(uid: string): void;
	/** Lets a message come in and returns its uid. */
	receiveSms(message: IncomingMessage): string;
	/** Stores `count` messages without HTTP and returns their uids. */
	seedMessages(count: number, makeMessage: (index: number) => NewMessage): string[];
	/** Makes a group with this many contacts and returns its uid. */
	seedGroup(name: string, contacts: number, owner?: Owner): string;
	/** Puts a contact into a group without HTTP, and returns its uid. */
	addContact(groupUid: string, fields: ContactFields): string;
	removeContact(uid: string): void;
	/** Makes a campaign without HTTP, the account's or a stranger's, and returns its uid. */
	seedCampaign(campaign: NewCampaign): string;
	/**
	 * Forgets which numbers are blocked or answered otherwise, what was handed over or waits, and all groups, contacts and
	 * campaigns.
	 */
	clear(): void;
}

/** Makes the server: what tests control, and what is mounted. */
export function createTextBoost(clock: Clock): { controls: TextBoost; vendor: Vendor } {
	const state = createState(clock, TEXTBOOST_TOKEN);
	const { campaigns, contacts, jobs, messages, operator, settings } = state;

	function listMessages(): Message[] {
		jobs.run();
		return messages.list();
	}

	const controls: TextBoost = {
		settings,
		resetSettings: () => void Object.assign(settings, defaultSettings()),
		get messages() {
			return listMessages();
		},
		get scheduled() {
			jobs.run();
			return jobs.scheduled;
		},
		get handedOver() {
			jobs.run();
			return operator.handedOver;
		},
		get groups() {
			return contacts.groups;
		},
		get contacts() {
			return contacts.contacts;
		},
		campaigns,
		blockNumber: (number, reason) => void state.blockedNumbers.set(number, reason),
		answerFirst: (number, status) => void operator.answers.set(number, { kind: 'status', status }),
		answerInWords: (number, words) => void operator.answers.set(number, { kind: 'words', words }),
		breakAfterSend: (number, phpError) =>
			void operator.answers.set(number, { kind: 'unreadable', phpError }),
		throttle(requests) {
			state.throttled = requests;
		},
		receipt: (uid, status, gatewayId) => messages.receipt(uid, status, gatewayId),
		removeMessage: (uid) => messages.remove(uid),
		receiveSms: ({ from, to, text, at }) =>
			messages.add({ number: from, own: to, text, direction: 'incoming', createdAt: at }).uid,
		seedMessages: (count, makeMessage) =>
			Array.from({ length: count }, (_item, index) => messages.add(makeMessage(index)).uid),
		seedGroup(name, count, owner) {
			const { uid } = contacts.addGroup(name, owner);
			for (let index = 0; index < count; index += 1) {
				const fields = { firstName: `First ${index}`, lastName: `Last ${index}` };
				contacts.addContact(uid, { phone: String(31600000000 + index), ...fields });
			}
			return uid;
		},
		addContact: (groupUid, fields) => contacts.addContact(groupUid, fields).uid,
		removeContact: (uid) => contacts.deleteContact(uid),
		seedCampaign: (campaign) => storeCampaign(state, campaign).uid,
		clear() {
			state.blockedNumbers.clear();
			state.throttled = 0;
			jobs.clear();
			operator.answers.clear();
			operator.handedOver.length = 0;
			for (const { uid } of contacts.groups) contacts.deleteGroup(uid);
			campaigns.length = 0;
		},
	};

	const vendor: Vendor = {
		name: 'textBoost',
		title: 'TextBoost',
		prefix: TEXTBOOST_PREFIX,
		mount: (scope) => addRoutes(scope, state),
		listMessages: () => listMessages().map(listed),
		account: {
			endings: ENDINGS,
			end(id, { reason }) {
				if (!ENDINGS.some((one) => one.reason === reason)) {
					throw new Error(`TextBoost has no status ${reason}`);
				}
				messages.receipt(
					id,
					reason,
					messages.list().find(({ uid }) => uid === id)?.gatewayId ?? '',
				);
			},
			receive: (fields) => controls.receiveSms(readIncoming(fields)),
			get balance() {
				return settings.account.credit;
			},
			set balance(credit) {
				settings.account.credit = credit;
			},
			groups: () =>
				contacts.groups
					.filter(({ owner }) => owner === 'own')
					.map(({ uid, name }) => ({
						id: uid,
						name,
						contacts: contacts.contacts.filter(({ groupUid }) => groupUid === uid).length,
					})),
			addGroup: (name) => contacts.addGroup(name).uid,
			addContact: (group, contact) => void contacts.addContact(group, contact),
		},
		sendsIn,
		refusalIn,
		numberFrom: (id) => messages.numberFrom(id),
		dump: (): Dump => ({
			messages: messages.dump(),
			jobs: jobs.dump(),
			contacts: contacts.dump(),
			campaigns,
			credit: settings.account.credit,
		}),
		load(dumped) {
			// What `dump` gave, see there.
			const stored = dumped as Dump;
			messages.load(stored.messages);
			for (const job of stored.jobs) jobs.add(job);
			contacts.load(stored.contacts);
			campaigns.push(...stored.campaigns);
			settings.account.credit = stored.credit;
		},
	};
	return { controls, vendor };
}

function readIncoming(body: unknown): IncomingMessage {
	return readParameters(readJsonObject(body, 'The body'), (fields) => ({
		from: fields.required('from', jsonScalars.text),
		to: fields.optional('to', jsonScalars.text) ?? OWN_NUMBER,
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
		outcome: outcomeOf(message),
		...(KINDS[message.type] !== undefined && { kind: KINDS[message.type] }),
	};
}

/** Of the types that are no SMS (vendor document; fact sheet 3.1). */
const KINDS: Partial<Record<Message['type'], string>> = {
	voice: 'voice call',
	mms: 'MMS',
	whatsapp: 'WhatsApp',
	viber: 'Viber',
};

function outcomeOf({ direction, status }: Message): Outcome {
	if (direction === 'incoming') return 'received';
	return ENDINGS.find(({ reason }) => reason === status)?.outcome ?? 'open';
}
