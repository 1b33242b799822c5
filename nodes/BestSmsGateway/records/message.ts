import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { countedAgain } from '../../shared/cost/messageCost';
import type { Encoding, Message, MessageStatus } from '../../shared/record/message';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import type { Account } from '../api/account';
import { SMS_SIZES } from './smsSizes';

/** Codes (vendor document, table of statuses); those below 0 are all failures. */
const STATUS_BY_CODE: Record<number, MessageStatus> = { 0: 'queued', 1: 'sent', 2: 'delivered' };

/** A record of `fetch_sms` as the common message (vendor document, `fetch_sms`). */
export function toMessage(record: IDataObject, account: Account): Message {
	const code = numberOrNull(record.status);
	const status = statusOf(code);
	const pages = numberOrNull(record.pages);
	return {
		id: textOrNull(record.sms_id),
		direction: 'outgoing',
		from: filledOrNull(record.sender),
		to: textOrNull(record.recipient),
		text: textOrNull(record.message),
		status,
		vendorStatus: filledOrNull(record.status_msg) ?? code,
		reason: status === 'failed' ? filledOrNull(record.info) : null,
		createdAt: toIso(record.time_submitted, record.submitted_at, account),
		sentAt: toIso(record.time_sent, record.sent_at, account),
		sendAt: scheduledFor(record, account),
		price: priceOf(record),
		reference: filledOrNull(record.extra_data),
		...countedAgain(textOrNull(record.message), SMS_SIZES, encodingOfRecord(record)),
		...(pages !== null && { vendorSegments: pages }),
		batchId: filledOrNull(record.batch_id),
	};
}

/** How a record was sent; undefined where it does not say, as in the vendor document's (`fetch_sms`). */
function encodingOfRecord({ unicode }: IDataObject): Encoding | undefined {
	const flag = numberOrNull(unicode);
	if (flag === null) return undefined;
	return flag === 0 ? 'GSM-7' : 'UCS-2';
}

/** When a record was submitted, in milliseconds since 1970; NaN where it does not say. */
export function submittedAt(record: IDataObject, account: Account): number {
	const iso = toIso(record.time_submitted, record.submitted_at, account);
	return iso === null ? NaN : Date.parse(iso);
}

/** When a record was to go out, ISO 8601; null where it does not say. */
export function dueAt(record: IDataObject, account: Account): string | null {
	return toIso(record.time_scheduled, record.scheduled_to, account);
}

/**
 * When a record was set to go out, ISO 8601; null where that was at once. Of an SMS that goes out at once the gateway
 * stores the time of its submission (recorded: "fetch one").
 */
function scheduledFor(record: IDataObject, account: Account): string | null {
	const [due, submitted] = [record.time_scheduled, record.time_submitted].map(numberOrNull);
	const isAtOnce =
		typeof due === 'number' && typeof submitted === 'number'
			? due <= submitted
			: (textOrNull(record.scheduled_to) ?? '') <= (textOrNull(record.submitted_at) ?? '');
	return isAtOnce ? null : dueAt(record, account);
}

/**
 * The units of a record as the gateway gives them (vendor document, `fetch_sms`): what was charged, until a delivery
 * report puts the units of one page in their place (fact sheet, section 12.8).
 */
function priceOf({ units }: IDataObject): string | number | null {
	return typeof units === 'number' ? units : filledOrNull(units);
}

/** A time in milliseconds since 1970 as ISO 8601. */
export function isoOf(time: number): string | null {
	return DateTime.fromMillis(time, { zone: 'UTC' }).toISO({ suppressMilliseconds: true });
}

/** A text that has something in it. */
export function filledOrNull(value: unknown): string | null {
	return textOrNull(value) || null;
}

/** What a code of the column `status` means (vendor document, table of statuses). */
export function statusOf(code: number | null): MessageStatus {
	if (code === null) return 'unknown';
	return code < 0 ? 'failed' : (STATUS_BY_CODE[code] ?? 'unknown');
}

/**
 * A time by its Unix seconds, where 0 means not yet; failing these by the clock time beside it, which
 * is in the account's zone (fact sheet, section 1.3).
 */
function toIso(seconds: unknown, clockTime: unknown, account: Account): string | null {
	const unix = numberOrNull(seconds);
	if (unix === 0) return null;
	const time =
		unix === null
			? DateTime.fromSQL(textOrNull(clockTime) ?? '', { zone: account.timezone })
			: DateTime.fromSeconds(unix, { zone: 'UTC' });
	return time.isValid ? time.toISO({ suppressMilliseconds: true }) : null;
}
