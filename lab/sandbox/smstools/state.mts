import type { Clock } from '../clock.mts';
import type { Note } from '../requestParameters.mts';
import type { Contacts } from './contacts.mts';
import { createContacts } from './contacts.mts';
import type { Messages } from './messages.mts';
import { createMessages } from './messages.mts';
import type { SmstoolsSettings } from './settings.mts';
import { defaultSettings } from './settings.mts';

/** The account. There is one: keys, credit and names are its own. */
export interface Account {
	readonly username: string;
	readonly clientId: string;
	clientSecret: string;
	/** How many messages can still be paid. */
	credit: number;
	readonly senders: readonly { readonly ID: number; readonly name: string }[];
	readonly subaccounts: readonly { readonly ID: number; readonly username: string }[];
	/** The account's own numbers, at which messages come in. */
	readonly inboxes: readonly string[];
}

/** What a test lets happen while a request is handled. */
export interface Hooks {
	/** Called before a page of inbox or history is answered. */
	beforePage: ((page: number) => void) | undefined;
}

/** All that the gateway knows. */
export interface SmstoolsState {
	readonly hooks: Hooks;
	readonly clock: Clock;
	readonly settings: SmstoolsSettings;
	readonly account: Account;
	readonly messages: Messages;
	readonly contacts: Contacts;
}

/** A request to one method, decoded. */
export interface MethodRequest {
	/** The last part of the path where it is variable. */
	readonly parameter: string;
	readonly query: ReadonlyMap<string, string>;
	/** The parsed JSON body, in a write with the parameters of the query; undefined where there is none. */
	readonly body: unknown;
	/** Notes what no document shows. */
	readonly note: Note;
}

/** The HTTP status and the JSON of an answer; no body where it is undefined. */
export interface MethodAnswer {
	readonly status: number;
	readonly body?: unknown;
}

/** One method of the API: throws a Refusal for what it does not take. */
export type Method = (request: MethodRequest) => MethodAnswer;

/** Makes the gateway with its account. */
export function createState(clock: Clock, account: Account): SmstoolsState {
	const settings = defaultSettings();
	return {
		clock,
		hooks: { beforePage: undefined },
		settings,
		account: { ...account },
		messages: createMessages(clock, settings),
		contacts: createContacts(),
	};
}
