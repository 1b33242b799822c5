import { DateTime, IANAZone } from 'luxon';
import type { Note, Reader } from '../requestParameters.mts';
import { Refusal } from '../requestParameters.mts';
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

const DATE_FORMATS = ['yyyy-MM-dd', 'yyyy-MM-dd HH:mm:ss'];

/**
 * Reads `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS` (vendor document 4) as a time in this zone. A date alone is its first
 * second (inferred).
 */
export function dateTimeIn(zone: string, note: Note): Reader<string, Date> {
	return readerOf(DATE_FORMATS, zone, note);
}

/**
 * Reads the time of a send in UTC (fact sheet 1.3, inferred): `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS` (vendor document 2),
 * also without seconds (fact sheet 7.5).
 */
export function timeToSend(note: Note): Reader<string, Date> {
	return readerOf([...DATE_FORMATS, 'yyyy-MM-dd HH:mm'], 'UTC', note);
}

/**
 * Reads `DD.MM.YYYY HH:MM:SS` (vendor document 7) as a time in UTC (fact sheet 1.3, inferred). A 0, the documented
 * default, stands for no time.
 */
export function newsletterTime(note: Note): Reader<string, Date | null> {
	const read = readerOf(['dd.MM.yyyy HH:mm:ss'], 'UTC', note);
	return (value, name) => (value === '0' ? null : read(value, name));
}

/**
 * Reads the name of a time zone. Vendor document 4 types it as int and gives `Australia/Sydney` as the example; the
 * example wins (fact sheet 2.5). Another text is noted and is no zone.
 */
export function timezoneName(note: Note): Reader<string, string | undefined> {
	return (value, name) => {
		if (IANAZone.isValidZone(value)) return value;
		note(`Parameter ${name} is not the name of a time zone`);
		return undefined;
	};
}

/**
 * A reader of times in these formats. One in ISO 8601, which PHP reads too, is noted and taken.
 *
 * @throws Refusal for what is no time at all (inferred)
 */
function readerOf(formats: readonly string[], zone: string, note: Note): Reader<string, Date> {
	return (value, name) => {
		for (const format of formats) {
			// Read in UTC first: there every time exists, so what does not come back as it was is no real time.
			const read = DateTime.fromFormat(value, format, { zone: 'UTC', locale: 'en-US' });
			if (read.isValid && read.toFormat(format) === value) {
				return read.setZone(zone, { keepLocalTime: true }).toJSDate();
			}
		}
		note(`Parameter ${name} is a time in another form than the documents have`);
		const iso = DateTime.fromISO(value.replace(' ', 'T'), { zone });
		if (iso.isValid) return iso.toJSDate();
		throw new Refusal(`Parameter ${name} must be a date`);
	};
}
