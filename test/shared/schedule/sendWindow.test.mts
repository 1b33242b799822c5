import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { SendWindow } from '../../../nodes/shared/schedule/sendWindow.ts';
import { nextOpening } from '../../../nodes/shared/schedule/sendWindow.ts';

const RANDOM_TIMES = 10_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** With the days of 2027 on which their clocks change, if they do. */
const ZONES: Record<string, { forward: string; back: string } | undefined> = {
	'Europe/Paris': { forward: '2027-03-28', back: '2027-10-31' },
	'America/New_York': { forward: '2027-03-14', back: '2027-11-07' },
	// In the southern summer, and by half an hour.
	'Australia/Lord_Howe': { forward: '2027-10-03', back: '2027-04-04' },
	// At midnight, so that a day has no 00:30.
	'Africa/Cairo': { forward: '2027-04-30', back: '2027-10-28' },
	'Asia/Kathmandu': undefined,
	UTC: undefined,
};
const CHANGES = Object.entries(ZONES).flatMap(([zone, days]) =>
	days === undefined
		? []
		: [
				{ zone, name: 'forward', day: days.forward },
				{ zone, name: 'back', day: days.back },
			],
);

/** What luxon's clock shows, of each minute that was asked for: 1440 times the day of the week, and the minute of the day. */
const shown = new Map(Object.keys(ZONES).map((zone) => [zone, new Map<number, number>()]));

/** The day of the week and the minute that luxon's clock shows. */
function clockAt(instant: number, zone: string): { weekday: number; minute: number } {
	const key = Math.floor(instant / MINUTE_MS);
	let time = shown.get(zone)?.get(key);
	if (time === undefined) {
		const { weekday, hour, minute } = DateTime.fromMillis(instant, { zone });
		time = weekday * DAY_MINUTES + hour * 60 + minute;
		shown.get(zone)?.set(key, time);
	}
	return { weekday: Math.floor(time / DAY_MINUTES), minute: time % DAY_MINUTES };
}

function isOpen({ from, to, days }: SendWindow, instant: number, zone: string): boolean {
	const { weekday, minute } = clockAt(instant, zone);
	if (from < to) return days.has(weekday) && minute >= from && minute < to;
	const dayBefore = weekday === 1 ? 7 : weekday - 1;
	return (days.has(weekday) && minute >= from) || (days.has(dayBefore) && minute < to);
}

/** The next opening, found by reading luxon's clock minute by minute: clocks change at full minutes. */
function walkToOpening(window: SendWindow, wanted: number, zone: string): number {
	if (isOpen(window, wanted, zone)) return wanted;
	let instant = Math.ceil(wanted / MINUTE_MS) * MINUTE_MS;
	for (let minutes = 0; minutes <= 2 * WEEK_MINUTES; minutes++) {
		if (isOpen(window, instant, zone)) return instant;
		instant += MINUTE_MS;
	}
	throw new Error('This window never opens');
}

const minuteOfDay = fc.oneof(
	fc.integer({ min: 0, max: 24 * 60 - 1 }),
	// Around the clock changes, and at full hours.
	fc.integer({ min: 0, max: 4 * 60 }),
	fc.integer({ min: 0, max: 23 }).map((hour) => hour * 60),
);
const windows = fc
	.record({
		from: minuteOfDay,
		to: fc.oneof(minuteOfDay, fc.constant(24 * 60)),
		days: fc
			.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 })
			.map((days) => new Set(days)),
	})
	.filter(({ from, to }) => from !== to);
/** In winter, in summer, and over the end of the year; each minute of them is read from luxon once. */
const WEEKS = [8, 190, 359].map((ordinal) => fc.integer({ min: ordinal, max: ordinal + 6 }));
const instants = fc
	.oneof(
		fc.record({
			zone: fc.constantFrom(...Object.keys(ZONES)),
			day: fc.oneof(...WEEKS).map((ordinal) => ({ year: 2027, ordinal })),
			ms: fc.integer({ min: 0, max: 24 * 60 * MINUTE_MS }),
		}),
		fc.record({
			zone: fc.constantFrom(...CHANGES),
			ms: fc.integer({ min: -36 * 60 * MINUTE_MS, max: 36 * 60 * MINUTE_MS }),
		}),
	)
	.map((made) => {
		const { zone, day } =
			'day' in made
				? { zone: made.zone, day: DateTime.fromObject(made.day, { zone: made.zone }) }
				: { zone: made.zone.zone, day: DateTime.fromISO(made.zone.day, { zone: made.zone.zone }) };
		return { zone, wanted: day.toMillis() + made.ms };
	});

