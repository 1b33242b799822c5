import type { Clock } from '../clock.mts';
import type { Answer } from './answers.mts';
import type { Contacts } from './contacts.mts';
import { createContacts } from './contacts.mts';
import type { Input } from './input.mts';
import type { Jobs } from './jobs.mts';
import { createJobs } from './jobs.mts';
import type { Messages, MessageType, Owner } from './messages.mts';
import { createMessages } from './messages.mts';
import type { Operator } from './operator.mts';
import { createOperator } from './operator.mts';
import type { TextBoostSettings } from './settings.mts';
import { defaultSettings } from './settings.mts';
import { createUids } from './uids.mts';

/** A campaign to groups (fact sheet 3.2 and 5.5). */
export interface Campaign {
	/** The number of the row in the table of everybody's campaigns. */
	readonly id: number;
	readonly uid: string;
	readonly name: string;
	readonly owner: Owner;
	readonly groupUids: readonly string[];
	readonly senderId: string;
	readonly text: string;
	readonly type: MessageType;
	/** When it is to go out; null: at once, which is when the host's queue comes to it. */
	readonly dueAt: Date | null;
	readonly createdAt: Date;
	readonly recipients: number;
}

/** All that the server knows. */
export interface TextBoostState {
	readonly clock: Clock;
	readonly settings: TextBoostSettings;
	readonly messages: Messages;
	readonly operator: Operator;
	readonly jobs: Jobs;
	readonly contacts: Contacts;
	readonly campaigns: Campaign[];
	/** Why the host hands no SMS to a number over to the operator. */
	readonly blockedNumbers: Map<string, string>;
	/** How many of the next requests are refused because there were too many. */
	throttled: number;
	token: string;
	newUid: () => string;
}

/** A request whose token was right. */
export interface Call {
	prefix: 'v3' | 'http';
	/** As the addresses in a page have it, such as `/textboost/api/v3/contacts`. */
	path: string;
	params: Record<string, string>;
	input: Input;
	/** Whose the token is. */
	owner: Owner;
	/** Notes what no document shows. */
	note: (what: string) => void;
}

/** One call of the API. @throws Refused or Exception */
export type Handler = (call: Call) => Answer;

/** Makes an empty server. */
export function createState(clock: Clock, token: string): TextBoostState {
	const newUid = createUids(clock);
	const settings = defaultSettings();
	const messages = createMessages(clock, newUid);
	const operator = createOperator(messages, settings);
	return {
		clock,
		settings,
		messages,
		operator,
		jobs: createJobs(clock, operator),
		contacts: createContacts(clock, () => newUid()),
		campaigns: [],
		blockedNumbers: new Map(),
		throttled: 0,
		token,
		newUid: () => newUid(),
	};
}

/** Takes units from the account, or gives them back. */
export function charge({ account }: TextBoostSettings, units: number): void {
	if (account.credit !== -1) account.credit -= units;
}
