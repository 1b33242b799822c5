import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { n8nEnvironment } from './environment.mts';
import { Failure } from './failure.mts';
import { freePort } from './freePort.mts';
import type { Installation } from './installation.mts';
import { lastLines, logLines } from './logFile.mts';
import { startScript, type RunningScript } from './runningScript.mts';
import { waitFor } from './waitFor.mts';
import { shortPath } from './workshop.mts';

/** A running n8n. */
export interface Instance {
	/** Where it listens: `http://127.0.0.1:5678`. */
	readonly origin: string;
	/** Of its process. */
	readonly pid: number;
	/** Comes when n8n ends without having been asked to; the reason is a Failure with its last lines. */
	readonly died: AbortSignal;
	/** Stops n8n and what it started; resolves when it has ended. */
	stop(): Promise<void>;
}

/** n8n's own. */
export const USUAL_PORT = 5678;

const secondsToStart = 180;
const millisecondsToStop = 15_000;
const attempts = 3;

/**
 * Starts n8n on a user folder that no other n8n uses, and waits until it answers. It listens on the wanted port when that
 * is free, else on any other.
 *
 * @param settings environment variables of n8n beside those that all of ours have
 * @throws Failure when n8n ends or does not answer in time; the signal's reason when the signal comes.
 *   Nothing is left running then.
 */
export async function startInstance(
	installation: Installation,
	userFolder: string,
	signal: AbortSignal,
	settings: NodeJS.ProcessEnv = {},
	wantedPort = USUAL_PORT,
): Promise<Instance> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await startOnce(installation, userFolder, signal, settings, wantedPort);
		} catch (error) {
			// Another program was faster: the next attempt finds other ports.
			const again = error instanceof Failure && error.details.some(tellsPortIsTaken);
			if (!again || attempt === attempts) throw error;
		}
	}
}

async function startOnce(
	{ folder, script, generation }: Installation,
	userFolder: string,
	signal: AbortSignal,
	settings: NodeJS.ProcessEnv,
	wantedPort: number,
): Promise<Instance> {
	const logFile = join(userFolder, 'n8n.log');
	await writeFile(logFile, '');
	const port = await freePort(wantedPort);
	const brokerPort = await freePort(wantedPort + 1);
	const env = n8nEnvironment({ generation, userFolder, port, brokerPort, settings });
	const running = await startScript({ script, args: ['start'], cwd: folder, env, logFile });

	const origin = `http://127.0.0.1:${port}`;
	const { died, stop } = watch(running, userFolder, logFile);
	try {
		const either = AbortSignal.any([signal, died]);
		const what = `n8n to start (its log is ${shortPath(logFile)})`;
		await waitFor(what, secondsToStart, either, async () =>
			(await hasPort(port, logFile)) && (await isReady(origin, either)) ? true : undefined,
		);
	} catch (error) {
		await stop();
		throw error;
	}
	return { origin, pid: running.pid, died, stop };
}

function watch(
	running: RunningScript,
	userFolder: string,
	logFile: string,
): Pick<Instance, 'died' | 'stop'> {
	const death = new AbortController();
	let asked = false;
	void running.ended.then(async ({ how }) => {
		if (asked) return;
		const sentence = `n8n ended by itself, ${how}. Its log, ${shortPath(logFile)}, ends with:`;
		death.abort(new Failure(sentence, await lastLines(logFile)));
	});
	return {
		died: death.signal,
		async stop() {
			asked = true;
			await running.stop(millisecondsToStop);
			// n8n makes it again at each start: its editor, which n8n's lint would read for minutes.
			await rm(join(userFolder, '.cache'), { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

/** Whether this n8n has said that it listens. Until then another one may answer at the port. */
async function hasPort(port: number, logFile: string): Promise<boolean> {
	const lines = await logLines(logFile);
	return lines.some((line) => line.endsWith(`n8n ready on 127.0.0.1, port ${port}`));
}

async function isReady(origin: string, signal: AbortSignal): Promise<boolean> {
	try {
		// n8n 1 says that it is ready before it serves its REST API.
		for (const path of ['/healthz/readiness', '/rest/settings']) {
			const within = AbortSignal.any([signal, AbortSignal.timeout(5000)]);
			const answer = await fetch(`${origin}${path}`, { signal: within });
			await answer.body?.cancel();
			if (!answer.ok) return false;
		}
		return true;
	} catch {
		return false;
	}
}

function tellsPortIsTaken(line: string): boolean {
	return /port \d+ is already in use/.test(line);
}
