import { DateTime } from 'luxon';
import { plainText } from '../../shared/record/text';

/** 8 hex digits of seconds and 5 of microseconds, as PHP's `uniqid` writes them. */
const UNIQID = /^([0-9a-f]{8})([0-9a-f]{5})$/i;
const MICROS_PER_SECOND = 1_000_000;

/** The server is younger than this. */
const EARLIEST = Date.UTC(2010, 0, 1);
const DAY_MS = 24 * 60 * 60 * 1000;

/** How far apart two orders are that are a second apart: 5 hex digits. */
export const ORDER_PER_SECOND = 16 ** 5;

/** Before an id in a key that is not a number; never part of one that is. */
const OTHER_ID = '_';

/**
 * Where a record stands among others: the digits of its uid, which carries the time at which it was
 * made. Inferred from every uid seen (fact sheet, section 6), so that only what cannot be chance is
 * read: the form, microseconds below a million, and a year from 2010 on. No clock has a say in it.
 */
export function orderOfUid(uid: unknown): number | undefined {
	const [digits, seconds, micros] = UNIQID.exec(plainText(uid)) ?? [];
	if (digits === undefined || seconds === undefined || micros === undefined) return undefined;
	const isSane =
		parseInt(micros, 16) < MICROS_PER_SECOND && parseInt(seconds, 16) * 1000 >= EARLIEST;
	return isSane ? parseInt(digits, 16) : undefined;
}

/** The order of a record that was made at this instant, in milliseconds since 1970. */
export function orderOfTime(millis: number): number {
	return Math.floor(millis / 1000) * ORDER_PER_SECOND;
}

/** The instant of an order, to the second, in milliseconds since 1970. */
export function timeOfOrder(order: number): number {
	return Math.floor(order / ORDER_PER_SECOND) * 1000;
}

/** A uid as a key for what is stored: its order, which takes no room beside itself; else the uid. */
export function keyOfUid(uid: string): string {
	const order = orderOfUid(uid);
	return order?.toString(16) === uid ? String(order) : OTHER_ID + uid;
}

/** The uid that `keyOfUid` made the key of. */
export function uidOfKey(key: string): string {
	return key.startsWith(OTHER_ID) ? key.slice(OTHER_ID.length) : Number(key).toString(16);
}

/**
 * The instant at which a record was made, which its uid carries, see `orderOfUid`; none that is
 * later than tomorrow.
 */
export function timeOfUid(uid: unknown): DateTime | undefined {
	const order = orderOfUid(uid);
	if (order === undefined) return undefined;
	const millis = timeOfOrder(order);
	return millis <= Date.now() + DAY_MS ? DateTime.fromMillis(millis, { zone: 'UTC' }) : undefined;
}
