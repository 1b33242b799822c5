import { DateTime } from 'luxon';
import { Exception } from './answers.mts';

/** A time of the table, which has whole seconds, as Laravel writes it into JSON (recorded: `created_at`). */
export function jsonTime(at: Date): string {
	return `${at.toISOString().slice(0, 19)}.000000Z`;
}

/** A time for people, such as "27th Nov 26, 6:31 PM" (recorded: `expired_on`). */
export function timeForPeople(at: Date, zone: string): string {
	const time = DateTime.fromJSDate(at, { zone }).setLocale('en');
	return `${ordinal(time.day)} ${time.toFormat('LLL yy, h:mm a')}`;
}

/** A time as stored in the table, in the server's zone (recorded: `sent_at`). */
export function tableTime(at: Date, zone: string): string {
	return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
}

/**
 * The instant that `schedule_time` means: its date, hour and minute in the account's zone, whatever seconds and offset
 * stand beside them (fact sheet 7 and 15.13). A day that a month does not have rolls over into the next, as in PHP.
 *
 * @throws Exception for what PHP cannot read (recorded: "scheduled, bad time")
 */
export function readScheduleTime(written: string, zone: string): Date {
	const parts =
		/^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i.exec(
			written,
		);
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = (parts ?? [])
		.slice(1)
		.map((part) => Number(part ?? 0));
	if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59) {
		throw new Exception(
			'php',
			`Could not parse '${written}': Failed to parse time string (${written}) at position 0 (${written[0]}): The timezone could not be found in the database`,
		);
	}
	const rolled = DateTime.fromObject({ year, month }, { zone: 'utc' }).plus({ days: day - 1 });
	return DateTime.fromObject(
		{ year: rolled.year, month: rolled.month, day: rolled.day, hour, minute },
		{ zone },
	).toJSDate();
}

function ordinal(day: number): string {
	const endings: Partial<Record<number, string>> = { 1: 'st', 2: 'nd', 3: 'rd' };
	const isTeen = day >= 11 && day <= 13;
	return `${day}${isTeen ? 'th' : (endings[day % 10] ?? 'th')}`;
}
