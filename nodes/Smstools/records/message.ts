import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record/json';
import type { Attachment, Message, MessageStatus } from '../../shared/record/message';
import { lookUp, textOrNull } from '../../shared/record/values';
import { idOf } from '../api/ids';
import { readDate, readUnixSeconds } from './dates';

/** The vendor's words for a delivery state (fact sheet, section 6.3). */
const STATUS_BY_WORD: Record<string, MessageStatus> = {
	SUBMITTED: 'queued',
	BUFFERED: 'sent',
	DELIVERED: 'delivered',
	'NOT DELIVERED': 'failed',
	REJECTED: 'failed',
};

/**
 * A row of a conversation (vendor document b; fact sheet, section 3.8). Incoming rows say DELIVERED
 * as well, and their `messageId` is null. The row's one time stands for both of an outgoing message
 * (inferred).
 */
export function fromConversation(row: IDataObject, zone: string): Message {
	const isIncoming = row.direction === 'inbound';
	const time = readUnixSeconds(row.unixDatetime) ?? readDate(row.datetime, zone);
	return {
		id: idOf(row),
		direction: isIncoming ? 'incoming' : 'outgoing',
		from: textOrNull(row.sender),
		to: textOrNull(row.receiver),
		text: textOrNull(row.message),
		status: isIncoming ? 'received' : statusOf(row.deliveryStatus),
		vendorStatus: textOrNull(row.deliveryStatus),
		createdAt: time,
		sentAt: isIncoming ? null : time,
		reason: null,
		sendAt: null,
		price: null,
		reference: textOrNull(row.reference),
		attachments: attachmentsOf(row.file),
	};
}

/**
 * A row of the inbox (fact sheet, sections 3.4 and 3.5).
 *
 * @param inboxNumber the one that was asked for: rows of one number do not repeat it
 */
export function fromInbox(row: IDataObject, zone: string, inboxNumber?: string): Message {
	return {
		id: idOf(row),
		direction: 'incoming',
		from: textOrNull(row.sender),
		to: textOrNull(row.receiver) ?? inboxNumber ?? null,
		text: textOrNull(row.message),
		status: 'received',
		vendorStatus: null,
		createdAt: readDate(row.date, zone),
		sentAt: null,
		reason: null,
		sendAt: null,
		price: null,
		reference: null,
	};
}

/** A row of the history (fact sheet, section 3.7). */
export function fromHistory(row: IDataObject, zone: string): Message {
	const time = readDate(row.date, zone);
	return {
		id: idOf(row),
		direction: 'outgoing',
		from: textOrNull(row.sender),
		to: textOrNull(row.to),
		text: textOrNull(row.message),
		status: historyStatusOf(row),
		vendorStatus: textOrNull(row.status),
		createdAt: time,
		sentAt: time,
		reason: null,
		sendAt: null,
		price: null,
		reference: referenceOf(row),
	};
}

/**
 * The status in a row of the history. That of a message to a group says little: the vendor's own
 * sample has DELIVERED with nothing delivered (fact sheet, section 3.7).
 */
export function historyStatusOf(row: IDataObject): MessageStatus {
	return isToGroup(row) ? 'unknown' : statusOf(row.status);
}

/** Whether a row of the history is a message to a group: then `to` is the group's id. */
export function isToGroup({ type }: IDataObject): boolean {
	return type === 'group';
}

/** A row of the outbox: its date is when it is to go out (fact sheet, section 3.6). */
export function fromOutbox(row: IDataObject, zone: string): Message {
	return {
		id: idOf(row),
		direction: 'outgoing',
		from: textOrNull(row.sender),
		to: textOrNull(row.to),
		text: textOrNull(row.message),
		status: 'queued',
		vendorStatus: null,
		createdAt: null,
		sentAt: null,
		sendAt: readDate(row.date, zone),
		reason: null,
		price: null,
		reference: referenceOf(row),
	};
}

/** The outbox spells it `refence` (fact sheet, section 3.6). */
function referenceOf(row: IDataObject): string | null {
	return textOrNull(row.reference) ?? textOrNull(row.refence);
}

function statusOf(word: unknown): MessageStatus {
	return lookUp(STATUS_BY_WORD, String(word).trim().toUpperCase()) ?? 'unknown';
}

/** Pictures (vendor document b: null, or an array of name, image and mime). */
function attachmentsOf(file: unknown): Attachment[] {
	const files: unknown[] = Array.isArray(file) ? file : [file];
	return files.flatMap((entry): Attachment[] => {
		const { image, name, mime } = isRecord(entry) ? entry : { image: entry };
		const url = textOrNull(image);
		return url === null ? [] : [{ url, name: textOrNull(name), type: textOrNull(mime) }];
	});
}
