import type { IDataObject } from 'n8n-workflow';
import { countedAgain } from '../../shared/cost/messageCost';
import { comparable } from '../../shared/input/phoneNumber';
import { isRecord } from '../../shared/record/json';
import type { Attachment, Message, MessageStatus } from '../../shared/record/message';
import { plainText } from '../../shared/record/text';
import { lookUp, textOrNull } from '../../shared/record/values';
import { idOf } from '../api/ids';
import { readDate, readUnixSeconds } from './dates';
import { SMS_SIZES } from './smsSizes';

/** The vendor's words for a delivery state (fact sheet, section 6.3). */
const STATUS_BY_WORD: Record<string, MessageStatus> = {
	SUBMITTED: 'queued',
	BUFFERED: 'sent',
	DELIVERED: 'delivered',
	'NOT DELIVERED': 'failed',
	REJECTED: 'failed',
};

/** How a row may say yes or no: the vendor shows neither in an example. */
const YES_OR_NO: Record<string, boolean> = { true: true, 1: true, false: false, 0: false };

/** What a detail code of a delivery report means, in our words (fact sheet, section 6.3; others are not known). */
const DETAIL_BY_CODE: Record<string, string> = {
	10: 'number not valid or unknown',
	11: 'temporarily out of range',
};

/**
 * Where a row may say why it was not delivered, the best words first. Delivery reports do, by the first two names
 * (fact sheet, sections 6.2 and 14.10); that a row of a list may, also spelled as a conversation spells its names, is
 * inferred.
 */
const REASON_KEYS = [
	'delivery_code_detail_description',
	'delivery_code_detail',
	'deliveryCodeDetailDescription',
	'deliveryCodeDetail',
];

/**
 * A row of a conversation (vendor document b; fact sheet, section 3.8). Incoming rows say DELIVERED
 * as well, and their `messageId` is null. The row's one time stands for both of an outgoing message
 * (inferred).
 *
 * @param phone the number of the other party, which was asked for
 */
export function fromConversation(row: IDataObject, zone: string, phone: string): Message {
	const isIncoming = isFromOtherParty(row, phone);
	const status = isIncoming ? 'received' : statusOf(row.deliveryStatus);
	const time = readUnixSeconds(row.unixDatetime) ?? readDate(row.datetime, zone);
	return {
		id: idOf(row),
		direction: isIncoming ? 'incoming' : 'outgoing',
		from: textOrNull(row.sender),
		to: textOrNull(row.receiver),
		text: textOrNull(row.message),
		status,
		vendorStatus: textOrNull(row.deliveryStatus),
		reason: reasonOf(row, status),
		createdAt: time,
		sentAt: isIncoming ? null : time,
		sendAt: null,
		price: null,
		reference: textOrNull(row.reference),
		...(isIncoming ? {} : countedRow(row)),
		attachments: attachmentsOf(row.file),
	};
}

/**
 * Who wrote a row of a conversation: `direction` tells; where it is missing, `mine` does, which is true for what was
 * sent from the account and false for what the other number sent (vendor document b, its last sentence); without either
 * the sender does.
 */
function isFromOtherParty({ direction, mine, sender }: IDataObject, phone: string): boolean {
	const word = plainText(direction).trim().toLowerCase();
	if (word === 'inbound' || word === 'outbound') return word === 'inbound';
	const isMine = lookUp(YES_OR_NO, plainText(mine).trim().toLowerCase());
	return isMine === undefined ? comparable(plainText(sender)) === phone : !isMine;
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
		reason: null,
		createdAt: readDate(row.date, zone),
		sentAt: null,
		sendAt: null,
		price: null,
		reference: null,
	};
}

/** What the text of a row takes; nothing where it is a call, which `type` says (fact sheet, sections 3.6 and 3.7). */
function countedRow({ message, type }: IDataObject): ReturnType<typeof countedAgain> {
	return countedAgain(type === 'voice' ? null : textOrNull(message), SMS_SIZES);
}

/** A row of the history (fact sheet, section 3.7). */
export function fromHistory(row: IDataObject, zone: string): Message {
	const time = readDate(row.date, zone);
	const status = historyStatusOf(row);
	return {
		id: idOf(row),
		direction: 'outgoing',
		from: textOrNull(row.sender),
		to: textOrNull(row.to),
		text: textOrNull(row.message),
		status,
		vendorStatus: textOrNull(row.status),
		reason: reasonOf(row, status),
		createdAt: time,
		sentAt: time,
		sendAt: null,
		price: null,
		reference: referenceOf(row),
		...countedRow(row),
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
		reason: null,
		createdAt: null,
		sentAt: null,
		sendAt: readDate(row.date, zone),
		price: null,
		reference: referenceOf(row),
		...countedRow(row),
	};
}

/** The outbox spells it `refence` (fact sheet, section 3.6). */
function referenceOf(row: IDataObject): string | null {
	return textOrNull(row.reference) ?? textOrNull(row.refence);
}

function statusOf(word: unknown): MessageStatus {
	return lookUp(STATUS_BY_WORD, String(word).trim().toUpperCase()) ?? 'unknown';
}

/** Why a message failed, where its row has words or a code for it. */
function reasonOf(row: IDataObject, status: MessageStatus): string | null {
	if (status !== 'failed') return null;
	const [said] = REASON_KEYS.map((key) => plainText(row[key]).trim()).filter(Boolean);
	if (said === undefined) return null;
	if (!/^\d+$/.test(said)) return said;
	const meaning = lookUp(DETAIL_BY_CODE, said);
	return `Detail code ${said}${meaning === undefined ? '' : `: ${meaning}`}`;
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
