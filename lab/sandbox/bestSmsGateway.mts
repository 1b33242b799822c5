import type { Account } from './bestSmsGateway/accounts.mts';
import { loginOf } from './bestSmsGateway/accounts.mts';
import type { Handoff } from './bestSmsGateway/carrier.mts';
import type { Contact, StoredContacts } from './bestSmsGateway/contacts.mts';
import type { Message, NewMessage, StoredMessages } from './bestSmsGateway/messages.mts';
import { statusTitle } from './bestSmsGateway/messages.mts';
import { refusalIn } from './bestSmsGateway/refusalRules.mts';
import { addRoutes } from './bestSmsGateway/routes.mts';
import { sendsIn } from './bestSmsGateway/sendRequest.mts';
import type { BestSmsGatewaySettings } from './bestSmsGateway/settings.mts';
import { createState, secondsNow } from './bestSmsGateway/state.mts';
import { serverDay } from './bestSmsGateway/zones.mts';
import type { Clock } from './clock.mts';
import type { Ending, ListedGroup, ListedMessage, Outcome, Vendor } from './vendor.mts';

export const BEST_SMS_GATEWAY_PREFIX = '/bestsmsgateway/api_v1';

/** The sub-account that is there from the start, after the samples of the vendor's document. */
export const START_SUB_ACCOUNT = {
	userId: 1,
	id: 1,
	name: 'mysub1',
	login: '001_mysub1',
	password: 'pa55w0Rd',
} as const;

const ENDINGS = [
	{ outcome: 'delivered', reason: 'DELIVERED', status: 2 },
	{ outcome: 'failed', reason: 'FAILED', status: -1 },
	{ outcome: 'failed', reason: 'REJECTED', status: -2 },
	{ outcome: 'failed', reason: 'UNDELIVERABLE', status: -4 },
	{ outcome: 'expired', reason: 'EXPIRED', status: -3 },
] as const satisfies ReadonlyArray<Ending & { status: number }>;

/** All that is kept over a restart. */
interface Dump {
	messages: StoredMessages;
	contacts: StoredContacts;
	accounts: Account[];
	groups: readonly string[];
}

/** What a sub-account is made of; the rest is that of the samples. */
export type NewAccount = Pick<Account, 'id' | 'name' | 'password'> & Partial<Account>;

/** What a test sees and does behind the back of the API. */
export interface BestSmsGateway {
	/** May be changed at any time. */
	readonly settings: BestSmsGatewaySettings;
	/** All SMS of all accounts as they are now, oldest id first, also deleted ones. */
	readonly messages: readonly Message[];
	/**
	 * What the carrier got so far, under which sender, type, encoding and route; a message that is in it twice went out
	 * twice.
	 */
	readonly handoffs: readonly Handoff[];
	readonly contacts: readonly Contact[];
	readonly accounts: readonly Account[];
	/** Adds a sub-account and returns the name to log in with. @throws Error when there is one of this name */
	addAccount: (account: NewAccount) => string;
	/** Lets the carrier report this status of an SMS at once. @throws Error for an unknown one */
	endMessage: (id: number, status: number, info?: string) => void;
	/**
	 * Leaves a number out of the next sends to it without a word, as the gateway does with numbers that it does not
	 * take: only `total`, the number of those that it took, tells (fact sheet 2). Stored form, such as `2348086689567`.
	 */
	dropNumber: (number: string, times?: number) => void;
	/** The same for saves of contacts with this number (vendor document, `save_contacts`: `total` is what was parsed). */
	refuseContact: (number: string, times?: number) => void;
	/**
	 * Lets requests wait until the server is unblocked, as a server that is busy does. It then gets on with all of them in
	 * one second, also with those whose client has given up (fact sheet 12.3).
	 */
	blockServer: () => void;
	unblockServer: () => void;
	/**
	 * Stores SMS without HTTP and returns their ids; `makeMessage` gets 0 to `count - 1`. Those that are not for later
	 * count as sent at their time, without the carrier.
	 */
	seedMessages: (count: number, makeMessage: (index: number) => Partial<NewMessage>) => number[];
	/** Stores contacts without HTTP. */
	seedContacts: (contacts: ReadonlyArray<Partial<Contact> & { phone: string }>) => void;
	/** Deletes contacts without HTTP. */
	removeContacts: (ids: readonly number[]) => void;
}

