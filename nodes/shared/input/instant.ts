import { DateTime, IANAZone } from 'luxon';
import { isDate } from '../record/text';

/** Why a value is not a date and time: what it is, after "…, which", and what to do. */
export interface DateProblem {
	problem: string;
	advice?: string;
}

/** The result of reading a date and time that a user entered. */
export type InstantReading =
	| { ok: true; instant: DateTime | undefined }
	| ({ ok: false } & DateProblem);

/** The result of reading a day that a user entered, "yyyy-MM-dd". */
export type DayReading = { ok: true; day: string | undefined } | ({ ok: false } & DateProblem);

const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const DAY_FIRST = /^[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])/;
const WITH_OFFSET = /(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)$/i;
/** How most countries write a date by hand; half of them mean the day first, and half the month. */
const DAY_OR_MONTH_FIRST = /^[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{2}|[0-9]{4})(?![0-9])/;
/** Year, month and day, and perhaps hours, minutes and seconds, without anything between them. */
const RUN_TOGETHER = /^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[0-9]{6})?$/;
const NUMBER = /^-?[0-9]{1,20}(?:\.[0-9]{1,20})?$/;

/** The last day that a spreadsheet knows, in the year 9999, counted from 1900. */
const LAST_SERIAL_DAY = 2_958_466;
/** In seconds since 1970 all years to come up to 5138 lie below it, and in milliseconds all since 1973 above it. */
const LEAST_MILLISECONDS = 1e11;
/** Of days on which people are born, in seconds since 1970 all between 1897 and 2042 lie below it. */
const LEAST_MILLISECONDS_OF_BIRTH = 2.3e9;
/** The year 2286 in milliseconds, and still 1970 in what is finer. */
const MOST_MILLISECONDS = 1e13;

/**
 * Reads a date and time as n8n gives it: ISO 8601 or SQL text, a Date, a Luxon DateTime, or
 * milliseconds since 1970. Text without an offset is a time in `zone`. Empty means none.
 *
 * @param zone IANA name, n8n's own time zone
 */
export function readInstant(value: unknown, zone: string): InstantReading {
	return readInstantFrom(LEAST_MILLISECONDS, value, zone);
}

/** @param leastMilliseconds a number nearer to 0 is not read as milliseconds since 1970 */
function readInstantFrom(leastMilliseconds: number, value: unknown, zone: string): InstantReading {
	if (isBlank(value)) return { ok: true, instant: undefined };
	const number = numberIn(value);
	if (number !== undefined) {
		const problem = problemOfNumber(number, leastMilliseconds);
		return problem === undefined
			? { ok: true, instant: DateTime.fromMillis(number, { zone }) }
			: { ok: false, ...problem };
	}
	const instant = toDateTime(value, zone);
	return instant?.isValid ? { ok: true, instant } : { ok: false, ...problemOfDate(value) };
}

/**
 * Reads a day such as a birthday: the day as written, or that of an instant. An instant at midnight in n8n's time zone,
 * in that of its machine or in UTC is the day there: that is how programs write a day. A number is milliseconds since
 * 1970, but for the days around 1 January 1970 it may as well be seconds of any day, and is refused.
 *
 * @param zone IANA name, n8n's own time zone
 */
export function readDay(value: unknown, zone: string): DayReading {
	const reading = readInstantFrom(LEAST_MILLISECONDS_OF_BIRTH, value, zone);
	if (!reading.ok) return reading;
	const { instant } = reading;
	if (instant === undefined) return { ok: true, day: undefined };
	const zones = [zone, 'system', 'UTC'];
	if (typeof value === 'string' && DAY_FIRST.test(value.trim())) {
		const text = value.trim();
		const written = text.slice(0, 10);
		const isAtMidnight = isMidnight(DateTime.fromISO(text.replace(' ', 'T'), { setZone: true }));
		if (!hasOffset(text) || isAtMidnight) return { ok: true, day: written };
		return { ok: true, day: dayAtMidnight(instant, zones) ?? written };
	}
	const own = ownDay(value);
	return { ok: true, day: own ?? dayAtMidnight(instant, zones) ?? instant.toFormat('yyyy-MM-dd') };
}

