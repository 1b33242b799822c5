import { DateTime, FixedOffsetZone } from 'luxon';
import { isZone } from '../../shared/input/instant';
import { isRecord } from '../../shared/record/json';

/** Abbreviations that PHP prints for the zones whose offset they leave no doubt about. */
const UNAMBIGUOUS_ABBREVIATIONS = new Set(['UTC', 'GMT', 'Z']);

/**
 * Reads a date as PHP dumps it, e.g.
 * `{"date":"2023-11-02 22:44:43.000000","timezone_type":3,"timezone":"Europe/Paris"}`
 * (vendor document, sections 4 and 8). Type 1 has an offset such as "+02:00" in `timezone`, type 3
 * a zone name (fact sheet, section 1.3); of type 2, an abbreviation, only UTC is read as a zone.
 * Plain text in the same format is read too.
 *
 * @param zone the credential's time zone, for plain text
 * @returns ISO 8601 with seconds, with an offset where the zone is known; null where there is no
 * date, or none that can be read
 */
export function readPhpDate(value: unknown, zone: string): string | null {
	if (typeof value === 'string') return toIso(value, zone);
	if (!isRecord(value) || typeof value.date !== 'string') return null;
	return toIso(value.date, zoneOf(value.timezone));
}

/** An instant as `readPhpDate` returns it: ISO 8601 with seconds, in the credential's time zone. */
export function toIsoInZone(instant: DateTime, zone: string): string | null {
	return instant.setZone(zone).startOf('second').toISO({ suppressMilliseconds: true });
}

function zoneOf(timezone: unknown): string | undefined {
	if (typeof timezone !== 'string') return undefined;
	if (/^[+-]\d{2}:?\d{2}$/.test(timezone)) return `UTC${timezone}`;
	if (UNAMBIGUOUS_ABBREVIATIONS.has(timezone)) return 'UTC';
	return timezone.includes('/') && isZone(timezone) ? timezone : undefined;
}

function toIso(date: string, zone: string | undefined): string | null {
	const parsed = DateTime.fromSQL(date.trim(), {
		zone: zone?.startsWith('UTC') ? FixedOffsetZone.parseSpecifier(zone) : (zone ?? 'UTC'),
	});
	if (!parsed.isValid) return null;
	return parsed.toISO({ suppressMilliseconds: true, includeOffset: zone !== undefined });
}
