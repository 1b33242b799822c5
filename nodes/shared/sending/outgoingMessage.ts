import type { IdempotencyKey } from './idempotency';

/** One message to one recipient, or another single thing that must not be done twice. */
export interface OutgoingMessage {
	itemIndex: number;
	/** The recipient's number, the same for two spellings of it; missing where an item is about one thing. */
	recipientKey?: string;
	/** Its numbers as they are compared, where they are others than `recipientKey`. */
	numbers?: string[];
	/** The recipient as sentences name it. */
	to?: string;
	key?: IdempotencyKey;
	/**
	 * What was entered, by the names of those properties that depend on the clock too, such as a time at which hours begin:
	 * it tells messages apart in their place.
	 */
	asEntered?: object;
	/** Off where the gateway's own row comes out, to which nothing is added. */
	simplify?: boolean;
}
