import { report } from './failure.mts';
import { say } from './say.mts';

/** Somebody pressed Ctrl+C, closed the terminal or sent SIGTERM. */
export class Stopped extends Error {}

/**
 * Runs what a script is there for, and sets the exit code: 1 when it fails or is stopped.
 *
 * @param work gets the signal that asks it to stop; it ends with the signal's reason then
 * @param whenStopped the sentence for somebody who has stopped it
 */
export async function runUntilStopped(
	work: (signal: AbortSignal) => Promise<void>,
	whenStopped: string,
): Promise<void> {
	try {
		await work(stopOnSignals());
	} catch (error) {
		if (!(error instanceof Stopped)) return report(error);
		process.exitCode = 1;
		say(whenStopped);
	}
}

function stopOnSignals(): AbortSignal {
	const stop = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(name, () => {
			// Who asks twice does not want to wait; n8n ends by itself when we are gone.
			if (stop.signal.aborted) process.exit(1);
			say('\nStopping …');
			stop.abort(new Stopped());
		});
	}
	return stop.signal;
}
