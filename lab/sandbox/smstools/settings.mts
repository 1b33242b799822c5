/** What the documents leave open or show in more than one way, for a test to choose. */
export interface SmstoolsSettings {
	/** How `error` carries a code: as text (fact sheet 2, DOCS D4), as a number, or not at all (DOCS D11). */
	errorCode: 'text' | 'number' | 'missing';
	/** HTTP status of wrong keys. Fact sheet 2: not documented; the general rule is a 4xx. */
	wrongKeysStatus: 400 | 401 | 403;
	/** Whether the account's list of allowed addresses has the caller's (fact sheet 1; error 200). */
	addressAllowed: boolean;
	/** `ID` of one new contact: an array (vendor document a) or bare (fact sheet 5.1, DOCS D20). */
	contactId: 'array' | 'bare';
	/** HTTP status of an answer with both ids and `errors`. Fact sheet 1.3: not documented. */
	mixedStatus: 200 | 400;
	/** Whether the sentences of `errors` name the number, as in vendor document a. */
	errorsNameNumbers: boolean;
	/**
	 * What a send to several numbers does when some are bad: refuses them all with the first error, or answers with
	 * `errors` as vendor document a does for contacts. Fact sheet 3.1: not documented.
	 */
	badRecipients: 'refuseAll' | 'partly';
	/** The answer to an array of messages: as to many recipients, or a row each. Fact sheet 3.1: not documented. */
	arraySendAnswer: 'messageids' | 'rows';
	/** The order of `messageids`. Fact sheet 3.1: not documented. */
	messageIdOrder: 'asSent' | 'reversed';
	/**
	 * What a send does without a sender: goes out from the account's own number, as two of the vendor's clients and a third
	 * party rely on (fact sheet 14.7), or is refused with 109, as the tables say that it is required (DOCS D1, D14).
	 */
	missingSender: 'ownNumber' | 'refused';
	/** The answer to a test: an id as always (fact sheet 14.4), or only an empty object, because it is not documented. */
	testAnswer: 'id' | 'empty';
	/** Longest text in GSM characters: 459 (DOCS D4) or 612 (fact sheet 10.3). */
	longestMessage: 459 | 612;
	/** What `total` counts. Fact sheet 1.1: presumably all rows. */
	total: 'all' | 'page';
	/** The order of the inbox. Fact sheet 3.4: not documented; the sample has the oldest first. */
	inboxOrder: 'oldestFirst' | 'newestFirst';
	/** The order of the history. Fact sheet 3.7: not documented. */
	historyOrder: 'oldestFirst' | 'newestFirst';
	/** Whether rows of inbox and history have their `ID`, as in the samples of fact sheet 3.4 and 3.7. */
	rowIds: boolean;
	/** The highest `limit` that is kept to; a higher one gets pages of this size. Documented: 2000. */
	largestPage: number;
	/** Size of a page where the caller gives none: 1000 (vendor document b). */
	defaultPage: number;
	/** How the outbox spells the reference. Fact sheet 3.6. */
	outboxReference: 'refence' | 'reference';
	/**
	 * How a row of a conversation says who wrote it: by `direction`, as in the sample of vendor document b, or by `mine`,
	 * of which only the last sentence of that page speaks.
	 */
	conversationRows: 'direction' | 'mine';
	/** How rows of the contact list write a number. Fact sheet 5.3: not documented; that of the samples is without plus. */
	contactPhones: 'digits' | 'withPlus';
	/**
	 * What rows of the contact list tell besides the phone: all fields, names and group, all but the group, or nothing.
	 * Fact sheet 5.3: "at least `phone`".
	 */
	contactRows: 'full' | 'namesOnly' | 'withoutGroup' | 'phoneOnly';
	/** Groups as a bare array (fact sheet 5.4, third party) or in the envelope of the other lists. */
	groupList: 'array' | 'envelope';
	/** Whether `page` of a bare array is heeded. Fact sheet 5.4: not documented. */
	groupPages: 'heeded' | 'ignored';
	/** The response to the opt-out call. Fact sheet 5.5: not documented. */
	optOutAnswer: 'id' | 'noBody';
	/** The response to the balance call. Fact sheet 7: not documented. */
	balanceAnswer: 'object' | 'number' | 'other';
	/** Zone of dates without one, both ways. Fact sheet 1.2: not documented; the conversation's samples are UTC. */
	zone: string;
	/** Milliseconds between two delivery states of a message. */
	statusStepMs: number;
}

/** The settings that a sandbox starts with. */
export function defaultSettings(): SmstoolsSettings {
	return {
		errorCode: 'text',
		wrongKeysStatus: 400,
		addressAllowed: true,
		contactId: 'array',
		mixedStatus: 200,
		errorsNameNumbers: true,
		badRecipients: 'refuseAll',
		arraySendAnswer: 'messageids',
		messageIdOrder: 'asSent',
		missingSender: 'ownNumber',
		testAnswer: 'id',
		longestMessage: 459,
		total: 'all',
		inboxOrder: 'oldestFirst',
		historyOrder: 'newestFirst',
		rowIds: true,
		largestPage: 2000,
		defaultPage: 1000,
		outboxReference: 'refence',
		conversationRows: 'direction',
		contactPhones: 'digits',
		contactRows: 'full',
		groupList: 'array',
		groupPages: 'heeded',
		optOutAnswer: 'id',
		balanceAnswer: 'object',
		zone: 'UTC',
		statusStepMs: 2000,
	};
}
