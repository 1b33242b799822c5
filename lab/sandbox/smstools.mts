import type { Clock } from './clock.mts';
import { jsonScalars, readParameters, readJsonObject } from './requestParameters.mts';
import type { Contact, Group, StoredContacts } from './smstools/contacts.mts';
import type {
	DeliveryStatus,
	File,
	ReceivedMessage,
	SentMessage,
	StoredMessages,
} from './smstools/messages.mts';
import { refusalIn } from './smstools/refusalRules.mts';
import { addRoutes } from './smstools/routes.mts';
import { sendsIn } from './smstools/sendRequest.mts';
import type { SmstoolsSettings } from './smstools/settings.mts';
import { defaultSettings } from './smstools/settings.mts';
import type { Hooks } from './smstools/state.mts';
import { createState } from './smstools/state.mts';
import type { Ending, ListedMessage, Outcome, Vendor } from './vendor.mts';

export const SMSTOOLS_PREFIX = '/smstools/v1';

/** The account that is there from the start. */
export const SMSTOOLS_ACCOUNT = {
	username: 'bakery',
	clientId: '8120045',
	clientSecret: 'k2Vx9sQ1tY7uWb3zLm5p',
	credit: 10_000,
	senders: [
		{ ID: 11, name: 'Bakery' },
		{ ID: 12, name: '+32460200300' },
	],
	subaccounts: [
		{ ID: 71, username: 'bakery-antwerp' },
		{ ID: 72, username: 'bakery-ghent' },
	],
	inboxes: ['32460200300', '32460200301'],
} as const;

const OUTCOMES: Record<DeliveryStatus, Outcome> = {
	SUBMITTED: 'open',
	BUFFERED: 'open',
	DELIVERED: 'delivered',
	'NOT DELIVERED': 'failed',
	REJECTED: 'failed',
	UNKNOWN: 'open',
};

const ENDINGS = [
	{ outcome: 'delivered', reason: 'DELIVERED' },
	{ outcome: 'failed', reason: 'NOT DELIVERED' },
	{ outcome: 'failed', reason: 'REJECTED' },
] as const satisfies readonly Ending[];

/** All that is kept over a restart. */
interface Dump {
	messages: StoredMessages;
	contacts: StoredContacts;
	credit: number;
}

/** A message that somebody sends to one of the account's numbers. */
export interface IncomingMessage {
	from: string;
	text: string;
	/** The account's number. Default: its first. */
	to?: string;
	/** Default: sms. */
	type?: ReceivedMessage['type'];
	/** Default: now. */
	at?: Date;
	files?: readonly File[];
}

/** What a test sees and does behind the back of the API. */
export interface Smstools {
	/** May be changed at any time. */
	readonly settings: SmstoolsSettings;
	/** May be set at any time. */
	readonly hooks: Hooks;
	/** The messages to numbers and groups, in the order in which they were accepted. */
	readonly sent: readonly SentMessage[];
	readonly received: readonly ReceivedMessage[];
	readonly groups: readonly Group[];
	readonly contacts: readonly Contact[];
	/** Opted-out numbers, digits only. */
	readonly optOuts: readonly string[];
	/** How many messages can still be paid. */
	credit: number;
	/** Adds a group and returns its id. */
	addGroup(name: string): string;
	/** Adds a contact and returns its id. */
	addContact(contact: {
		phone: string;
		groupid: string;
		firstname?: string;
		lastname?: string;
	}): number;
	/** Changes a contact, as somebody does on the website. */
	changeContact(id: number, changes: Partial<Omit<Contact, 'id'>>): void;
	/** Removes a contact, as somebody does on the website. */
	removeContact(id: number): void;
	/** Empties the lists of groups and contacts. */
	clearContacts(): void;
	resetSettings(): void;
	receive(message: IncomingMessage): ReceivedMessage;
	/** Stores a message that went out. Default time: now. */
	addSent(message: {
		to: string;
		text: string;
		at?: Date;
		kind?: SentMessage['kind'];
		/** Default: Bakery. */
		sender?: string;
	}): SentMessage;
	/** Ends a message with this delivery state. @throws Error for an unknown one */
	end(messageid: string, status: DeliveryStatus): void;
}

