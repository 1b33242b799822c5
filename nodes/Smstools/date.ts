import { DateTime } from 'luxon';
import { numberOrNull } from '../shared/values';

/** The formats of the vendor's dates, which differ by method (fact sheet, section 1.2). */
const FORMATS = [
	'yyyy-MM-dd HH:mm:ss',
	'yyyy-MM-dd HH:mm',
	'dd/MM/yyyy/HH/mm',
	'dd MMM yyyy, HH:mm:ss',
];

/**
 * Reads a date of the vendor's, which never names its zone.
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

/** Reads seconds since 1970, also as text, as ISO 8601 in UTC; null where there are none. */
export function readUnixSeconds(value: unknown): string | null {
	const seconds = numberOrNull(value);
	if (seconds === null || seconds <= 0) return null;
	const date = DateTime.fromSeconds(seconds, { zone: 'UTC' });
	return date.isValid ? date.toISO({ suppressMilliseconds: true }) : null;
}
