import { DateTime, IANAZone } from 'luxon';
import { Refusal } from '../fields.mts';
import type { Reader } from '../fields.mts';
import type { SmsGateway24Settings } from './settings.mts';

/** A date as PHP's json_encode writes it (vendor document 4; fact sheet 1.3). */
export interface PhpDate {
	/** `YYYY-MM-DD HH:MM:SS.000000` in the zone that follows. */
	date: string;
	/** 3: `timezone` is a name such as `Europe/Paris`; 1: it is an offset such as `+02:00`. */
	timezone_type: 1 | 3;
	timezone: string;
}

/** Writes a date as PHP does, cut to whole seconds as in all samples. */
export function phpDate(
	at: Date,
	zone: string,
	timezoneType: SmsGateway24Settings['timezoneType'],
): PhpDate {
	const local = DateTime.fromJSDate(at, { zone });
	return {
		date: `${local.toFormat('yyyy-MM-dd HH:mm:ss')}.000000`,
		timezone_type: timezoneType,
		timezone: timezoneType === 3 ? zone : local.toFormat('ZZ'),
	};
}

/** Writes a date as `createdhumanformat` and `lastseenhumanformat` do: `DD.MM.YYYY HH:MM:SS` (vendor document 8). */
export function humanDate(at: Date, zone: string): string {
	return DateTime.fromJSDate(at, { zone }).toFormat('dd.MM.yyyy HH:mm:ss');
}

/** Cuts a time to whole seconds, the precision of all dates in the samples. */
export function wholeSeconds(at: Date): Date {
	return new Date(Math.floor(at.getTime() / 1000) * 1000);
}

/**
 * Reads `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS` (vendor document 2, 4) as a time in this zone. A date alone is its
 * first second (inferred).
 */
export function dateTimeIn(zone: string): Reader<string, Date> {
	return readerOf(['yyyy-MM-dd', 'yyyy-MM-dd HH:mm:ss'], 'YYYY-MM-DD or YYYY-MM-DD HH:MM:SS', zone);
}

/**
 * Reads `DD.MM.YYYY HH:MM:SS` (vendor document 7) as a time in UTC (fact sheet 1.3, inferred). A 0, the documented
 * default, stands for no time.
 */
export const newsletterTime: Reader<string, Date | null> = (value, name) =>
	value === '0' ? null : dottedDateTime(value, name);

const dottedDateTime = readerOf(['dd.MM.yyyy HH:mm:ss'], 'DD.MM.YYYY HH:MM:SS', 'UTC');

/**
 * Reads the name of a time zone. Vendor document 4 types it as int and gives `Australia/Sydney` as the example; the
 * example wins (fact sheet 2.5).
 */
export const timezoneName: Reader<string, string> = (value, name) => {
	if (!IANAZone.isValidZone(value)) throw new Refusal(`Parameter ${name} is not a time zone`);
	return value;
};

function readerOf(formats: string[], shown: string, zone: string): Reader<string, Date> {
	return (value, name) => {
		for (const format of formats) {
			// Read in UTC first: there every time exists, so what does not come back as it was is no real time.
			const read = DateTime.fromFormat(value, format, { zone: 'UTC', locale: 'en-US' });
			if (read.isValid && read.toFormat(format) === value) {
				return read.setZone(zone, { keepLocalTime: true }).toJSDate();
			}
		}
		throw new Refusal(`Parameter ${name} must be a date ${shown}`);
	};
}
