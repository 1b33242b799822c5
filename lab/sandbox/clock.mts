/** Where a part of the sandbox gets the time from, so that a test can decide what time it is. */
export interface Clock {
	now(): Date;
}

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
	/** Moves the clock by a number of milliseconds; a negative number moves it back. */
	advance(ms: number): void;
	/** Moves the clock to this instant, which may be in the past. */
	set(date: Date): void;
}

/** The time of this machine. */
export const systemClock: Clock = { now: () => new Date() };

/** Makes a clock that shows `start` until it is moved. */
export function createTestClock(start: Date): TestClock {
	let time = start.getTime();
	return {
		now: () => new Date(time),
		advance(ms) {
			time += ms;
		},
		set(date) {
			time = date.getTime();
		},
	};
}
