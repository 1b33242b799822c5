// Loaded by --import into the processes that runningScript.mts starts: when the process that started
// them has gone, killed or crashed, they end too, with all that they started. Plain JavaScript, because
// it is also loaded into their worker threads, where stripping types would cost time.
import { isMainThread } from 'node:worker_threads';

const parent = Number(new URL(import.meta.url).searchParams.get('parent'));

// Forks of theirs inherit the --import, but are no business of ours.
if (isMainThread && process.connected && process.ppid === parent) {
	process.once('disconnect', () => {
		signalGroup('SIGTERM');
		setTimeout(() => signalGroup('SIGKILL'), 10_000).unref();
	});
	// Or else the channel would keep a process alive that has nothing left to do.
	process.channel?.unref();
}

/** @param {NodeJS.Signals} signal */
function signalGroup(signal) {
	process.kill(-process.pid, signal);
}
