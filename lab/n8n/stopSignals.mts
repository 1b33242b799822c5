import { report } from './failure.mts';
import { onceNpmIsGone } from './npmWatch.mts';
import { say } from './say.mts';

/** Somebody pressed Ctrl+C, closed the terminal, sent SIGTERM or ended the npm that started this process. */
class Stopped extends Error {}

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
	const controller = new AbortController();
	const { signal } = controller;
	const stop = () => {
		// Who reads what we print may have gone as well.
		for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
		say('\nStopping …');
		controller.abort(new Stopped());
	};
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(name, () => {
			// Who asks twice does not want to wait; n8n ends by itself when we are gone.
			if (signal.aborted) process.exit(1);
			stop();
		});
	}
	onceNpmIsGone(() => {
		if (!signal.aborted) stop();
	});
	return signal;
}
