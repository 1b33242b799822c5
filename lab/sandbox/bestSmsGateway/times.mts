import { DateTime, FixedOffsetZone } from 'luxon';
import type { Zone } from 'luxon';

/** The beginnings of a text that are a date, which has its order from what is between its parts. */
const DATES = [
	/^(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})(?=$|[ T]|[-+Z])/,
	/^(?<day>\d{1,2})[-.](?<month>\d{1,2})[-.](?<year>\d{4})(?=$|[ T]|[-+Z])/,
	/^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})(?=$|[ T]|[-+Z])/,
];

/** What is after a date, or alone: a time, of which the minutes may be missing before am and pm, and a zone. */
const TIME =
	/^[ T]*(?:(?<hour>\d{1,2})(?::(?<minute>\d{2})(?::(?<second>\d{2}))?(?: ?(?<half>[ap]m))?| ?(?<bareHalf>[ap]m)) *)?(?<zone>Z|[-+]\d{2}:?\d{2})?$/i;

/** What a word makes of a time, in its own zone. */
const WORDS: Record<string, (at: DateTime) => DateTime> = {
	now: (at) => at,
	today: (at) => at.startOf('day'),
	midnight: (at) => at.startOf('day'),
	noon: (at) => at.startOf('day').set({ hour: 12 }),
	tomorrow: (at) => at.plus({ days: 1 }).startOf('day'),
	yesterday: (at) => at.minus({ days: 1 }).startOf('day'),
};

/**
 * Reads a time as PHP's strtotime does: `2016-04-22 13:45`, `2016-04-22`, `13:45` (today), `22-04-2016 13:45`, all of the
 * document, and these with seconds, with am or pm, with a zone, with other signs in the date, and words such as
 * `tomorrow noon`. A day past the end of its month is one of the next month. Of the rest of what PHP reads, such as
 * `+2 hours`, nothing is read.
 *
 * @param zone where the text has none
 * @returns Unix seconds; undefined for what it cannot read
 */
export function readTime(text: string, zone: Zone, now: Date): number | undefined {
	const trimmed = text.trim();
	if (trimmed === '') return undefined;
	const today = DateTime.fromJSDate(now, { zone });
	const words = trimmed.toLowerCase().split(/\s+/);
	if (words.every((word) => Object.hasOwn(WORDS, word))) {
		return words.reduce<DateTime>((at, word) => WORDS[word]?.(at) ?? at, today).toUnixInteger();
	}
	const dated = DATES.map((form) => form.exec(trimmed)).find((found) => found !== null);
	const date = dated?.groups ?? {};
	const time = TIME.exec(trimmed.slice(dated?.[0].length ?? 0))?.groups;
	const hours = hourOf(time?.['hour'], time?.['half'] ?? time?.['bareHalf']);
	if (time === undefined || hours === undefined) return undefined;
	const year = Number(date['year'] ?? today.year);
	const month = Number(date['month'] ?? today.month);
	const day = Number(date['day'] ?? today.day);
	const [minutes, seconds] = [Number(time['minute'] ?? 0), Number(time['second'] ?? 0)];
	if (month < 1 || month > 12 || day > 31 || minutes > 59 || seconds > 59) return undefined;
	// In UTC every time of a clock exists, and once.
	const clock = DateTime.fromObject({ year, month }, { zone: 'UTC' }).plus({
		days: day - 1,
		hours,
		minutes,
		seconds,
	});
	const own = time['zone'];
	return onClockOf(own === undefined ? zone : offsetZone(own), clock).toUnixInteger();
}

/** The hour of the day; undefined for one that is none. Without an hour it is midnight. */
function hourOf(text = '0', half?: string): number | undefined {
	const hour = Number(text);
	if (half === undefined) return hour > 24 ? undefined : hour;
	if (hour < 1 || hour > 12) return undefined;
	return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

function offsetZone(text: string): Zone {
	const [, sign = '+', hours = '0', minutes = '0'] = /^([-+])(\d{2}):?(\d{2})$/.exec(text) ?? [];
	const total = Number(hours) * 60 + Number(minutes);
	return FixedOffsetZone.instance(sign === '-' ? -total : total);
}

/**
 * The time at which a zone's clocks show this. Of the two when they are set back, PHP 8.2 takes the first in zones west
 * of Greenwich and the second in all others (recorded in `test/recorded/php-8.2.json`).
 */
function onClockOf(zone: Zone, clock: DateTime): DateTime {
	const times = clock.setZone(zone, { keepLocalTime: true }).getPossibleOffsets();
	const inOrder = times.toSorted((a, b) => a.toMillis() - b.toMillis());
	const isWest = inOrder.some(({ offset }) => offset < 0);
	return inOrder.at(isWest ? 0 : -1) ?? clock;
}
