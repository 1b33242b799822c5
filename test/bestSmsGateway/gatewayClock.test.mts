import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import {
	knowsGatewayClock,
	onGatewayClock,
	readGatewayClock,
} from '../../nodes/BestSmsGateway/api/gatewayClock.ts';

let websites = 0;
const website = () => ({ baseUrl: `https://gateway${++websites}.example/api_v1` });

beforeEach(() => void jest.useFakeTimers({ now: Date.parse('2027-01-01T12:00:00Z') }));
afterEach(() => void jest.useRealTimers());

/** An answer whose `Date` is written somewhere on its way. */
interface Answer {
	pauseMs: number;
	wayThereMs: number;
	wayBackMs: number;
}

/** Lets answers come from a gateway whose clock is so far ahead. */
function answer(account: { baseUrl: string }, leadMs: number, answers: Answer[]): void {
	for (const { pauseMs, wayThereMs, wayBackMs } of answers) {
		jest.advanceTimersByTime(pauseMs);
		const sentAt = Date.now();
		jest.advanceTimersByTime(wayThereMs);
		const date = new Date(Math.floor((Date.now() + leadMs) / 1000) * 1000).toUTCString();
		jest.advanceTimersByTime(wayBackMs);
		readGatewayClock(account, date, sentAt);
	}
}

const answers = fc.array(
	fc.record({
		pauseMs: fc.nat({ max: 5_000 }),
		wayThereMs: fc.nat({ max: 300 }),
		wayBackMs: fc.nat({ max: 300 }),
	}),
	{ minLength: 1, maxLength: 20 },
);

it('is known to less than a second after one answer, and never worse after more', () => {
	fc.assert(
		fc.property(fc.integer({ min: -1e8, max: 1e8 }), answers, (leadMs, all) => {
			const account = website();
			expect(knowsGatewayClock(account)).toBe(false);
			answer(account, leadMs, all);
			expect(knowsGatewayClock(account)).toBe(true);
			const now = Date.now();
			expect(Math.abs(onGatewayClock(account, now) - (now + leadMs))).toBeLessThanOrEqual(800);
		}),
	);
});

it('is known to a tenth of a second after some answers', () => {
	const account = website();
	const all = Array.from({ length: 30 }, () => ({ pauseMs: 1_070, wayThereMs: 10, wayBackMs: 10 }));
	answer(account, 123_456, all);
	const now = Date.now();
	expect(Math.abs(onGatewayClock(account, now) - (now + 123_456))).toBeLessThanOrEqual(100);
});

it('is learnt again when a clock was set', () => {
	const account = website();
	const some = [{ pauseMs: 100, wayThereMs: 10, wayBackMs: 10 }];
	answer(account, 0, some);
	answer(account, 60_000, some);
	const now = Date.now();
	expect(Math.abs(onGatewayClock(account, now) - (now + 60_000))).toBeLessThanOrEqual(520);
});

it.each([undefined, '', 'soon', 7])('is not learnt from %j', (date) => {
	const account = website();
	readGatewayClock(account, date, Date.now());
	expect(knowsGatewayClock(account)).toBe(false);
	expect(onGatewayClock(account, 1_000)).toBe(1_000);
});
