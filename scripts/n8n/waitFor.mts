import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mts';

/**
 * Calls `attempt` every 250 ms until it returns something other than undefined, and returns that.
 * An attempt that throws ends the wait with its error, and so does the signal, with its reason.
 *
 * @param what completes the sentence "Waited 30 seconds for …, in vain."
 * @param seconds how long to go on trying
 * @throws Failure when the time is over
 */
export async function waitFor<T>(
	what: string,
	seconds: number,
	signal: AbortSignal,
	attempt: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
	const end = performance.now() + seconds * 1000;
	for (;;) {
		signal.throwIfAborted();
		const result = await attempt();
		if (result !== undefined) return result;
		if (performance.now() > end) {
			throw new Failure(`Waited ${seconds} seconds for ${what}, in vain.`);
		}
		await pause(250, signal);
	}
}

/** Sleeps for so many milliseconds; when the signal comes, throws the signal's own reason. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
	try {
		await sleep(milliseconds, undefined, { signal });
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	}
}