it(`finds the opening that a walk by the minute finds, for ${RANDOM_TIMES} windows and times`, () => {
	let alreadyOpen = 0;
	fc.assert(
		fc.property(windows, instants, (window, { zone, wanted }) => {
			const opening = nextOpening(window, wanted, zone);
			expect(isOpen(window, opening, zone)).toBe(true);
			expect(opening).toBe(walkToOpening(window, wanted, zone));
			if (opening === wanted) alreadyOpen++;
		}),
		{ numRuns: RANDOM_TIMES },
	);
	expect(alreadyOpen).toBeGreaterThan(RANDOM_TIMES / 20);
	expect(alreadyOpen).toBeLessThan(RANDOM_TIMES / 2);
});

it.each(CHANGES)('knows when the clock of $zone goes $name', ({ zone, name, day }) => {
	const start = DateTime.fromISO(day, { zone });
	const change = start.plus({ days: 1 }).offset - start.minus({ minutes: 1 }).offset;
	expect(Math.sign(change)).toBe(name === 'forward' ? 1 : -1);
});

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAYS = [1, 2, 3, 4, 5];

it.each([
	['within it', '09:00', '20:00', EVERY_DAY, '2027-01-13T12:34:56', '2027-01-13T12:34:56'],
	['at its first moment', '09:00', '20:00', EVERY_DAY, '2027-01-13T09:00', '2027-01-13T09:00'],
	['before it', '09:00', '20:00', EVERY_DAY, '2027-01-13T08:59:59', '2027-01-13T09:00'],
	['when it closes', '09:00', '20:00', EVERY_DAY, '2027-01-13T20:00', '2027-01-14T09:00'],
	['on Friday evening', '09:00', '20:00', WEEKDAYS, '2027-01-15T21:00', '2027-01-18T09:00'],
	['on Saturday', '09:00', '20:00', WEEKDAYS, '2027-01-16T12:00', '2027-01-18T09:00'],
	['with one day a week', '09:00', '20:00', [3], '2027-01-13T20:00', '2027-01-20T09:00'],
	['up to midnight', '09:00', '24:00', EVERY_DAY, '2027-01-13T23:59:59', '2027-01-13T23:59:59'],
	['all day', '00:00', '24:00', WEEKDAYS, '2027-01-16T12:00', '2027-01-18T00:00'],
	['in its night', '22:00', '06:00', EVERY_DAY, '2027-01-13T03:00', '2027-01-13T03:00'],
	['after its night', '22:00', '06:00', EVERY_DAY, '2027-01-13T06:00', '2027-01-13T22:00'],
	['in the night after Friday', '22:00', '06:00', WEEKDAYS, '2027-01-16T03:00', '2027-01-16T03:00'],
	[
		'in the night before Monday',
		'22:00',
		'06:00',
		WEEKDAYS,
		'2027-01-18T03:00',
		'2027-01-18T22:00',
	],
	['in the hour left out', '02:30', '05:00', EVERY_DAY, '2027-03-28T01:59', '2027-03-28T03:00'],
	['that is left out', '02:10', '02:50', EVERY_DAY, '2027-03-28T01:00', '2027-03-29T02:10'],
	['after a clock change', '09:00', '20:00', EVERY_DAY, '2027-03-27T21:00', '2027-03-28T09:00'],
	['after another one', '09:00', '20:00', EVERY_DAY, '2027-10-30T21:00', '2027-10-31T09:00'],
])('opens %s: from %s to %s on %j', (_, from, to, days, wanted, expected) => {
	const zone = 'Europe/Paris';
	const window = { from: minutesOf(from), to: minutesOf(to), days: new Set(days) };
	const opening = nextOpening(window, DateTime.fromISO(wanted, { zone }).toMillis(), zone);
	expect(iso(opening, zone)).toBe(iso(DateTime.fromISO(expected, { zone }).toMillis(), zone));
});

it('opens twice in an hour that the clock repeats', () => {
	const zone = 'Europe/Paris';
	const window = { from: 2 * 60 + 30, to: 3 * 60, days: new Set(EVERY_DAY) };
	const opensAfter = (wanted: string) =>
		iso(nextOpening(window, DateTime.fromISO(wanted).toMillis(), zone), zone);
	expect(opensAfter('2027-10-31T02:00:00+02:00')).toBe('2027-10-31T02:30:00.000+02:00');
	expect(opensAfter('2027-10-31T02:10:00+01:00')).toBe('2027-10-31T02:30:00.000+01:00');
	expect(opensAfter('2027-10-31T03:00:00+01:00')).toBe('2027-11-01T02:30:00.000+01:00');
});

function minutesOf(time: string): number {
	const [hours = 0, minutes = 0] = time.split(':').map(Number);
	return hours * 60 + minutes;
}

function iso(instant: number, zone: string): string | null {
	return DateTime.fromMillis(instant, { zone }).toISO();
}
