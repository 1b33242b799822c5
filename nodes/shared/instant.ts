import { DateTime, IANAZone } from 'luxon';

/** What became of a date and time that a user entered. */
export type InstantReading = { ok: true; instant: DateTime | undefined } | { ok: false };

/**
 * Reads a date and time as n8n gives it: ISO 8601 or SQL text, a Date, a Luxon DateTime, or
 * milliseconds since 1970. Text without an offset is a time in `zone`. Empty means none.
 *
 * @param zone IANA name, n8n's own time zone
 */
export function readInstant(value: unknown, zone: string): InstantReading {
	const isBlank = typeof value === 'string' && value.trim() === '';
	if (value === undefined || value === null || isBlank) return { ok: true, instant: undefined };
	const instant = toDateTime(value, zone);
	return instant?.isValid ? { ok: true, instant } : { ok: false };
}

/** Writes an instant as the clock of `zone` shows it, e.g. with "yyyy-MM-dd HH:mm:ss". */
export function formatInZone(instant: DateTime, zone: string, format: string): string {
	return instant.setZone(zone).toFormat(format, { locale: 'en-US' });
}

/** Whether `zone` is the name of a time zone, e.g. "Europe/Paris" or "UTC". */
export function isZone(zone: string): boolean {
	return IANAZone.isValidZone(zone);
}

function toDateTime(value: unknown, zone: string): DateTime | undefined {
	if (typeof value === 'number') return DateTime.fromMillis(value, { zone });
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone });
	if (typeof value === 'string') {
		const text = value.trim();
		// "12" and "18:00" are ISO 8601 too, but not a date that somebody meant.
		if (!/^\d{4}-\d\d-\d\d/.test(text)) return undefined;
		const iso = DateTime.fromISO(text, { zone, setZone: false });
		return iso.isValid ? iso : DateTime.fromSQL(text, { zone });
	}
	// n8n brings its own copy of Luxon, so that `instanceof DateTime` would not hold.
	if (typeof value === 'object' && value !== null && 'toMillis' in value) {
		const { toMillis } = value;
		const millis: unknown = typeof toMillis === 'function' ? toMillis.call(value) : undefined;
		return typeof millis === 'number' ? DateTime.fromMillis(millis, { zone }) : undefined;
	}
	return undefined;
}
