import { DateTime } from 'luxon';
import { Refusal } from '../requestParameters.mts';
import { CodedRefusal } from './refusals.mts';

/** Writes a date as inbox and history do: `yyyy-MM-dd HH:mm:ss` (fact sheet 1.2). */
export function listDate(at: Date, zone: string): string {
	return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
}

/** Writes a date as the outbox does: `dd/MM/yyyy/HH/mm` (fact sheet 1.2). */
export function outboxDate(at: Date, zone: string): string {
	return DateTime.fromJSDate(at, { zone }).toFormat('dd/MM/yyyy/HH/mm');
}

/** Writes a date as the conversation does: `05 jun 2025, 08:44:46`, in UTC as in both samples (vendor document b). */
export function conversationDate(at: Date): string {
	return DateTime.fromJSDate(at, { zone: 'UTC' })
		.toFormat('dd MMM yyyy, HH:mm:ss', { locale: 'en-US' })
		.toLowerCase();
}

/**
 * Reads the time of a send, `yyyy-MM-dd HH:mm` (fact sheet 3.1), which must not have passed (error 121).
 *
 * @throws CodedRefusal
 */
export function readSendTime(value: string, zone: string, now: Date): Date {
	const format = 'yyyy-MM-dd HH:mm';
	const read = DateTime.fromFormat(value, format, { zone });
	const isReal = read.isValid && read.toFormat(format) === value;
	// A time within the current minute is now.
	if (isReal && read.endOf('minute').toJSDate() >= now) return read.toJSDate();
	throw new CodedRefusal(121, 'The date is not valid or is in the past');
}

/** Reads a birthday, `yyyy-MM-dd` (vendor document a). @throws Refusal for another one */
export function readBirthday(value: string, name: string): string {
	const format = 'yyyy-MM-dd';
	const read = DateTime.fromFormat(value, format, { zone: 'UTC' });
	if (read.isValid && read.toFormat(format) === value) return value;
	throw new Refusal(`Parameter ${name} must be a date yyyy-MM-dd`);
}
