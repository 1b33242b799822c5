import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { countedAgain } from '../../shared/cost/messageCost';
import type { Message, MessageStatus } from '../../shared/record/message';
import { plainText } from '../../shared/record/text';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import { SMS_SIZES } from './smsSizes';
import { timeOfUid } from './uidTime';

/**
 * Statuses by the word in lower case: the seven that the server names, its word for the rest, and
 * those of changed hosts (fact sheet, section 9). The vendor document names none.
 */
const STATUS_BY_WORD = new Map<string, MessageStatus>([
	['accepted', 'sent'],
	['delivered', 'delivered'],
	['enroute', 'queued'],
	['expired', 'failed'],
	['failed', 'failed'],
	['pending', 'queued'],
	['queued', 'queued'],
	['rejected', 'failed'],
	['scheduled', 'queued'],
	['sent', 'sent'],
	['skipped', 'failed'],
	['undelivered', 'failed'],
]);

/**
 * A row of any of the four generations as the common message (fact sheet, section 6).
 *
 * @param serverZone the zone in which the server prints `sent_at`, empty where it is unknown
 */
export function toMessage(row: IDataObject, serverZone: string): Message {
	const isIncoming = isIncomingRow(row);
	const word = statusWord(row);
	// The server stores its own side of a message that came in as `from` (fact sheet, section 10).
	const [from, to] = isIncoming ? [row.to, row.from] : [row.from, row.to];
	const text = textOrNull(row.message);
	const counted = isIncoming ? null : numberOrNull(row.sms_count);
	const mediaUrl = textOrNull(row.media_url);
	return {
		id: textOrNull(row.uid),
		direction: isIncoming ? 'incoming' : 'outgoing',
		from: textOrNull(from),
		to: textOrNull(to),
		text,
		status: statusOfRow(row),
		vendorStatus: word,
		reason: reasonOf(row),
		createdAt: timeOfUid(row.uid)?.toISO({ suppressMilliseconds: true }) ?? null,
		sentAt: readSentAt(row.sent_at, serverZone)?.iso ?? null,
		// No row of any version tells when it was due.
		sendAt: null,
		price: readPrice(row.cost),
		reference: null,
		...(isIncoming ? {} : countedAgain(isSms(row) ? text : null, SMS_SIZES)),
		...(counted !== null && { vendorSegments: counted }),
		...(mediaUrl !== null && { attachments: [{ url: mediaUrl, name: null, type: null }] }),
	};
}

/** Whether a row is of a text message, as far as it tells (fact sheet, section 3.4): calls and pictures have no segments. */
function isSms({ sms_type, media_url }: IDataObject): boolean {
	return (
		!['voice', 'mms', 'whatsapp', 'viber'].includes(plainText(sms_type)) &&
		textOrNull(media_url) === null
	);
}

/** Only the newest generation tells; a message sent by API has the direction "api" (fact sheet, section 10). */
export function isIncomingRow(row: IDataObject): boolean {
	return directionWord(row) === 'incoming';
}

/** The server's own word: incoming, outgoing or api; null where it does not tell. */
export function directionWord(row: IDataObject): string | null {
	return textOrNull(row.direction)?.trim().toLowerCase() || null;
}

/** When a row was made, as far as it tells. */
export function timeOfRow(row: IDataObject, serverZone: string): DateTime | undefined {
	const sentAt = readSentAt(row.sent_at, serverZone);
	return timeOfUid(row.uid) ?? (sentAt?.hasZone ? sentAt.at : undefined);
}

/**
 * The status word: `customer_status` in generation C, and cut at the bar that a delivery receipt
 * puts before its id in A and B (fact sheet, sections 6 and 9).
 */
function statusWord(row: IDataObject): string | null {
	const word = textOrNull(row.status ?? row.customer_status);
	return word?.split('|')[0]?.trim() || null;
}

/**
 * The common status of a row; that of one that came in is none of its own. Words that are none of the server's are the
 * operator's; a message that cost nothing failed by them (fact sheet, section 16.11).
 */
export function statusOfRow(row: IDataObject): MessageStatus {
	if (isIncomingRow(row)) return 'received';
	const word = statusWord(row);
	const known = STATUS_BY_WORD.get(word?.toLowerCase() ?? '');
	if (known !== undefined) return known;
	return word !== null && numberOrNull(row.cost) === 0 ? 'failed' : 'unknown';
}

/**
 * Why a message failed: `status_detail` at Mista (fact sheet, section 15.15), or the operator's own words that version
 * 3.8 has in place of a status (section 16.11). The server's own words for a status say no more than that.
 */
function reasonOf(row: IDataObject): string | null {
	if (statusOfRow(row) !== 'failed') return null;
	const word = statusWord(row);
	const operatorsWords = STATUS_BY_WORD.has(word?.toLowerCase() ?? '') ? null : word;
	return textOrNull(row.status_detail)?.trim() || operatorsWords;
}

/** `cost`, a text in most versions (fact sheet, section 5.1). */
function readPrice(cost: unknown): string | number | null {
	return typeof cost === 'number' ? cost : textOrNull(cost)?.trim() || null;
}

/**
 * Reads "Y-m-d H:i:s". The zone is the server's, which no answer names (fact sheet, section 7,
 * inferred), so that there is an offset only where the credential names the zone.
 */
function readSentAt(value: unknown, serverZone: string) {
	if (typeof value !== 'string') return undefined;
	const hasOffset = /(Z|[+-]\d\d:?\d\d)$/i.test(value.trim());
	const zone = serverZone || 'UTC';
	const text = value.trim().replace(' ', 'T');
	const at = DateTime.fromISO(text, hasOffset ? { setZone: true } : { zone });
	if (!at.isValid) return undefined;
	const hasZone = hasOffset || serverZone !== '';
	const iso = at.toISO({ suppressMilliseconds: true, includeOffset: hasZone });
	return { at, hasZone, iso };
}
