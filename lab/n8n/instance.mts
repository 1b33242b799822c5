import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { n8nEnvironment } from './environment.mts';
import { Failure } from './failure.mts';
import { freePort } from './freePort.mts';
import type { Installation } from './installation.mts';
import { lastLines, logLines } from './logFile.mts';
import { startScript, type RunningScript, type SystemUser } from './runningScript.mts';
import { waitFor } from './waitFor.mts';
import { shortPath } from './workshop.mts';

/** A running n8n, or in queue mode one of its processes. */
export interface Instance {
	/** Where it listens: `http://127.0.0.1:5678`. */
	readonly origin: string;
	/** Of its process. */
	readonly pid: number;
	/** Comes when n8n ends without having been asked to; the reason is a Failure with its last lines. */
	readonly died: AbortSignal;
	/** The file that it logs to. */
	readonly logFile: string;
	/** Stops n8n and what it started; resolves when it has ended. */
	stop(): Promise<void>;
	/** Ends it as a crash does, without a word to anybody; resolves when it has ended. */
	kill(): Promise<void>;
}

/** n8n's own. */
export const USUAL_PORT = 5678;

/** What a process is in n8n's queue mode. Without queue mode there is only the main one. */
type Role = 'main' | 'worker' | 'webhook';

/** What else there is to say of a process. */
export interface InstanceOptions {
	/** Default: main. */
	role?: Role;
	/** A word for the name of its log. Default: `n8n`. */
	name?: string;
	/** Environment variables of n8n beside those that all of ours have. */
	settings?: NodeJS.ProcessEnv;
	/** Default: n8n's own. */
	wantedPort?: number;
	/** Who runs it. Default: who runs this process. */
	user?: SystemUser;
}

interface RoleTraits {
	/** For a sentence. */
	title: string;
	/** Of n8n's script. */
	command: string;
	/** The environment variable for the port at which it says that it is ready. */
	portVariable: string;
	/** The line that it logs once it has the port, without what n8n may add to a line. */
	hasPort: (port: number) => RegExp;
	/** What it answers when it is ready. */
	readyPaths: readonly string[];
}

const served = {
	portVariable: 'N8N_PORT',
	hasPort: (port: number) => new RegExp(`n8n ready on 127\\.0\\.0\\.1, port ${port}\\b`),
};

const roles: Record<Role, RoleTraits> = {
	main: {
		...served,
		title: 'n8n',
		command: 'start',
		// n8n 1 says that it is ready before it serves its REST API.
		readyPaths: ['/healthz/readiness', '/rest/settings'],
	},
	worker: {
		title: 'A worker of n8n',
		command: 'worker',
		portVariable: 'QUEUE_HEALTH_CHECK_PORT',
		hasPort: (port) => new RegExp(`n8n worker server listening on port ${port}\\b`),
		readyPaths: ['/healthz/readiness'],
	},
	webhook: {
		...served,
		title: 'The webhook process of n8n',
		command: 'webhook',
		readyPaths: ['/healthz/readiness'],
	},
};

const secondsToStart = 180;
const millisecondsToStop = 15_000;
const attempts = 3;

/**
 * Starts n8n on a user folder that no other n8n uses, and waits until it answers. It listens on the wanted port when that
 * is free, else on any other.
 *
 * @throws Failure when n8n ends or does not answer in time; the signal's reason when the signal comes.
 *   Nothing is left running then.
 */
export async function startInstance(
	installation: Installation,
	userFolder: string,
	signal: AbortSignal,
	options: InstanceOptions = {},
): Promise<Instance> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await startOnce(installation, userFolder, signal, options);
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
	{ role = 'main', name = 'n8n', settings = {}, wantedPort = USUAL_PORT, user }: InstanceOptions,
): Promise<Instance> {
	const traits = roles[role];
	const logFile = join(userFolder, `${name}.log`);
	await writeFile(logFile, '');
	const port = await freePort(wantedPort);
	const brokerPort = await freePort(wantedPort + 1);
	const env = {
		...n8nEnvironment({ generation, userFolder, port, brokerPort, settings }),
		[traits.portVariable]: String(port),
	};
	const args = [traits.command];
	const running = await startScript({
		script,
		args,
		cwd: folder,
		env,
		logFile,
		...(user !== undefined && { user }),
	});

	const origin = `http://127.0.0.1:${port}`;
	const { died, stop, kill } = watch(running, userFolder, logFile, traits);
	try {
		const either = AbortSignal.any([signal, died]);
		const what = `${traits.title} to start (its log is ${shortPath(logFile)})`;
		await waitFor(what, secondsToStart, either, async () =>
			(await saysThat(traits.hasPort(port), logFile)) && (await isReady(origin, traits, either))
				? true
				: undefined,
		);
	} catch (error) {
		await stop();
		throw error;
	}
	return { origin, pid: running.pid, died, logFile, stop, kill };
}

function watch(
	running: RunningScript,
	userFolder: string,
	logFile: string,
	{ title, command }: RoleTraits,
): Pick<Instance, 'died' | 'stop' | 'kill'> {
	const death = new AbortController();
	let asked = false;
	void running.ended.then(async ({ how }) => {
		if (asked) return;
		const sentence = `${title} ended by itself, ${how}. Its log, ${shortPath(logFile)}, ends with:`;
		death.abort(new Failure(sentence, await lastLines(logFile)));
	});
	return {
		died: death.signal,
		async stop() {
			asked = true;
			await running.stop(millisecondsToStop);
			if (command !== roles.main.command) return;
			// n8n makes it again at each start: its editor, which n8n's lint would read for minutes.
			await rm(join(userFolder, '.cache'), { recursive: true, force: true, maxRetries: 5 });
		},
		async kill() {
			asked = true;
			await running.kill();
		},
	};
}

/** Whether this n8n has logged such a line: that it listens. Until then another one may answer at the port. */
async function saysThat(expression: RegExp, logFile: string): Promise<boolean> {
	const lines = await logLines(logFile);
	return lines.some((line) => expression.test(line));
}

async function isReady(
	origin: string,
	{ readyPaths }: RoleTraits,
	signal: AbortSignal,
): Promise<boolean> {
	try {
		for (const path of readyPaths) {
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
	return /port \d+ is already in use/i.test(line);
}
