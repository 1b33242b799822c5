import type { Clock } from '../clock.mts';
import type { Note } from '../requestParameters.mts';
import type { Accounts } from './accounts.mts';
import { createAccounts } from './accounts.mts';
import type { Contacts } from './contacts.mts';
import { createContacts } from './contacts.mts';
import type { Devices } from './devices.mts';
import { createDevices } from './devices.mts';
import type { Messages } from './messages.mts';
import { createMessages } from './messages.mts';
import type { SmsGateway24Settings } from './settings.mts';
import { defaultSettings } from './settings.mts';

/** All that the gateway knows. */
export interface SmsGateway24State {
	readonly clock: Clock;
	readonly settings: SmsGateway24Settings;
	readonly accounts: Accounts;
	readonly devices: Devices;
	readonly messages: Messages;
	readonly contacts: Contacts;
}

/**
 * One method of the API: gets its decoded parameters, notes what no document shows, returns the JSON of a success, throws a
 * Refusal otherwise.
 */
export type Method = (
	parameters: ReadonlyMap<string, string>,
	note: Note,
) => Record<string, unknown>;

/** Makes an empty gateway. */
export function createState(clock: Clock): SmsGateway24State {
	const settings = defaultSettings();
	const devices = createDevices(clock);
	return {
		clock,
		settings,
		accounts: createAccounts(settings),
		devices,
		messages: createMessages(clock, devices, settings),
		contacts: createContacts(),
	};
}
