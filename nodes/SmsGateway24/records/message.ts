import type { IDataObject } from 'n8n-workflow';
import type { Message, MessageStatus } from '../../shared/record/message';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import { readPhpDate } from './dates';

/** The code of an incoming SMS (vendor document, section 4). */
export const INCOMING = 5;

/**
 * Status codes (vendor document, sections 4 and 9; 4 is not documented). 7 is "delivered" in the
 * vendor's English pages (fact sheet, section 1.2).
 */
const STATUS_BY_CODE: Record<number, MessageStatus> = {
	1: 'queued',
	2: 'queued',
	3: 'queued',
	[INCOMING]: 'received',
	6: 'sent',
	7: 'delivered',
	8: 'failed',
	9: 'failed',
	10: 'failed',
	11: 'failed',
	12: 'failed',
	100: 'failed',
	101: 'failed',
};

/**
 * A row of `getallsms` as the common message. The other party's number is always in `sendto`; for
 * incoming rows that is inferred (fact sheet, section 2.5). The phone's own number is not given.
 */
export function toMessage(row: IDataObject, zone: string): Message {
	const code = numberOrNull(row.status);
	const isIncoming = code === INCOMING;
	const otherParty = textOrNull(row.sendto);
	return {
		id: textOrNull(row.id),
		direction: isIncoming ? 'incoming' : 'outgoing',
		from: isIncoming ? otherParty : null,
		to: isIncoming ? null : otherParty,
		text: textOrNull(row.body),
		status: statusOf(code),
		vendorStatus: code ?? textOrNull(row.status),
		createdAt: readPhpDate(row.created, zone),
		sentAt: readPhpDate(row.senttime, zone),
		reason: null,
		sendAt: null,
		price: null,
		// 0 stands for none as well as null (fact sheet, section 1.4).
		reference: numberOrNull(row.customerid) === 0 ? null : textOrNull(row.customerid),
		deviceId: textOrNull(row.deviceid),
		sim: numberOrNull(row.sim),
	};
}

/**
 * The response to `getsmsstatus` as the common message. It has id and status only (fact sheet,
 * section 2.6).
 */
export function toStatusMessage(answer: IDataObject, zone: string): Message {
	return toMessage({ id: answer.sms_id, status: answer.status }, zone);
}

/** What a status code means. */
export function statusOf(code: number | null): MessageStatus {
	return (code === null ? undefined : STATUS_BY_CODE[code]) ?? 'unknown';
}