/** Makes the gateway with its account: what tests control, and what the server mounts. */
export function createSmstools(clock: Clock): { controls: Smstools; vendor: Vendor } {
	const state = createState(clock, SMSTOOLS_ACCOUNT);
	const { account, contacts, messages, settings } = state;

	const controls: Smstools = {
		settings,
		hooks: state.hooks,
		sent: messages.sent,
		received: messages.received,
		groups: contacts.groups,
		contacts: contacts.contacts,
		optOuts: contacts.optOuts,
		get credit() {
			return account.credit;
		},
		set credit(credit) {
			account.credit = credit;
		},
		addGroup: (name) => contacts.addGroup(name),
		addContact: (contact) => contacts.add({ extras: {}, ...contact }),
		changeContact: (id, changes) => contacts.update(id, changes),
		removeContact: (id) => contacts.remove(id),
		clearContacts: () => contacts.clear(),
		resetSettings: () => void Object.assign(settings, defaultSettings()),
		receive: ({ from, text, to = account.inboxes[0] ?? '', type = 'sms', at, files = [] }) =>
			messages.receive({ from, text, inbox: to, type, at: at ?? clock.now(), files }),
		addSent: ({ to, text, at = clock.now(), kind = 'single', sender = 'Bakery' }) =>
			messages.send({ to, text, at, kind, sender }),
		end: (messageid, status) => messages.end(messageid, status),
	};

	const vendor: Vendor = {
		name: 'smstools',
		title: 'Smstools',
		prefix: SMSTOOLS_PREFIX,
		mount: (scope) => addRoutes(scope, state),
		listMessages: () => [
			...messages.sent.map(
				(message): ListedMessage => ({
					...listed(message),
					direction: 'outgoing',
					...(message.kind === 'voice' && { kind: 'voice call' }),
					id: message.messageid,
					number: message.to,
					status: messages.isWaiting(message) ? 'scheduled' : messages.statusOf(message),
					outcome: OUTCOMES[messages.statusOf(message)],
					...(messages.isWaiting(message) && { sendAt: message.at.toISOString() }),
				}),
			),
			...messages.received.map(
				(message): ListedMessage => ({
					...listed(message),
					direction: 'incoming',
					number: message.from,
					status: message.type,
					outcome: 'received',
					...(message.type !== 'sms' && { kind: KINDS[message.type] }),
				}),
			),
		],
		account: {
			endings: ENDINGS,
			end(id, { reason }) {
				const ending = ENDINGS.find((one) => one.reason === reason);
				if (ending === undefined) throw new Error(`Smstools has no state ${reason}`);
				messages.end(id, ending.reason);
			},
			receive: (fields) => controls.receive(readIncoming(fields)).id,
			get balance() {
				return account.credit;
			},
			set balance(credit) {
				account.credit = credit;
			},
			groups: () =>
				contacts.groups.map(({ id, name }) => ({
					id,
					name,
					contacts: contacts.contacts.filter(({ groupid }) => groupid === id).length,
				})),
			addGroup: (name) => contacts.addGroup(name),
			addContact: (groupid, { phone, firstName, lastName }) =>
				void controls.addContact({ phone, groupid, firstname: firstName, lastname: lastName }),
		},
		sendsIn,
		refusalIn,
		numberFrom: (id) => messages.numberFrom(id),
		dump: (): Dump => ({
			messages: messages.dump(),
			contacts: contacts.dump(),
			credit: account.credit,
		}),
		load(dumped) {
			// What `dump` gave, see there.
			const stored = dumped as Dump;
			messages.load(stored.messages);
			contacts.load(stored.contacts);
			account.credit = stored.credit;
		},
	};
	return { controls, vendor };
}

function readIncoming(body: unknown): IncomingMessage {
	return readParameters(readJsonObject(body, 'The body'), (fields) => ({
		from: fields.required('from', jsonScalars.text),
		text: fields.required('text', jsonScalars.text),
		to: fields.optional('to', jsonScalars.text),
	}));
}

const KINDS = { call: 'voice call', whatsapp: 'WhatsApp' } as const;

function listed({ id, at, text }: { id: string; at: Date; text: string }) {
	return { vendor: 'smstools', id, at: at.toISOString(), text };
}
