/** What the documents leave open or show in more than one way, for a test to choose. */
export interface BestSmsGatewaySettings {
	/** Whether `total` and `error_code` are texts, as in most samples of the document, or numbers (fact sheet 1). */
	numbersAsText: boolean;
	/** Whether `extra_data` comes back in `fetch_sms`: the document says so, the source drops it (fact sheet 2, 9.12). */
	extraDataReturned: boolean;
	/** Whether `contacts` alone will do; by the document `recipients` must be there (fact sheet 2, 9.8). */
	contactsAloneTaken: boolean;
	/**
	 * Whether the queue hands over a whole batch once any of its messages is due, as the source does
	 * (`cron_get_sms_batch` asks for no time), or each message at its own time, as the document says.
	 */
	wholeBatches: boolean;
	/** How long the carrier takes to accept messages, in milliseconds. Fact sheet 1: inside the request. */
	handoffMs: number;
	/** PHP warnings in front of every answer, as HTML. Fact sheet 1. */
	warnings: string;
	/** Words for which a message is put on hold. Fact sheet 2: flagged words. */
	heldWords: string[];
	/**
	 * A send to more recipients than this is put on hold for a link, an e-mail address or a number of 11 digits in its
	 * text. Fact sheet 2: a site setting; the form for it in the source has 50 as its example. By the source it is 1
	 * for an account of flag level 1, and 0 from level 2 on.
	 */
	mostLinkedRecipients: number;
	/** The refusal of a send without credit: the document's contradicts its own table (fact sheet 1.1). */
	creditRefusal: 'document' | 'source';
	/** What `fetch_sms` and `fetch_contacts` answer when nothing matches: the source's list, or code 10 of the document. */
	noMatch: 'list' | 'error';
	/** What `get_contact_groups` has when there are no groups. Fact sheet 6: PHP's empty array, inferred. */
	noGroups: '[]' | '{}';
	/** Milliseconds from hand-over to delivery. */
	deliveryMs: number;
}

/** The settings that a sandbox starts with. */
export function defaultSettings(): BestSmsGatewaySettings {
	return {
		numbersAsText: true,
		extraDataReturned: true,
		contactsAloneTaken: true,
		wholeBatches: true,
		handoffMs: 0,
		warnings: '',
		heldWords: ['casino'],
		mostLinkedRecipients: 50,
		creditRefusal: 'source',
		noMatch: 'list',
		noGroups: '[]',
		deliveryMs: 2000,
	};
}
