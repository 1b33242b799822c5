/** The versions of the product whose answers were recorded (test/recorded/textboost-<version>.json). */
export const TEXTBOOST_VERSIONS = ['3.1.0', '3.8.0', '3.9', '3.13.0'] as const;

export type TextBoostVersion = (typeof TEXTBOOST_VERSIONS)[number];

/** What hosts do differently, or the documents leave open, for a test to choose. */
export interface TextBoostSettings {
	/** Which version of the product the host runs; it cannot be told from outside (fact sheet 16). */
	version: TextBoostVersion;
	/**
	 * Which fields a row of a message has, and which rows a list has. Fact sheet 6. A: rows of the caller's token only,
	 * so none that came in, oldest first, raw `status`. B: the same fields, newest first. C: `customer_status` in place
	 * of `status`. D: with type, direction and `sent_at`, of the last 30 days unless dates are given, and filters.
	 */
	rows: 'A' | 'B' | 'C' | 'D';
	/** Whether a list of rows D follows filters; older installs ignore them (fact sheet 3.4, inferred). */
	filters: boolean;
	/** How `show` and `all` are called: as on the vendor's page, or as in the vendor's example files (fact sheet 2). */
	listMethod: 'POST' | 'GET';
	/** How contact fields are spelled: vendor document, or newer installs (fact sheet 3.3). */
	contactFields: 'lower' | 'upper';
	/** Which prefixes the host serves. Vendor document: both are printed. */
	prefixes: ReadonlyArray<'v3' | 'http'>;
	/** Where `/api/http` looks for the token: vendor document, or text.lk (fact sheet 1). */
	httpToken: 'header' | 'input';
	/** Whether the host has campaigns. Not in the vendor document; fact sheet 2, rows 4 and 5. */
	campaigns: boolean;
	/** How a list without rows is answered: an empty page, or as one changed host does (fact sheet 6). */
	emptyList: 'page' | 'notFound';
	/** How an unknown uid is answered. Fact sheet 8; `model` is inferred there. */
	unknownUid: 'sentence' | 'model';
	/** What several recipients are answered with: rows, or a campaign as in older versions (fact sheet 5.2; inferred). */
	severalAnswer: 'rows' | 'campaign';
	/** Name of the field with the balance. Fact sheet 5.4. */
	balanceField: 'remaining_balance' | 'remaining_unit' | 'sms_credit_balance';
	/** What the account has left, as the host prints it (fact sheet 5.4). Null: an example in the style of that field. */
	balance: string | number | null;
	/** The zone of the account, in which `schedule_time` is read (fact sheet 7). Null: the profile has none. */
	accountZone: string | null;
	/** The zone of the server, in which `sent_at` is printed (fact sheet 7, inferred). */
	serverZone: string;
	/** In which zone the dates of a filter are read: the one asked for, or the server's (fact sheet 7). */
	filterZone: 'asked' | 'server';
}

/** The settings that a sandbox starts with: the vendor document where it says something. */
export function defaultSettings(): TextBoostSettings {
	return {
		version: '3.8.0',
		rows: 'C',
		filters: true,
		listMethod: 'POST',
		contactFields: 'lower',
		prefixes: ['v3', 'http'],
		httpToken: 'header',
		campaigns: true,
		emptyList: 'page',
		unknownUid: 'sentence',
		severalAnswer: 'rows',
		balanceField: 'remaining_balance',
		balance: null,
		accountZone: 'Asia/Kolkata',
		serverZone: 'Asia/Dhaka',
		filterZone: 'asked',
	};
}
