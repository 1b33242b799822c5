import type { Clock } from '../clock.mts';
import type { Answer } from './answers.mts';
import type { Contacts } from './contacts.mts';
import { createContacts } from './contacts.mts';
import type { Messages } from './messages.mts';
import { createMessages } from './messages.mts';
import type { TextBoostSettings } from './settings.mts';
import { defaultSettings } from './settings.mts';
import { createUids } from './uids.mts';

/** A campaign to groups (fact sheet 3.2 and 5.5). */
export interface Campaign {
	readonly uid: string;
	readonly groupUids: readonly string[];
	readonly senderId: string;
	readonly text: string;
	readonly dueAt: Date | null;
	readonly createdAt: Date;
	readonly recipients: number;
}

/** All that the server knows. */
export interface TextBoostState {
	readonly clock: Clock;
	readonly settings: TextBoostSettings;
	readonly messages: Messages;
	readonly contacts: Contacts;
	readonly campaigns: Campaign[];
	/** Why the gateway takes no message to a number. */
	readonly blockedNumbers: Map<string, string>;
	/** The gateway's first answer about a number, where it is not Delivered. */
	readonly firstAnswers: Map<string, string>;
	token: string;
	newUid(): string;
}

/** A request whose token was right. */
export interface Call {
	/** Path without the prefix, such as `/contacts`. */
	path: string;
	params: Record<string, string>;
	query: ReadonlyMap<string, string>;
	body: ReadonlyMap<string, unknown>;
}

/** One call of the API. @throws Refused */
export type Handler = (call: Call) => Answer;

/** Makes an empty server. */
export function createState(clock: Clock, token: string): TextBoostState {
	const newUid = createUids(clock);
	return {
		clock,
		settings: defaultSettings(),
		messages: createMessages(clock, newUid),
		contacts: createContacts(() => newUid()),
		campaigns: [],
		blockedNumbers: new Map(),
		firstAnswers: new Map(),
		token,
		newUid: () => newUid(),
	};
}
