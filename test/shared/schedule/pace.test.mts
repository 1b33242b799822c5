import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { paced } from '../../../nodes/shared/schedule/pace.ts';
import { nextOpening } from '../../../nodes/shared/schedule/sendWindow.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const START = Date.UTC(2027, 2, 28, 9);

/** The most that begin within a minute, whenever it begins. */
function mostInAMinute(instants: number[]): number {
	const sorted = [...instants].sort((one, other) => one - other);
	const counts = sorted.map(
		(from) => sorted.filter((instant) => instant >= from && instant < from + MINUTE_MS).length,
	);
	return Math.max(0, ...counts);
}

it('spreads 300 SMS at 20 a minute over 15 minutes', () => {
	const messages = Array.from({ length: 300 }, () => ({ earliest: START }));
	const instants = paced(messages, 20, SECOND_MS);
	expect(instants.map((instant) => (instant - START) / SECOND_MS)).toEqual(
		messages.map((_, index) => index * 3),
	);
	expect(mostInAMinute(instants)).toBe(20);
});

it.each([
	[1, [0, 60, 120]],
	[7, [0, 9, 18, 26, 35, 43, 52, 60, 69]],
	[60, [0, 1, 2]],
	[90, [0, 1, 2, 2, 3, 4, 4]],
])('at %i a minute, sends at the seconds %j', (perMinute, seconds) => {
	const messages = seconds.map(() => ({ earliest: START }));
	const instants = paced(messages, perMinute, SECOND_MS);
	expect(instants.map((instant) => (instant - START) / SECOND_MS)).toEqual(seconds);
});

it('rounds up to what the gateway can read', () => {
	expect(paced([{ earliest: START + 1 }], 20, SECOND_MS)).toEqual([START + SECOND_MS]);
	expect(paced([{ earliest: START + 1 }], 20, MINUTE_MS)).toEqual([START + MINUTE_MS]);
	expect(paced([], 20, SECOND_MS)).toEqual([]);
});

it('keeps the place of a message with a time of its own free for others', () => {
	const later = START + 60 * MINUTE_MS;
	const earliest = [later, START, later, START];
	const instants = paced(
		earliest.map((instant) => ({ earliest: instant })),
		20,
		SECOND_MS,
	);
	expect(instants).toEqual([later, START, later + 3 * SECOND_MS, START + 3 * SECOND_MS]);
});

it('goes on at the next opening, at the same pace', () => {
	const window = { from: 9 * 60, to: 9 * 60 + 1, days: new Set([1, 2, 3, 4, 5, 6, 7]) };
	const opening = (instant: number) => nextOpening(window, instant, 'UTC');
	const messages = Array.from({ length: 6 }, () => ({ earliest: START, opening }));
	const nextDay = START + 24 * 60 * MINUTE_MS;
	expect(paced(messages, 4, SECOND_MS)).toEqual([
		...[0, 15, 30, 45].map((seconds) => START + seconds * SECOND_MS),
		...[0, 15].map((seconds) => nextDay + seconds * SECOND_MS),
	]);
});

it('is never faster than allowed, never early, within the opening hours, and never later than needed', () => {
	const zones = ['UTC', 'Europe/Paris', 'America/New_York'];
	const hours = fc.constantFrom(
		...zones.map((zone) => {
			const window = { from: 9 * 60, to: 9 * 60 + 10, days: new Set([1, 2, 3, 4, 5]) };
			return (instant: number) => nextOpening(window, instant, zone);
		}),
	);
	const message = fc.record({
		earliest: fc.integer({ min: 0, max: 20 * MINUTE_MS }).map((ms) => START + ms),
		opening: fc.option(hours, { nil: undefined }),
	});
	const steps = fc.constantFrom(SECOND_MS, MINUTE_MS);
	fc.assert(
		fc.property(
			fc.array(message, { maxLength: 40 }),
			fc.integer({ min: 1, max: 90 }),
			steps,
			(messages, perMinute, stepMs) => {
				const instants = paced(messages, perMinute, stepMs);
				expect(mostInAMinute(instants)).toBeLessThanOrEqual(perMinute);
				const gap = MINUTE_MS / perMinute;
				const waited = messages.map(({ earliest, opening = (instant) => instant }, index) => {
					const instant = instants[index] ?? NaN;
					const wanted = opening(earliest);
					return {
						isEarly: instant < earliest,
						isClosed: opening(instant) !== instant,
						isOnStep: instant % stepMs === 0,
						// Free for a while before, and at no time in it could the message have gone out.
						isIdle:
							instant - wanted >= gap + 2 * stepMs &&
							opening(instant - stepMs) < instant &&
							!instants.some((other) => other < instant && other > instant - gap - 2 * stepMs),
					};
				});
				const asItShould = { isEarly: false, isClosed: false, isOnStep: true, isIdle: false };
				expect(waited).toEqual(messages.map(() => asItShould));
			},
		),
		{ numRuns: 2_000 },
	);
});
