import type { CostFields, OutgoingText } from '../cost/messageCost';
import { costFieldsOf } from '../cost/messageCost';
import type { Failure } from '../failure/failure';
import type { Message } from '../record/message';

/** What is known of a message before it is sent. */
export interface OutgoingContent extends OutgoingText {
	/** Null where the gateway does not tell. */
	from: string | null;
	to: string;
	reference: string | null;
	/** ISO 8601; null where it goes out at once. */
	sendAt: string | null;
}

/** A message that the gateway accepted, with the id that it gave, if it gave one. */
export function acceptedRow(
	{ from, to, text, reference, sendAt, ...counted }: OutgoingContent,
	id: string | null,
): Message & CostFields {
	return {
		id,
		direction: 'outgoing',
		from,
		to,
		text,
		status: 'queued',
		vendorStatus: null,
		reason: null,
		createdAt: null,
		sentAt: null,
		sendAt,
		price: null,
		reference,
		...costFieldsOf(counted),
	};
}

/** A message that did not go out, or may not have, while others of its item did. */
export function failedRow(content: OutgoingContent, failure: Failure): Message & CostFields {
	const reason = failure.vendorSentence ?? failure.message;
	return {
		...acceptedRow(content, null),
		status: failure.outcome === 'unknown' ? 'unknown' : 'failed',
		vendorStatus: reason,
		reason,
	};
}
