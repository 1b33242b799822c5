type MessageDirection = 'incoming' | 'outgoing';

/** `skipped`: not sent again, because its idempotency key was used before. */
export type MessageStatus =
	| 'queued'
	| 'sent'
	| 'delivered'
	| 'failed'
	| 'received'
	| 'unknown'
	| 'skipped';

/** How the text of an SMS is coded on its way to the phone. */
export type Encoding = 'GSM-7' | 'UCS-2';

/**
 * The fields that every operation and trigger yields for an SMS when Simplify is on, whatever the
 * gateway, so that one gateway can take another's place in a workflow.
 */
export type Message = {
	/** The gateway's own id; null where it gives none. It is never guessed. */
	id: string | null;
	direction: MessageDirection;
	/** Who wrote it. */
	from: string | null;
	to: string | null;
	text: string | null;
	status: MessageStatus;
	/** The gateway's own word or number for the status, or its reason for a refusal. */
	vendorStatus: string | number | null;
	/** Why it failed, in the gateway's own words; null where it did not fail, or where the gateway does not say. */
	reason: string | null;
	/** ISO 8601, with an offset only where the gateway gives or documents the zone. */
	createdAt: string | null;
	/** ISO 8601, as `createdAt`. */
	sentAt: string | null;
	/** ISO 8601, as `createdAt`: when it was set to go out; null where that was at once. */
	sendAt: string | null;
	/** The gateway's own figure, as it gives it; null where it gives none. */
	price: string | number | null;
	/** The sender's own mark of the message. */
	reference: string | null;
	/** Of an outgoing one: how many SMS its text takes, as we count; null where it has none that we know, or is no SMS. */
	segments?: number | null;
	/** Of an outgoing one, as `segments`. */
	encoding?: Encoding | null;
	/** How many SMS the gateway itself counted, where it says so. */
	vendorSegments?: number;
	/** The phone that the message went through, where the gateway has phones. */
	deviceId?: string | null;
	/** The SIM slot or channel of that phone. */
	sim?: number | null;
	/** What `sim` stands for, as the field SIM or Channel names it. */
	simName?: string | null;
	batchId?: string | null;
	attachments?: Attachment[];
};

/** A file that came or went with a message. */
export interface Attachment {
	url: string;
	/** The name of the file; null where the gateway does not tell. */
	name: string | null;
	/** Its media type, e.g. "image/jpeg"; null where the gateway does not tell. */
	type: string | null;
}
