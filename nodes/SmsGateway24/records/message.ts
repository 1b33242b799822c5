import type { IDataObject } from 'n8n-workflow';
import { countedAgain } from '../../shared/cost/messageCost';
import type { Message, MessageStatus } from '../../shared/record/message';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import { channelName } from './channel';
import { readPhpDate } from './dates';
import { SMS_SIZES } from './smsSizes';

/** The common message, with what this gateway tells of every SMS. */
export type PhoneMessage = Message &
	Required<Pick<Message, 'deviceId' | 'sim' | 'simName'>> & {
		/** The campaign that it belongs to; null where it was sent by itself. */
		campaignId: string | null;
		campaignName: string | null;
	};

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
 * incoming rows that is inferred (fact sheet, section 2.5). The phone's own number is not given, nor is a price.
 */
export function toMessage(row: IDataObject, zone: string): PhoneMessage {
	const code = numberOrNull(row.status);
	const status = statusOf(code);
	const isIncoming = code === INCOMING;
	const otherParty = textOrNull(row.sendto);
	const createdAt = readPhpDate(row.created, zone);
	const sim = numberOrNull(row.sim);
	const campaignId = idOrNull(row.paketid);
	return {
		id: textOrNull(row.id),
		direction: isIncoming ? 'incoming' : 'outgoing',
		from: isIncoming ? otherParty : null,
		to: isIncoming ? null : otherParty,
		text: textOrNull(row.body),
		status,
		vendorStatus: code ?? textOrNull(row.status),
		reason: status === 'failed' ? titleOf(row) : null,
		createdAt,
		sentAt: readPhpDate(row.senttime, zone),
		sendAt: isIncoming ? null : sendAtOf(row.timetosend, zone, createdAt),
		price: null,
		reference: idOrNull(row.customerid),
		...(isIncoming ? {} : countedAgain(textOrNull(row.body), SMS_SIZES)),
		deviceId: textOrNull(row.deviceid),
		sim,
		simName: channelName(sim),
		campaignId,
		campaignName: campaignId === null ? null : textOrNull(row.pakettitle),
	};
}

/**
 * The response to `getsmsstatus` as the common message. It has id, status and its name only (vendor document, section 9;
 * fact sheet, section 2.6).
 *
 * @param askedFor the id in its place where it has none: it is printed with such an answer (fact sheet, section 7.2)
 */
export function toStatusMessage(
	{ sms_id, status, status_description }: IDataObject,
	askedFor: string,
	zone: string,
): PhoneMessage {
	return toMessage({ id: idOrNull(sms_id) ?? askedFor, status, status_description }, zone);
}

/** The vendor's words for a status: `statustitle` in rows, `status_description` in the answer about one SMS. */
function titleOf({ statustitle, status_description }: IDataObject): string | null {
	return filled(statustitle) ?? filled(status_description);
}

/** A row that was sent without a time has null there, or the time at which it was created (fact sheet, section 1.4). */
function sendAtOf(timetosend: unknown, zone: string, createdAt: string | null): string | null {
	const sendAt = readPhpDate(timetosend, zone);
	return sendAt === null || (createdAt !== null && Date.parse(sendAt) === Date.parse(createdAt))
		? null
		: sendAt;
}

/** 0 stands for none as well as null (fact sheet, sections 1.4 and 7.7). */
function idOrNull(value: unknown): string | null {
	return numberOrNull(value) === 0 ? null : filled(value);
}

function filled(value: unknown): string | null {
	return textOrNull(value)?.trim() || null;
}

/** What a status code means. */
export function statusOf(code: number | null): MessageStatus {
	return (code === null ? undefined : STATUS_BY_CODE[code]) ?? 'unknown';
}
