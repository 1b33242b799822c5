import { DateTime } from 'luxon';

/** 8 hex digits of seconds and 5 of microseconds, as PHP's `uniqid` writes them. */
const UNIQID = /^([0-9a-f]{8})([0-9a-f]{5})$/i;
const MICROS_PER_SECOND = 1_000_000;

/** The server is younger than this. */
const EARLIEST = Date.UTC(2010, 0, 1);
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The instant at which a record was made, which its uid carries. Inferred from every uid seen (fact
 * sheet, section 6), so that only what cannot be chance is read: the form, microseconds below a
 * million, and an instant between 2010 and tomorrow.
 */
export function timeOfUid(uid: unknown): DateTime | undefined {
	const [, seconds, micros] = UNIQID.exec(String(uid ?? '')) ?? [];
	if (seconds === undefined || micros === undefined) return undefined;
	const millis = parseInt(seconds, 16) * 1000;
	const isSane =
		parseInt(micros, 16) < MICROS_PER_SECOND && millis >= EARLIEST && millis <= Date.now() + DAY_MS;
	return isSane ? DateTime.fromMillis(millis, { zone: 'UTC' }) : undefined;
}
