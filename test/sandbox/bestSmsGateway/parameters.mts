import { DateTime, FixedOffsetZone, IANAZone } from 'luxon';
import type { Zone } from 'luxon';
import type { Reader } from '../fields.mts';
import { CodedRefusal } from './refusal.mts';

/** Whether PHP takes a parameter for not given: it is missing, '' or '0' (fact sheet 1, 3: `type` 0 counts as empty). */
export function isBlank(value: string | undefined): value is undefined | '' | '0' {
	return value === undefined || value === '' || value === '0';
}

/** A parameter as it came; '' where the gateway takes it for not given. */
export const plain: Reader<string, string> = (value) => (isBlank(value) ? '' : value);

/** A switch: anything but 0 and nothing is on (fact sheet 2). */
export const onOff: Reader<string, boolean> = (value) => !isBlank(value);

/** One of the given values, as the document lists them. */
export function oneOf(...values: string[]): Reader<string, string> {
	return (value, name) => {
		if (value === '' || values.includes(value)) return value;
		throw new CodedRefusal(8, `Parameter ${name} must be one of ${values.join(', ')}`);
	};
}

/** Names or ids split by commas; the gateway does not trim them (fact sheet 2). */
export const commaList: Reader<string, string[]> = (value) =>
	isBlank(value) ? [] : value.split(',');

/** 3 to 11 characters, or 3 to 14 digits (vendor document, `sender_id`). */
export const senderId: Reader<string, string> = (value) => {
	if (value === '' || /^.{3,11}$/u.test(value) || /^\d{3,14}$/.test(value)) return value;
	throw new CodedRefusal(8, `Invalid sender id '${value}'.`);
};

/** An offset such as `+1` or `+05:30`; an empty one is refused too (fact sheet 1, 1.3). */
export const timezoneOffset: Reader<string, Zone> = (value) => {
	const [, sign = '', hours = '', minutes = '0'] =
		/^([-+]?)(\d{1,2})(?::(\d{1,2}))?$/.exec(value) ?? [];
	if (hours === '') throw new CodedRefusal(8, 'Invalid time zone offset format.');
	const total = Number(hours) * 60 + Number(minutes);
	return FixedOffsetZone.instance(sign === '-' ? -total : total);
};

/** Digits with or without a plus; an empty one is refused too (fact sheet 1, 2). */
export const dialCode: Reader<string, string> = (value) => {
	if (/^\+?\d+$/.test(value)) return value;
	throw new CodedRefusal(8, 'Invalid default dial-code, use the format: +000');
};

/**
 * Reads `2016-04-22 13:45`, `2016-04-22` or `13:45` (vendor document, `send_at`), the last as today.
 *
 * @throws CodedRefusal with the text of fact sheet 2
 */
export function scheduledTime(text: string, zone: Zone, now: Date): Date {
	for (const format of ['yyyy-MM-dd HH:mm', 'yyyy-MM-dd', 'HH:mm']) {
		const read = DateTime.fromFormat(text, format, { zone, locale: 'en-US' });
		if (!read.isValid) continue;
		const today = DateTime.fromJSDate(now, { zone });
		return (
			format === 'HH:mm' ? today.set({ hour: read.hour, minute: read.minute, second: 0 }) : read
		).toJSDate();
	}
	throw new CodedRefusal(8, 'Invalid scheduled date_time format.');
}

/** The server's own zone, in which it reads filters (fact sheet 1.3). */
const SERVER_ZONE = IANAZone.create('Africa/Lagos');

/**
 * Reads `start_date` and `end_date`: a date in either order of the document, with or without a time (fact sheet 1.3).
 *
 * @returns Unix seconds, undefined where the parameter is blank
 */
export const filterDate: Reader<string, number | undefined> = (value, name) => {
	if (isBlank(value)) return undefined;
	for (const date of ['yyyy-MM-dd', 'dd-MM-yyyy']) {
		for (const format of [date, `${date} HH:mm`]) {
			const read = DateTime.fromFormat(value, format, { zone: SERVER_ZONE, locale: 'en-US' });
			if (read.isValid) return read.toSeconds();
		}
	}
	throw new CodedRefusal(8, `Parameter ${name} is not a date`);
};

/**
 * A number as it is stored: hyphens and spaces go, a leading zero becomes the dial code, a leading plus goes (vendor
 * document, `recipients`; fact sheet 2).
 *
 * @returns undefined for what the gateway drops without a word: 6 characters or fewer, or not numeric (fact sheet 2)
 */
export function storedNumber(phone: string, defaultDialCode: string): string | undefined {
	const bare = phone.trim().replace(/[- –]/g, '');
	if (bare.length <= 6 || !/^\+?\d+$/.test(bare)) return undefined;
	if (bare.startsWith('+')) return bare.slice(1);
	return bare.startsWith('0') ? defaultDialCode.replace(/^\+/, '') + bare.slice(1) : bare;
}

/** Numbers split by commas or white space, so that one with spaces in it is several (fact sheet 2). */
export function splitNumbers(list: string): string[] {
	return list.split(/[\s,]+/).filter((part) => part !== '');
}

/** A group's name without what the gateway takes out of it (fact sheet 6). */
export function cleanGroupName(name: string): string {
	return name.replace(/[,'"]/g, '');
}