/** Whether a value is a day without a time. */
export function isDayOnly(value: unknown): boolean {
	return typeof value === 'string' && DAY.test(value.trim());
}

/** Writes an instant as the clock of `zone` shows it, e.g. with "yyyy-MM-dd HH:mm:ss". */
export function formatInZone(instant: DateTime, zone: string, format: string): string {
	return instant.setZone(zone).toFormat(format, { locale: 'en-US' });
}

/** Zones that were found to exist: to ask takes longer than to build the request that is signed with a credential. */
const knownZones = new Set<string>();

/** Whether `zone` is the name of a time zone, e.g. "Europe/Paris" or "UTC". */
export function isZone(zone: string): boolean {
	if (knownZones.has(zone)) return true;
	const isValid = IANAZone.isValidZone(zone);
	if (isValid) knownZones.add(zone);
	return isValid;
}

function isBlank(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** A number, also one that came as text. */
function numberIn(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	if (typeof value === 'bigint') return Number(value);
	const text = typeof value === 'string' ? value.trim() : '';
	// Of up to four digits it is rather a year or an hour.
	return text.length > 4 && NUMBER.test(text) ? Number(text) : undefined;
}

function problemOfNumber(number: number, leastMilliseconds: number): DateProblem | undefined {
	if (RUN_TOGETHER.test(String(number))) {
		return {
			problem: 'looks like a date without hyphens',
			advice: 'Write it with hyphens and colons, e.g. 2026-12-24 18:00.',
		};
	}
	const size = Math.abs(number);
	if (size >= leastMilliseconds && size < MOST_MILLISECONDS) return undefined;
	if (Number.isNaN(number) || number < 0) return { problem: 'is not a date and time' };
	if (number < LAST_SERIAL_DAY) {
		return {
			problem: 'is the number that a spreadsheet uses for a date, or not a date at all',
			advice:
				'Convert it with an expression such as {{ DateTime.fromISO("1899-12-30").plus({ days: $json.date }) }}, or format the column of the spreadsheet as text and enter the dates as 2026-12-24 18:00.',
		};
	}
	if (number < leastMilliseconds) {
		return {
			problem: 'looks like seconds since 1970',
			advice: 'Convert it with an expression such as {{ DateTime.fromSeconds($json.time) }}.',
		};
	}
	return {
		problem: 'has too many digits for milliseconds since 1970',
		advice:
			'Convert it with an expression such as {{ DateTime.fromMillis(Math.floor($json.time / 1000)) }}, which is for microseconds.',
	};
}

function problemOfDate(value: unknown): DateProblem {
	if (typeof value === 'string' && DAY_OR_MONTH_FIRST.test(value.trim())) {
		return {
			problem: 'can be read with the day first or with the month first',
			advice: 'Write the year first, then the month, then the day.',
		};
	}
	return { problem: isDate(value) ? 'cannot be read' : 'is not a date and time' };
}

function toDateTime(value: unknown, zone: string): DateTime | undefined {
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone });
	if (typeof value === 'string') {
		const text = value.trim();
		// "12" and "18:00" are ISO 8601 too, but not a date that somebody meant.
		if (!DAY_FIRST.test(text)) return undefined;
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

function hasOffset(text: string): boolean {
	return text.length > 10 && WITH_OFFSET.test(text.slice(10));
}

/** The day that a Luxon DateTime shows, in a time zone of its own; undefined for anything else. */
function ownDay(value: unknown): string | undefined {
	if (typeof value !== 'object' || value === null || !('toISODate' in value)) return undefined;
	const { toISODate } = value;
	const day: unknown = typeof toISODate === 'function' ? toISODate.call(value) : undefined;
	return typeof day === 'string' ? day : undefined;
}

/** The day in the first of the zones in which it begins at an instant. */
function dayAtMidnight(instant: DateTime, zones: string[]): string | undefined {
	return zones
		.map((zone) => instant.setZone(zone))
		.find(isMidnight)
		?.toFormat('yyyy-MM-dd', { locale: 'en-US' });
}

function isMidnight(instant: DateTime): boolean {
	return instant.isValid && instant.toMillis() === instant.startOf('day').toMillis();
}
