/** What the server of a test does that another one may not do. */
export interface BestSmsGatewaySettings {
	/**
	 * Whose answers: those that were recorded, or those of the samples in the vendor's document, from which they differ.
	 * There `total` and `error_code` are texts (`{"batch_id":"1_1_1437039374","total":"2"}`), units are a `total` and
	 * nothing else (`{"total":"10"}`; that it is that of units is inferred from the action's name), no credit is
	 * `{"error":"insufficient credit","error_code":"1"}`, nothing found to stop is "no record found." without a total, a
	 * wrong login has no `auth_error`, records have no `pages`, `unicode` and `route` and give `extra_data` back, an
	 * account has no `last_notified` and `owing_surety`, and `perpage` is a number.
	 */
	answers: 'recorded' | 'document';
	/** What the rows of `fetch_contacts` are under: by the PHP sample of the document it is `contacts`. */
	contactsUnder: 'records' | 'contacts';
	/**
	 * Whether the dispatcher hands over a whole batch once any of its messages is due, as the public script does (source,
	 * `cron_get_sms_batch`, which asks for no time), or each message at its own time, as the document says of
	 * `override_date_time`.
	 */
	wholeBatches: boolean;
	/**
	 * How long a request of a send takes the carrier, in milliseconds; the send is answered after it (fact sheet 1).
	 * Another send of the same second hands over again what the carrier has not yet taken (fact sheet 12.2).
	 */
	handoffMs: number;
	/**
	 * What the carrier makes of what it is handed. `accepts`: it sends it, and says so. `fails`: it sends it, and says
	 * something else; the answer to the send is a success, and the dispatcher hands the SMS over again each time that it
	 * looks (fact sheet 12.12). `acceptsNone`: it says that it took none, which is refused with code 11 (fact sheet 2).
	 */
	carrier: 'accepts' | 'fails' | 'acceptsNone';
	/**
	 * `fails`: every request is answered with a web page, "Database Error", and HTTP 500. `failsAfterHandoff`: a send is,
	 * and the carrier has its SMS (inferred: the database is asked again when the carrier has answered).
	 */
	database: 'works' | 'fails' | 'failsAfterHandoff';
	/** PHP warnings as HTML, before the JSON and after it (fact sheet 12.11). */
	warnings: string;
	warningsAfter: string;
	/** Words of which two in a text put a send on hold (fact sheet 12.4). Which ones the vendor has is not known. */
	heldWords: string[];
	/** A send to fewer recipients is not put on hold, whatever its text (fact sheet 12.4). */
	leastHeldRecipients: number;
	/** Milliseconds from hand-over to delivery; `Infinity` for a carrier that reports nothing. */
	deliveryMs: number;
}

/** The settings that a sandbox starts with. */
export function defaultSettings(): BestSmsGatewaySettings {
	return {
		answers: 'recorded',
		contactsUnder: 'records',
		wholeBatches: true,
		handoffMs: 0,
		carrier: 'accepts',
		database: 'works',
		warnings: '',
		warningsAfter: '',
		heldWords: ['casino', 'lottery'],
		leastHeldRecipients: 50,
		deliveryMs: 2000,
	};
}
