import type { MessageType } from './messages.mts';
import { MESSAGE_TYPES } from './messages.mts';
import type { TextBoostVersion } from './versions.mts';

/**
 * A right of a token or its user, without which calls are refused (fact sheet 15.7, 16.1 and 16.2). Not all names are
 * known; those that the fact sheet lacks are in the style of the others.
 */
export type Right =
	| 'access_api'
	| 'send_sms'
	| 'view_reports'
	| 'create_contact'
	| 'view_contact'
	| 'update_contact'
	| 'delete_contact'
	| 'create_contact_group'
	| 'view_contact_group'
	| 'update_contact_group'
	| 'delete_contact_group';

/** The customer whose token the tests have. */
export interface Account {
	uid: string;
	firstName: string;
	lastName: string;
	email: string;
	locale: string;
	lastAccessAt: Date;
	/** Until when the plan is paid, which the balance shows as `expired_on`. */
	planEndsAt: Date;
	/**
	 * What is left, in units of the plan; -1 is unlimited. A plain SMS costs 1 for each part, a voice SMS 2 and an MMS 3
	 * (recorded: "voice", "mms").
	 */
	credit: number;
}

/**
 * What a test may choose. Which answers a host gives is decided by its version; the other settings are what hosts of
 * one version do differently, what a host may have, and what the real servers do wrong.
 */
export interface TextBoostSettings {
	/** Which version of the product the host runs; it cannot be told from outside (fact sheet 16). */
	version: TextBoostVersion;
	account: Account;

	/** Which prefixes the host serves. Vendor document: both are printed. 3.1.0 has no `http` (recorded). */
	prefixes: ReadonlyArray<'v3' | 'http'>;
	/**
	 * Where `/api/http` looks for the token: in the input alone (fact sheet 16.6), or in the header too, as all samples
	 * of the vendor document have it; no copy that was read does so.
	 */
	httpToken: 'input' | 'header';
	/** How `show` and `all` are called: vendor document, or the vendor's example files (fact sheet 2). */
	listMethod: 'POST' | 'GET';
	/**
	 * Which status an exception has: 200, or the code that it deserves, as at the one host that added them (fact sheet
	 * 16.1, bepomsg: 401, 403, 404, 405, 422, 429, and 500 for PHP's errors).
	 */
	errorCodes: 'asRecorded' | 'http';
	/** How a list without rows is answered: an empty page, or as Mista does (fact sheet 6). */
	emptyList: 'page' | 'notFound';
	/** The order of the list of SMS: recorded, or as in the sample of ExciteSMS's SDK (fact sheet 6, row A). */
	listOrder: 'newestFirst' | 'oldestFirst';
	/**
	 * The order of rows of one second in a list with the newest first: ascending as recorded on all versions ("SMS list"),
	 * or descending, as fact sheet 16.4 saw on 3.13.
	 */
	sameSecond: 'ascending' | 'descending';
	/** Whether 3.13.0 follows the filters of its list; that a host with `direction` ignores them is inferred. */
	filters: boolean;
	/** In which zone the dates of a filter are read: the server's (fact sheet 16.12), or the one asked for (fact sheet 3.4). */
	filterZone: 'server' | 'asked';
	/** What the host's sending servers can send; which these are is the host's own choice (recorded: "voice", "send, unicode"). */
	smsTypes: readonly MessageType[];
	/** Name of the field with the balance at other hosts (fact sheet 5.4). Null: that of the version (recorded: "balance"). */
	balanceField: 'remaining_balance' | 'remaining_unit' | 'sms_credit_balance' | null;
	/** What the account has left, as the host prints it (fact sheet 5.4). Null: the credit of the account. */
	balance: string | number | null;
	/** The zone of the account, in which `schedule_time` is read (fact sheet 7). Null: the profile has none (inferred). */
	accountZone: string | null;
	/** The zone of the server, in which `sent_at` is printed (recorded: "SMS list"). */
	serverZone: string;
	/**
	 * What the queue of a host with 3.1.0 does with delayed work: it waits, or runs it at once, as that of the recorded
	 * host did ("scheduled, one"). Its SMS to several numbers and its scheduled ones are such work.
	 */
	delayedWork: 'onTime' | 'atOnce';

	/**
	 * The tags of the fields that groups have beside number and names (fact sheet 3.3); only from 3.9 on contacts have
	 * such fields. Null: those of the recorded host (recorded: "contact get").
	 */
	contactTags: readonly string[] | null;
	/** Whether the list of contacts fails (fact sheet 16.9). Null: from 3.9 on (recorded: "contact list"). */
	contactListFails: boolean | null;
	/** A sentence of PHP with which a send ends after all its SMS went out (fact sheet 16.2). Null: none. */
	phpErrorAfterSend: string | null;
	/** Where PHP prints a warning: before and after the JSON, as hosts do that show errors. */
	phpWarnings: ReadonlyArray<'before' | 'after'>;
	/** Whether the account never logged in, so that its profile fails (fact sheet 16.13). */
	neverLoggedIn: boolean;
	/** Whether there is a user without a token, who is taken where `/api/http` finds none (fact sheet 16.6). */
	tokenlessUser: boolean;
	/** Rights that the token does not have. */
	missingRights: readonly Right[];
	/** Whether the host is a demo, which does nothing (fact sheet 8). */
	demo: boolean;
}

/** The settings that a sandbox starts with: those of a recorded host, and nothing that goes wrong by itself. */
export function defaultSettings(): TextBoostSettings {
	return {
		version: '3.8.0',
		account: {
			uid: '6065ecdc9184a',
			firstName: 'Ada',
			lastName: 'Lovelace',
			email: 'ada@example.com',
			locale: 'en',
			lastAccessAt: new Date('2026-11-27T11:31:00Z'),
			planEndsAt: new Date('2027-01-29T13:54:00Z'),
			credit: 100_000,
		},
		prefixes: ['v3', 'http'],
		httpToken: 'input',
		listMethod: 'POST',
		errorCodes: 'asRecorded',
		emptyList: 'page',
		listOrder: 'newestFirst',
		sameSecond: 'ascending',
		filters: true,
		filterZone: 'server',
		smsTypes: MESSAGE_TYPES,
		balanceField: null,
		balance: null,
		accountZone: 'Asia/Kolkata',
		serverZone: 'Asia/Dhaka',
		delayedWork: 'onTime',
		contactTags: null,
		contactListFails: null,
		phpErrorAfterSend: null,
		phpWarnings: [],
		neverLoggedIn: false,
		tokenlessUser: false,
		missingRights: [],
		demo: false,
	};
}

/** The zone in which times of the account are read and printed; UTC where it has none (inferred). */
export function zoneOf({ accountZone }: TextBoostSettings): string {
	return accountZone ?? 'UTC';
}
