type MessageDirection = 'incoming' | 'outgoing';

export type MessageStatus = 'queued' | 'sent' | 'delivered' | 'failed' | 'received' | 'unknown';

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
	/** ISO 8601, with an offset only where the gateway gives or documents the zone. */
	createdAt: string | null;
	/** ISO 8601, as `createdAt`. */
	sentAt: string | null;
	/** ISO 8601, as `createdAt`: when it is to go out, where it still waits for its time. */
	sendAt?: string | null;
	/** The sender's own mark of the message. */
	reference: string | null;
	/** The phone that the message went through, where the gateway has phones. */
	deviceId?: string | null;
	/** The SIM slot or channel of that phone. */
	sim?: number | null;
	batchId?: string | null;
	attachments?: string[];
};
