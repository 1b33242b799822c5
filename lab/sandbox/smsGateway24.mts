import type { Clock } from './clock.mts';
import { between, jsonScalars, readParameters, readJsonObject } from './requestParameters.mts';
import type { Account } from './smsGateway24/accounts.mts';
import type { Contact, ContactList, Newsletter, StoredContacts } from './smsGateway24/contacts.mts';
import type { Device, NewDevice, StoredDevices } from './smsGateway24/devices.mts';
import type { Message, NewMessage, StoredMessages } from './smsGateway24/messages.mts';
import { refusalIn } from './smsGateway24/refusalRules.mts';
import { addRoutes } from './smsGateway24/routes.mts';
import { sendsIn } from './smsGateway24/sendRequest.mts';
import type { SmsGateway24Settings } from './smsGateway24/settings.mts';
import { createState } from './smsGateway24/state.mts';
import type { FailureStatus } from './smsGateway24/statuses.mts';
import { DELIVERED, FAILURE_STATUSES, INCOMING, statusTitle } from './smsGateway24/statuses.mts';
import type { Ending, ListedMessage, Outcome, Vendor } from './vendor.mts';

export const SMSGATEWAY24_PREFIX = '/smsgateway24/getdata';

/** The account that is there from the start. */
export const START_ACCOUNT = {
	email: 'owner@example.com',
	password: 'correct horse',
	token: 'abbde3e31e9d026c02f41119fc55111e',
} as const;

/** A phone that is there from the start and online. */
export const PIXEL_7 = { id: 260, title: 'Pixel 7' } as const;

/** A phone that is there from the start and has been offline for a day. */
export const GALAXY_A14 = { id: 261, title: 'Galaxy A14' } as const;

const ENDINGS: ReadonlyArray<Ending & { status: typeof DELIVERED | FailureStatus }> = [
	{ outcome: 'delivered', reason: endingWord(DELIVERED), status: DELIVERED },
	...FAILURE_STATUSES.map((status) => ({
		outcome: 'failed' as const,
		reason: endingWord(status),
		status,
	})),
];

