import { DateTime, FixedOffsetZone } from 'luxon';
import type { Zone } from 'luxon';

/** A date in either order of the document, a time, and a zone, each of which may be missing. */
const DATE_AND_TIME =
	/^(?:(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})|(?<lastDay>\d{1,2})-(?<lastMonth>\d{1,2})-(?<lastYear>\d{4}))?(?:(?:^|[ T]+)(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?)?\s*(?<zone>Z|[-+]\d{2}:?\d{2})?$/i;

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
 * Reads a time as PHP's strtotime does, as far as the document and the recordings have its forms: `2016-04-22 13:45`,
 * `2016-04-22`, `13:45` (today), `22-04-2016 13:45`, each also with seconds or a zone, and words such as
 * `tomorrow noon`. A day past the end of its month is one of the next month.
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
	const parts = DATE_AND_TIME.exec(trimmed)?.groups;
	if (parts === undefined) return undefined;
	const numberOf = (name: string) => Number(parts[name] ?? 0);
	const hasDate = (parts['year'] ?? parts['lastYear']) !== undefined;
	const month = hasDate ? numberOf('month') + numberOf('lastMonth') : today.month;
	const day = hasDate ? numberOf('day') + numberOf('lastDay') : today.day;
	const [hours, minutes, seconds] = [numberOf('hour'), numberOf('minute'), numberOf('second')];
	if (month < 1 || month > 12 || day > 31 || hours > 24 || minutes > 59 || seconds > 59) {
		return undefined;
	}
	const year = hasDate ? numberOf('year') + numberOf('lastYear') : today.year;
	// In UTC every time of a clock exists, and once.
	const clock = DateTime.fromObject({ year, month }, { zone: 'UTC' }).plus({
		days: day - 1,
		hours,
		minutes,
		seconds,
	});
	const own = parts['zone'];
	return onClockOf(own === undefined ? zone : offsetZone(own), clock).toUnixInteger();
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
