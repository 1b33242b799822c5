import type { Failure } from '../failure/failure';

const MOST_TRIES_AFTER_429 = 3;
const LONGEST_WAIT_AFTER_429_MS = 60_000;
const FIRST_PAUSE_MS = 1_000;

/**
 * How long one request may wait for a gateway that answers HTTP 429: at most three further tries, and a minute in
 * all.
 */
export class Patience {
	private tries = 0;
	private waitedMs = 0;

	/** Milliseconds to wait before the next try; what ran out, tries or time, where there is none. */
	pauseAfter({ retryAfterMs }: Failure): number | 'tries' | 'time' {
		const pause = retryAfterMs ?? FIRST_PAUSE_MS * 2 ** this.tries;
		if (this.waitedMs + pause > LONGEST_WAIT_AFTER_429_MS) return 'time';
		if (this.tries === MOST_TRIES_AFTER_429) return 'tries';
		this.tries++;
		this.waitedMs += pause;
		return pause;
	}
}
