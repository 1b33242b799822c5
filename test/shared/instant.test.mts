import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { formatInZone, isZone, readInstant } from '../../nodes/shared/input/instant.ts';

const zones = fc.constantFrom('UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata');
const FORMAT = 'yyyy-MM-dd HH:mm:ss';

it('brings every instant through text, Date, DateTime and number unchanged', () => {
	// In milliseconds, earlier ones cannot be told from seconds.
	const seconds = fc.integer({ min: 100_000_000, max: 9_999_999_999 });
	fc.assert(
		fc.property(seconds, zones, zones, (second, zone, target) => {
			const instant = DateTime.fromSeconds(second, { zone });
			const forms = [instant.toISO(), instant.toMillis(), instant.toJSDate(), instant];
			for (const form of forms) {
				const reading = readInstant(form, target);
				expect(reading.ok && reading.instant?.toMillis()).toBe(second * 1000);
			}
		}),
	);
});

it('reads what it wrote, in the same zone', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (second) => {
			const instant = DateTime.fromSeconds(second, { zone: 'UTC' });
			const reading = readInstant(formatInZone(instant, 'UTC', FORMAT), 'UTC');
			expect(reading.ok && reading.instant?.toSeconds()).toBe(second);
		}),
	);
});

it.each([
	['2026-03-29T02:30:00', 'Europe/Paris', '2026-03-29 01:30:00'],
	['2026-07-01 08:00', 'Asia/Kolkata', '2026-07-01 02:30:00'],
])('takes the clock change into account: %s in %s', (text, zone, utc) => {
	const reading = readInstant(text, zone);
	expect(reading.ok && reading.instant && formatInZone(reading.instant, 'UTC', FORMAT)).toBe(utc);
});

it.each(['', '  ', null, undefined])('takes %j for no time', (value) => {
	expect(readInstant(value, 'UTC')).toEqual({ ok: true, instant: undefined });
});

it.each(['tomorrow', '12', '18:00', '2026', '2026-W52', '2026-02-30', '25:00', {}, [], true, NaN])(
	'cannot read %j',
	(value) => {
		expect(readInstant(value, 'UTC')).toEqual({ ok: false, problem: 'is not a date and time' });
	},
);

it.each([20261224, '19860131', '20261224180000'])('knows %j for a date, and no number', (value) => {
	expect(readInstant(value, 'UTC')).toMatchObject({
		ok: false,
		problem: 'looks like a date without hyphens',
	});
});

it.each([
	['Europe/Paris', true],
	['UTC', true],
	['Paris', false],
	['', false],
])('%j is a zone: %s', (zone, expected) => {
	expect(isZone(zone)).toBe(expected);
});
