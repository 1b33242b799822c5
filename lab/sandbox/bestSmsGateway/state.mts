import type { Clock } from '../clock.mts';
import type { Account, Accounts } from './accounts.mts';
import { createAccounts } from './accounts.mts';
import type { Contacts } from './contacts.mts';
import { createContacts } from './contacts.mts';
import type { DroppedNumbers } from './droppedNumbers.mts';
import { createDroppedNumbers } from './droppedNumbers.mts';
import type { Messages } from './messages.mts';
import { createMessages } from './messages.mts';
import type { Parameters } from './parameters.mts';
import type { Server } from './server.mts';
import { createServer } from './server.mts';
import type { BestSmsGatewaySettings } from './settings.mts';
import { defaultSettings } from './settings.mts';

/** All that the gateway knows. */
export interface BestSmsGatewayState {
	readonly clock: Clock;
	readonly settings: BestSmsGatewaySettings;
	readonly server: Server;
	readonly accounts: Accounts;
	readonly messages: Messages;
	readonly contacts: Contacts;
	/** Left out of sends. */
	readonly droppedNumbers: DroppedNumbers;
	/** Left out of saves. */
	readonly refusedContacts: DroppedNumbers;
}

export type Json = Record<string, unknown>;

/** One action of the API. Throws a Refusal, or a DatabaseFailure. */
export type Action = (parameters: Parameters, account: Account) => Json | Promise<Json>;

/** Makes an empty gateway. */
export function createState(clock: Clock): BestSmsGatewayState {
	const settings = defaultSettings();
	const accounts = createAccounts();
	return {
		clock,
		settings,
		server: createServer(),
		accounts,
		messages: createMessages(clock, settings, accounts.charge),
		contacts: createContacts(),
		droppedNumbers: createDroppedNumbers(),
		refusedContacts: createDroppedNumbers(),
	};
}

/** The time in whole Unix seconds. */
export function secondsNow({ clock }: Pick<BestSmsGatewayState, 'clock'>): number {
	return Math.floor(clock.now().getTime() / 1000);
}