/** Makes the gateway with its start account: what tests control, and what the server mounts. */
export function createBestSmsGateway(clock: Clock): { controls: BestSmsGateway; vendor: Vendor } {
	const state = createState(clock);
	const { accounts, contacts, droppedNumbers, messages, refusedContacts, server, settings } = state;
	const now = () => secondsNow(state);

	const controls: BestSmsGateway = {
		settings,
		get messages() {
			return messages.list();
		},
		get handoffs() {
			return messages.handoffs();
		},
		get contacts() {
			return contacts.all;
		},
		accounts: accounts.all,
		addAccount(account) {
			const whole: Account = {
				userId: 1,
				enabled: true,
				balance: 1209,
				dialCode: '234',
				timezoneOffset: '1',
				senderId: 'tormuto',
				lastNotified: serverDay(clock.now()),
				owesSurety: false,
				...account,
			};
			accounts.add(whole);
			return loginOf(whole);
		},
		endMessage: (id, status, info = '') => messages.report(id, status, info),
		dropNumber: (number, times = 1) => droppedNumbers.add(number, times),
		refuseContact: (number, times = Infinity) => refusedContacts.add(number, times),
		blockServer: server.block,
		unblockServer: server.unblock,
		seedMessages(count, makeMessage) {
			const seeds = Array.from({ length: count }, (_item, index) => {
				const message = makeMessage(index);
				const submitted = message.submitted ?? now();
				return {
					accountId: START_SUB_ACCOUNT.id,
					userId: START_SUB_ACCOUNT.userId,
					recipient: '2348086689567',
					sender: 'tormuto',
					text: 'x',
					batchId: `1_1_${submitted}`,
					submitted,
					scheduled: submitted,
					locked: false,
					type: 0,
					unicode: 0,
					route: 0,
					pages: 1,
					units: message.pages ?? 1,
					extraData: '',
					...message,
				};
			});
			const added = messages.add(seeds);
			for (const message of added) {
				if (!message.locked && message.scheduled <= now()) messages.countAsSent(message);
			}
			return added.map(({ id }) => id);
		},
		seedContacts: (list) =>
			contacts.save(
				list.map((contact) => ({
					accountId: START_SUB_ACCOUNT.id,
					userId: START_SUB_ACCOUNT.userId,
					firstname: '',
					lastname: '',
					group: 'default',
					time: now(),
					...contact,
				})),
			),
		removeContacts: (ids) => contacts.remove(ids),
	};

	controls.addAccount(START_SUB_ACCOUNT);

	const startAccount = accounts.all[0];
	/** Groups that were asked for here: the gateway knows a group by its contacts alone. */
	const emptyGroups = new Set<string>();

	function groups(): ListedGroup[] {
		const own = contacts.all.filter(({ accountId }) => accountId === START_SUB_ACCOUNT.id);
		const names = new Set([...emptyGroups, ...own.map(({ group }) => group)]);
		return [...names].map((name) => ({
			id: name,
			name,
			contacts: own.filter(({ group }) => group === name).length,
		}));
	}

	const vendor: Vendor = {
		name: 'bestSmsGateway',
		title: 'BestSMSGateway',
		prefix: BEST_SMS_GATEWAY_PREFIX,
		mount: (scope) => addRoutes(scope, state),
		// This vendor has no incoming SMS (fact sheet 1), so that there is nothing to let happen from outside.
		listMessages: () =>
			messages
				.list()
				.filter(({ deleted }) => !deleted)
				.map((message) => listed(message, clock.now())),
		account: {
			endings: ENDINGS,
			end(id, { reason }) {
				const ending = ENDINGS.find((one) => one.reason === reason);
				if (ending === undefined) throw new Error(`BestSMSGateway has no status ${reason}`);
				messages.report(Number(id), ending.status, '');
			},
			get balance() {
				return startAccount?.balance ?? 0;
			},
			set balance(balance) {
				if (startAccount !== undefined) startAccount.balance = balance;
			},
			groups,
			addGroup(name) {
				emptyGroups.add(name);
				return name;
			},
			addContact: (group, { phone, firstName, lastName }) =>
				controls.seedContacts([{ phone, firstname: firstName, lastname: lastName, group }]),
		},
		sendsIn,
		refusalIn,
		numberFrom: (id) => messages.numberFrom(id),
		dump: (): Dump => ({
			messages: messages.dump(),
			contacts: contacts.dump(),
			accounts: [...accounts.all],
			groups: [...emptyGroups],
		}),
		load(dumped) {
			// What `dump` gave, see there.
			const stored = dumped as Dump;
			messages.load(stored.messages);
			contacts.load(stored.contacts);
			for (const account of stored.accounts) {
				const known = accounts.all.find(({ id }) => id === account.id);
				if (known === undefined) accounts.add(account);
				else Object.assign(known, account);
			}
			for (const name of stored.groups) emptyGroups.add(name);
		},
	};
	return { controls, vendor };
}

function listed(message: Message, now: Date): ListedMessage {
	const outcome = outcomeOf(message.status);
	const sendAt = new Date(message.scheduled * 1000);
	return {
		vendor: 'bestSmsGateway',
		id: String(message.id),
		at: new Date(message.submitted * 1000).toISOString(),
		direction: 'outgoing',
		number: message.recipient,
		text: message.text,
		status: `${message.status} ${statusTitle(message.status)}`,
		outcome,
		...(outcome === 'open' && sendAt > now && { sendAt: sendAt.toISOString() }),
	};
}

function outcomeOf(status: number): Outcome {
	return ENDINGS.find((ending) => ending.status === status)?.outcome ?? 'open';
}
