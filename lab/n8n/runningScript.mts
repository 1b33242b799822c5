import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

export interface ScriptOptions {
	/** A JavaScript file, run by the Node that runs this one. */
	script: string;
	args: readonly string[];
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** Where everything that it prints goes, after what is already there. Default: where ours goes. */
	logFile?: string;
	/** Called with every line that it prints into the log file. */
	onLine?: (line: string) => void;
	/** Who runs it. Default: who runs this one. Only the superuser may choose. */
	user?: SystemUser;
}

/** A user of the operating system. */
export interface SystemUser {
	uid: number;
	gid: number;
}

export interface RunningScript {
	/** Of its process. */
	readonly pid: number;
	/** Resolves when it has ended; never rejects. */
	readonly ended: Promise<ScriptEnd>;
	/**
	 * Asks it to end, and ends it and all that it started by force after this many milliseconds.
	 * Resolves when it has ended.
	 */
	stop(patience: number): Promise<void>;
	/** Ends it and all that it started by force, at once. Resolves when it has ended. */
	kill(): Promise<void>;
}

export interface ScriptEnd {
	ok: boolean;
	/** How it ended, for a sentence: "with exit code 1", "by SIGKILL". */
	how: string;
}

const millisecondsToStop = 5000;

/**
 * Runs a script to its end, as `startScript` starts it; stops it when the signal comes.
 *
 * @throws when the process cannot be started
 */
export async function runScript(options: ScriptOptions, signal: AbortSignal): Promise<ScriptEnd> {
	const running = await startScript(options);
	const stop = () => void running.stop(millisecondsToStop);
	signal.addEventListener('abort', stop);
	if (signal.aborted) stop();
	const end = await running.ended;
	signal.removeEventListener('abort', stop);
	return end;
}

/**
 * Starts a script in a process group of its own, so that Ctrl+C reaches only us and we can stop it in
 * order. It ends by itself when this process is killed.
 *
 * @throws when the process cannot be started
 */
export async function startScript(options: ScriptOptions): Promise<RunningScript> {
	const guard = pathToFileURL(join(import.meta.dirname, 'endWithParent.mjs'));
	guard.searchParams.set('parent', String(process.pid));
	const log = options.logFile === undefined ? undefined : await open(options.logFile, 'a');
	const output = options.onLine === undefined ? (log?.fd ?? 'inherit') : 'pipe';

	const child = spawn(process.execPath, ['--import', guard.href, options.script, ...options.args], {
		cwd: options.cwd,
		env: options.env,
		stdio: ['ignore', output, output, 'ipc'],
		detached: true,
		...options.user,
	});
	const closed = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
		child.once('close', (...end) => resolve(end));
	});
	try {
		await once(child, 'spawn');
	} catch (error) {
		await log?.close();
		throw error;
	}
	// From here on an error is a signal that could not be sent; `ended` tells what matters.
	child.on('error', () => {});

	const writer = log?.createWriteStream();
	// A log that cannot be written, on a full disk, is no reason to end.
	writer?.on('error', () => {});
	for (const stream of [child.stdout, child.stderr]) {
		if (stream === null) continue;
		createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
			options.onLine?.(line);
			writer?.write(`${line}\n`);
		});
	}
	const ended = closed.then(async ([code, signal]): Promise<ScriptEnd> => {
		if (writer !== undefined) await new Promise((resolve) => writer.end(resolve));
		return { ok: code === 0, how: signal === null ? `with exit code ${code}` : `by ${signal}` };
	});

	let over = false;
	void ended.then(() => (over = true));

	const pid = child.pid ?? 0;
	const signalAll = (signal: NodeJS.Signals) => {
		try {
			process.kill(-pid, signal);
		} catch (error) {
			// It has just ended.
			if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
		}
	};
	return {
		pid,
		ended,
		async stop(patience) {
			if (over) return;
			signalAll('SIGTERM');
			const timer = new AbortController();
			const inTime = await Promise.race([
				ended.then(() => true),
				sleep(patience, false, { signal: timer.signal }),
			]);
			timer.abort();
			if (!inTime) signalAll('SIGKILL');
			await ended;
		},
		async kill() {
			if (over) return;
			signalAll('SIGKILL');
			await ended;
		},
	};
}
