import { execFile } from 'node:child_process';
import { access, constants, readdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../failure.mts';
import { freePort } from '../freePort.mts';
import { lastLines } from '../logFile.mts';
import { startScript } from '../runningScript.mts';
import { waitFor } from '../waitFor.mts';
import { shortPath } from '../workshop.mts';

const run = promisify(execFile);
const secondsToStart = 60;
const millisecondsToStop = 10_000;
const attempts = 3;

/** A user of this system. */
export interface SystemUser {
	uid: number;
	gid: number;
}

/** A server that is no JavaScript. */
export interface Program {
	/** For a sentence. */
	title: string;
	command: string;
	args: (port: number) => string[];
	cwd: string;
	/** Default: the user of this process. */
	user?: SystemUser | undefined;
	logFile: string;
	/** The port that it is given when that is free. */
	usualPort: number;
	/** Whether it answers; may throw where it does not. */
	isReady: (port: number, signal: AbortSignal) => Promise<boolean>;
}

/** A server that runs. Disposing of it stops it. */
export interface RunningProgram extends AsyncDisposable {
	/** On 127.0.0.1. */
	readonly port: number;
}

const outermost = join(import.meta.dirname, '../runProgram.mjs');

/**
 * Starts a server on a free port, and waits until it answers.
 *
 * @throws Failure when it ends or does not answer in time; the signal's reason when the signal comes. Nothing is left
 *   running then.
 */
export async function startProgram(program: Program, signal: AbortSignal): Promise<RunningProgram> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await startOnce(program, signal);
		} catch (error) {
			// Another program may have been faster at the port.
			if (attempt === attempts || !(error instanceof Failure)) throw error;
		}
	}
}

async function startOnce(program: Program, signal: AbortSignal): Promise<RunningProgram> {
	const { title, command, args, cwd, user, logFile, usualPort, isReady } = program;
	await writeFile(logFile, '');
	const port = await freePort(usualPort);
	const running = await startScript({
		script: outermost,
		args: [String(user?.uid ?? ''), String(user?.gid ?? ''), command, ...args(port)],
		cwd,
		env: { PATH: process.env['PATH'], LC_ALL: 'C' },
		logFile,
	});
	const ended = new AbortController();
	void running.ended.then(async ({ how }) => {
		const sentence = `${title} ended ${how}. Its log, ${shortPath(logFile)}, ends with:`;
		ended.abort(new Failure(sentence, await lastLines(logFile)));
	});
	try {
		const either = AbortSignal.any([signal, ended.signal]);
		await waitFor(`${title} to start`, secondsToStart, either, async () =>
			(await isReady(port, either).catch(() => false)) ? true : undefined,
		);
	} catch (error) {
		await running.stop(millisecondsToStop);
		throw error;
	}
	return { port, [Symbol.asyncDispose]: async () => await running.stop(millisecondsToStop) };
}

/**
 * The path of a program of this system.
 *
 * @param folders where it may be besides those of PATH, the first ones before the others
 * @throws Failure that says which package of Debian has it
 */
export async function findProgram(
	name: string,
	debianPackage: string,
	folders: readonly string[] = [],
): Promise<string> {
	const places = [...folders, ...(process.env['PATH'] ?? '').split(delimiter)];
	for (const folder of places) {
		const path = join(folder, name);
		if (await isExecutable(path)) return path;
	}
	throw new Failure(
		`There is no ${name} here, which queue mode needs. On Debian and Ubuntu: apt-get install ${debianPackage}`,
	);
}

/** The user of that name, or undefined when this system has none. */
export async function userNamed(name: string): Promise<SystemUser | undefined> {
	try {
		const idOf = async (kind: string) => Number((await run('id', [kind, name])).stdout);
		return { uid: await idOf('-u'), gid: await idOf('-g') };
	} catch {
		return undefined;
	}
}

/** The folders inside one that match, the one with the highest number first; none when that is not there. */
export async function newestFolders(parent: string, inside: string): Promise<string[]> {
	const names = await readdir(parent).catch(() => []);
	return names.sort((a, b) => Number(b) - Number(a)).map((name) => join(parent, name, inside));
}

async function isExecutable(path: string): Promise<boolean> {
	try {
		await access(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
