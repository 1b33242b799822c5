import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mts';

/**
 * Calls `attempt` again and again until it returns something other than undefined, and returns that.
 * An attempt that throws ends the wait with its error, and so does the signal, with its reason.
 *
 * @param what completes the sentence "Waited 30 seconds for …, in vain."; asked when it is needed
 * @param seconds how long to go on trying
 * @param interval milliseconds between two attempts
 * @throws Failure when the time is over
 */
export async function waitFor<T>(
	what: string | (() => string),
	seconds: number,
	signal: AbortSignal,
	attempt: () => Promise<T | undefined> | T | undefined,
	interval = 250,
): Promise<T> {
	const end = performance.now() + seconds * 1000;
	for (;;) {
		signal.throwIfAborted();
		const result = await attempt();
		if (result !== undefined) return result;
		if (performance.now() > end) {
			const name = typeof what === 'string' ? what : what();
			throw new Failure(`Waited ${seconds} seconds for ${name}, in vain.`);
		}
		await pause(interval, signal);
	}
}

/** Sleeps for this many milliseconds; when the signal comes, throws the signal's own reason. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
	try {
		await sleep(milliseconds, undefined, { signal });
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	}
}
