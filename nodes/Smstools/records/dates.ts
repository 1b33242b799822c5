import { DateTime } from 'luxon';
import { numberOrNull } from '../../shared/record/values';

/** The formats of the vendor's dates, which differ by method (fact sheet, section 1.2). */
const FORMATS = [
	'yyyy-MM-dd HH:mm:ss',
	'yyyy-MM-dd HH:mm',
	'dd/MM/yyyy/HH/mm',
	'dd MMM yyyy, HH:mm:ss',
];

/**
 * Reads a vendor date, which never names its zone.
 *
 * @param zone the one in the credential
 * @returns ISO 8601 with seconds and offset; null where there is no date, or none that can be read
 */
export function readDate(value: unknown, zone: string): string | null {
	if (typeof value !== 'string') return null;
	for (const format of FORMATS) {
		const date = DateTime.fromFormat(value.trim(), format, { zone, locale: 'en-US' });
		if (date.isValid) return date.toISO({ suppressMilliseconds: true });
	}
	return null;
}

/** The format of inbox and history, which is read without Luxon: a poll reads thousands. */
const LIST_FORMAT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/;

/**
 * Reads a vendor date as a number of seconds that only compares it with other vendor
 * dates. No zone is needed for that, so a wrong or changed one does no harm.
 *
 * @returns null where there is no date, or none that can be read
 */
export function readSeconds(value: unknown): number | null {
	const [, day, time] = LIST_FORMAT.exec(typeof value === 'string' ? value.trim() : '') ?? [];
	const fromList = Date.parse(`${day}T${time}Z`);
	const millis = Number.isNaN(fromList) ? Date.parse(readDate(value, 'UTC') ?? '') : fromList;
	return Number.isNaN(millis) ? null : Math.floor(millis / 1000);
}

/** What `readSeconds` would make of a clock that shows the time of `zone`. */
export function secondsIn(zone: string, millis: number): number {
	const minutes = DateTime.fromMillis(millis, { zone }).offset;
	return Math.floor(millis / 1000) + minutes * 60;
}

/** Reads seconds since 1970, also as text, as ISO 8601 in UTC; null where there are none. */
export function readUnixSeconds(value: unknown): string | null {
	const seconds = numberOrNull(value);
	if (seconds === null || seconds <= 0) return null;
	const date = DateTime.fromSeconds(seconds, { zone: 'UTC' });
	return date.isValid ? date.toISO({ suppressMilliseconds: true }) : null;
}
