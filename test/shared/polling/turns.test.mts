import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { untilTurn } from '../../../nodes/shared/polling/turns.ts';

let accounts = 0;
/** The account of a test, which no other test has polled. */
let account = '';
beforeEach(() => {
	jest.useFakeTimers();
	account = `account ${(accounts += 1)}`;
});
afterEach(() => void jest.useRealTimers());

/** How many milliseconds each of these triggers waits, if all are polled now. */
async function waitsOf(triggers: string[], of = account): Promise<number[]> {
	const start = performance.now();
	const waits = Promise.all(
		triggers.map(async (trigger) => {
			await untilTurn(of, trigger);
			return performance.now() - start;
		}),
	);
	await jest.runAllTimersAsync();
	return await waits;
}

const triggers = (count: number) => Array.from({ length: count }, (_item, i) => `trigger ${i}`);

describe('polls that come at the same moment', () => {
	it('begin one after the other', async () => {
		expect(await waitsOf(triggers(4))).toEqual([0, 50, 100, 150]);
	});

	it('have begun within five seconds, at a hundred', async () => {
		expect((await waitsOf(triggers(100))).at(-1)).toBe(4950);
	});

	it('never wait longer, and share the moments evenly', async () => {
		const waits = await waitsOf(triggers(300));
		expect(Math.max(...waits)).toBe(5000);
		const perMoment = new Map<number, number>();
		for (const wait of waits) perMoment.set(wait, (perMoment.get(wait) ?? 0) + 1);
		expect(Math.max(...perMoment.values())).toBe(3);
	});

	it('do not wait for those of another account', async () => {
		const [ours, others] = [waitsOf(['one', 'two']), waitsOf(['three', 'four'], `not ${account}`)];
		expect(await ours).toEqual([0, 50]);
		expect(await others).toEqual([0, 50]);
	});
});

describe('polls that come at different moments', () => {
	it.each([
		['of one trigger', ['one', 'one'], 0],
		['of two triggers', ['one', 'two'], 50],
	])('begin at once, %s', async (_name, [first = '', second = ''], milliseconds) => {
		expect(await waitsOf([first])).toEqual([0]);
		jest.advanceTimersByTime(milliseconds);
		expect(await waitsOf([second])).toEqual([0]);
	});
});
