import { IANAZone } from 'luxon';

/** The hours in which SMS may go out, by the clock on the wall. */
export interface SendWindow {
	/** The first minute of the day, from 0. */
	from: number;
	/** The minute at which it closes, up to 1440; before `from` where it goes on after midnight. */
	to: number;
	/** The days on which it opens: 1 is Monday, 7 is Sunday. At least one. */
	days: ReadonlySet<number>;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
const WEEK_DAYS = 7;
/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = 4;

/**
 * The earliest instant, not before the wanted one, at which a window is open. An instant is within a window when the
 * clock of the zone shows a time within it: an hour that a clock change leaves out is not there, and one that it repeats
 * is there twice. The days are those on which the window opens: a night from Friday is open on Saturday morning.
 *
 * @param wanted in milliseconds since 1970
 * @param zone IANA name
 * @returns in milliseconds since 1970
 */
export function nextOpening(window: SendWindow, wanted: number, zone: string): number {
	const offsetAt = (instant: number) => IANAZone.create(zone).offset(instant) * MINUTE_MS;
	let instant = wanted;
	for (;;) {
		const offset = offsetAt(instant);
		const opening = nextOpeningOnClock(window, instant + offset) - offset;
		if (offsetAt(opening) === offset) return opening;
		// The clock changes before that. What it shows then may be within the window, or before its next opening.
		instant = firstChange(instant, opening, (later) => offsetAt(later) !== offset);
	}
}

/** @param time what a clock that never changes shows, in milliseconds as if it were in UTC */
function nextOpeningOnClock(window: SendWindow, time: number): number {
	const day = Math.floor(time / DAY_MS);
	const minute = (time - day * DAY_MS) / MINUTE_MS;
	const isOvernight = window.to <= window.from;
	const opensOn = (which: number) => window.days.has(weekdayOf(which));
	const isOpen =
		(opensOn(day) && minute >= window.from && (isOvernight || minute < window.to)) ||
		(isOvernight && opensOn(day - 1) && minute < window.to);
	if (isOpen) return time;
	let opening = minute < window.from ? day : day + 1;
	for (let tries = 1; tries < WEEK_DAYS && !opensOn(opening); tries++) opening++;
	return (opening * DAY_MINUTES + window.from) * MINUTE_MS;
}

/** @param day counted from 1 January 1970 */
function weekdayOf(day: number): number {
	return ((((day + FIRST_WEEKDAY - 1) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS) + 1;
}

/** @param isAfter false at `from`, true at `to`, and changes once between them: at the millisecond that is returned */
function firstChange(from: number, to: number, isAfter: (instant: number) => boolean): number {
	let [before, after] = [from, to];
	while (after - before > 1) {
		const middle = Math.floor((before + after) / 2);
		if (isAfter(middle)) after = middle;
		else before = middle;
	}
	return after;
}
