import type { Clock } from '../clock.mts';
import type { Fields } from '../fields.mts';
import { createAccounts } from './accounts.mts';
import type { Account, Accounts } from './accounts.mts';
import { createContacts } from './contacts.mts';
import type { Contacts } from './contacts.mts';
import { createDroppedNumbers } from './droppedNumbers.mts';
import type { DroppedNumbers } from './droppedNumbers.mts';
import { createMessages } from './messages.mts';
import type { Messages } from './messages.mts';
import { defaultSettings } from './settings.mts';
import type { BestSmsGatewaySettings } from './settings.mts';

/** All that the gateway knows. */
export interface BestSmsGatewayState {
	readonly clock: Clock;
	readonly settings: BestSmsGatewaySettings;
	readonly accounts: Accounts;
	readonly messages: Messages;
	readonly contacts: Contacts;
	readonly droppedNumbers: DroppedNumbers;
}

export type Json = Record<string, unknown>;

/** One action of the API: reads its parameters at once, then does its work; throws a Refusal otherwise. */
export type Action = (fields: Fields<string>) => (account: Account) => Json | Promise<Json>;

/** Makes an empty gateway. */
export function createState(clock: Clock): BestSmsGatewayState {
	const settings = defaultSettings();
	return {
		clock,
		settings,
		accounts: createAccounts(),
		messages: createMessages(clock, settings),
		contacts: createContacts(),
		droppedNumbers: createDroppedNumbers(),
	};
}

/** A number as the settings want it. */
export function counted({ numbersAsText }: BestSmsGatewaySettings, value: number): number | string {
	return numbersAsText ? String(value) : value;
}