/** All that is kept over a restart. */
interface Dump {
	messages: StoredMessages;
	devices: StoredDevices;
	contacts: StoredContacts;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** An SMS that somebody sends to one of the phones. */
interface IncomingSms {
	deviceId: number;
	/** The sender's number or name. */
	from: string;
	text: string;
	/** 0 to 5. Default: 0. */
	sim?: number;
	/** Default: now. */
	at?: Date;
}

/** What a test sees and does behind the back of the API. */
export interface SmsGateway24 {
	/** May be changed at any time. */
	readonly settings: SmsGateway24Settings;
	/** All SMS of all accounts as they are now, oldest id first. */
	readonly messages: Message[];
	/** All phones of the start account as they are now. */
	readonly devices: Device[];
	readonly contactLists: readonly ContactList[];
	readonly contacts: readonly Contact[];
	/** Makes a contact list of the start account, and returns its id. */
	addContactList(title: string): number;
	readonly newsletters: readonly Newsletter[];
	/** @throws Error when there is an account with this address */
	addAccount: (account: Account) => void;
	/** Ends the account's token and returns the new one. Default: the start account. */
	rotateToken: (email?: string) => string;
	/** Ends the tokens of all accounts; `gettoken` then gives a new one. */
	expireTokens: () => void;
	/** @throws Error when there is a device with this id */
	addDevice: (device: NewDevice) => void;
	/** @throws Refusal for an unknown device */
	setOnline: (deviceId: number, online: boolean) => void;
	/** Lets an SMS come in and returns its id. @throws Refusal for an unknown device */
	receiveSms: (sms: IncomingSms) => number;
	/** Ends an outgoing SMS with this status at once. @throws Error for an unknown or incoming one */
	failMessage: (id: number, status: FailureStatus) => void;
	/**
	 * Stores `count` SMS without HTTP and returns their ids; `makeMessage` gets 0 to `count - 1`.
	 *
	 * @throws Refusal for an unknown device
	 */
	seedMessages: (count: number, makeMessage: (index: number) => NewMessage) => number[];
}

/** Makes the gateway with its start account and phones: what tests control, and what the server mounts. */
export function createSmsGateway24(clock: Clock): { controls: SmsGateway24; vendor: Vendor } {
	const state = createState(clock);
	const { accounts, devices, messages, contacts, settings } = state;

	const controls: SmsGateway24 = {
		settings,
		get messages() {
			return messages.list();
		},
		get devices() {
			return devices.list(START_ACCOUNT.email);
		},
		contactLists: contacts.lists,
		contacts: contacts.contacts,
		newsletters: contacts.newsletters,
		addContactList: (title) => contacts.addList({ account: START_ACCOUNT.email, title }),
		addAccount: (account) => accounts.add(account),
		rotateToken: (email = START_ACCOUNT.email) => accounts.rotateToken(email),
		expireTokens: () => accounts.expireTokens(),
		addDevice: (device) => devices.add({ account: START_ACCOUNT.email, ...device }),
		setOnline: (deviceId, online) => devices.setOnline(deviceId, online),
		receiveSms: ({ deviceId, from, text, sim, at }) =>
			messages.add({ sendto: from, body: text, deviceId, sim, created: at, status: INCOMING }),
		failMessage: (id, status) => messages.end(id, status),
		seedMessages: (count, makeMessage) =>
			Array.from({ length: count }, (_item, index) => messages.add(makeMessage(index))),
	};

	controls.addAccount(START_ACCOUNT);
	controls.addDevice({ ...PIXEL_7, number: '+491700000260' });
	controls.addDevice({
		...GALAXY_A14,
		online: false,
		lastSeen: new Date(clock.now().getTime() - DAY_MS),
		subscription: false,
	});

	const vendor: Vendor = {
		name: 'smsGateway24',
		title: 'SmsGateway24',
		prefix: SMSGATEWAY24_PREFIX,
		mount: (scope) => addRoutes(scope, state),
		listMessages: () => messages.list().map((message) => listed(message, clock.now())),
		account: {
			endings: ENDINGS,
			end(id, { reason }) {
				const ending = ENDINGS.find((one) => one.reason === reason);
				if (ending === undefined) throw new Error(`SmsGateway24 has no status ${reason}`);
				messages.end(Number(id), ending.status);
			},
			receive: (fields) => String(controls.receiveSms(readIncomingSms(fields))),
			groups: () =>
				contacts.lists.map(({ id, title }) => ({
					id: String(id),
					name: title,
					contacts: contacts.contacts.filter(({ listId }) => listId === id).length,
				})),
			addGroup: (name) => String(controls.addContactList(name)),
			addContact: (group, { phone, firstName, lastName }) =>
				void contacts.addContact({
					listId: Number(group),
					phone: `+${phone}`,
					fullname: `${firstName} ${lastName}`,
				}),
			phones: () => controls.devices.map(({ id, title, online }) => ({ id, title, online })),
			setOnline: controls.setOnline,
		},
		sendsIn,
		refusalIn,
		numberFrom: (id) => messages.numberFrom(id),
		dump: (): Dump => ({
			messages: messages.dump(),
			devices: devices.dump(),
			contacts: contacts.dump(),
		}),
		load(dumped) {
			// What `dump` gave, see there.
			const stored = dumped as Dump;
			messages.load(stored.messages);
			devices.load(stored.devices);
			contacts.load(stored.contacts);
		},
	};
	return { controls, vendor };
}

function readIncomingSms(body: unknown): IncomingSms {
	return readParameters(readJsonObject(body, 'The body'), (fields) => ({
		deviceId: fields.optional('deviceId', jsonScalars.int) ?? PIXEL_7.id,
		from: fields.required('from', jsonScalars.text),
		text: fields.required('text', jsonScalars.text),
		sim: fields.optional('sim', between(jsonScalars.int, 0, 5)),
	}));
}

function listed(message: Message, now: Date): ListedMessage {
	const { timetosend } = message;
	const outcome = outcomeOf(message.status);
	const isWaiting = outcome === 'open' && timetosend !== null && timetosend > now;
	return {
		vendor: 'smsGateway24',
		id: String(message.id),
		at: message.created.toISOString(),
		direction: message.status === INCOMING ? 'incoming' : 'outgoing',
		number: message.sendto,
		text: message.body,
		status: `${message.status} ${statusTitle(message.status)}`,
		outcome,
		...(isWaiting && { sendAt: timetosend.toISOString() }),
	};
}

function outcomeOf(status: number): Outcome {
	if (status === INCOMING) return 'received';
	return ENDINGS.find((ending) => ending.status === status)?.outcome ?? 'open';
}

function endingWord(status: number): string {
	return `${status} ${statusTitle(status)}`;
}
