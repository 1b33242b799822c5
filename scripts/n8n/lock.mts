import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { randomUUID } from 'node:crypto';
import { pause } from './waitFor.mts';
import { Failure } from './failure.mts';

/** A file that says that a process uses something; it goes stale when that process ends. */
export interface Lock {
	release(): Promise<void>;
}

const ours = new Set<string>();

/** Takes the lock, or returns the pid of the living process that holds it. */
export async function tryLock(file: string): Promise<Lock | number> {
	const mine = await describe(process.pid);
	for (;;) {
		if (await create(file, mine)) {
			ours.add(file);
			return {
				async release() {
					ours.delete(file);
					await rm(file, { force: true });
				},
			};
		}
		const held = await readFile(file, 'utf8').catch(() => undefined);
		if (held === undefined) continue;
		if (await isAlive(file, held, mine)) return Number.parseInt(held, 10);
		await removeStale(file, held);
	}
}

async function isAlive(file: string, held: string, mine: string): Promise<boolean> {
	if (held === mine) return ours.has(file);
	if (held !== (await describe(Number.parseInt(held, 10)))) return false;
	const hasStartTime = held.includes(' ');
	return hasStartTime || !(await olderThanBoot(file));
}

/**
 * Takes the lock, waiting for the process that holds it.
 *
 * @param wait called with that process' pid, once, when there is something to wait for
 * @param seconds how long to wait at most
 * @throws Failure when the time is over; the signal's reason when the signal comes
 */
export async function waitForLock(
	file: string,
	wait: (holder: number) => void,
	seconds: number,
	signal: AbortSignal,
): Promise<Lock> {
	const end = performance.now() + seconds * 1000;
	let told = false;
	for (;;) {
		const lock = await tryLock(file);
		if (typeof lock !== 'number') return lock;
		if (performance.now() > end) {
			throw new Failure(
				`Process ${lock} is still not done after ${Math.round(seconds / 60)} minutes. ` +
					`Stop it, or delete ${file} if that process is another program, and start again.`,
			);
		}
		if (!told) wait(lock);
		told = true;
		await pause(500, signal);
	}
}

/** Puts the file there with its content in one step, or returns false when there is one already. */
async function create(file: string, content: string): Promise<boolean> {
	const draft = `${file}.${randomUUID()}`;
	await writeFile(draft, content);
	try {
		await link(draft, file);
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	} finally {
		await rm(draft, { force: true });
	}
}

/**
 * Moves a stale lock away before deleting it: when two processes found it stale, the slower one may
 * have moved the new lock of the faster one, and puts that back.
 */
async function removeStale(file: string, stale: string): Promise<void> {
	const moved = `${file}.${randomUUID()}`;
	try {
		await rename(file, moved);
	} catch {
		return;
	}
	if ((await readFile(moved, 'utf8')) !== stale) {
		await link(moved, file).catch(() => {});
	}
	await rm(moved, { force: true });
}

/**
 * What tells a process from a later one with the same pid: on Linux the pid and its start time,
 * elsewhere the pid alone. Empty when there is no such process.
 */
async function describe(pid: number): Promise<string> {
	try {
		process.kill(pid, 0);
	} catch (error) {
		const foreign = error instanceof Error && 'code' in error && error.code === 'EPERM';
		if (!foreign) return '';
	}
	const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	// The second field, the program's name in brackets, may itself hold spaces and brackets.
	const started = line.slice(line.lastIndexOf(')')).split(' ')[20] ?? '';
	return `${pid} ${started}`.trim();
}

async function olderThanBoot(file: string): Promise<boolean> {
	const written = await stat(file).catch(() => undefined);
	// With a minute of tolerance, because neither time is exact.
	return written !== undefined && written.mtimeMs < Date.now() - (uptime() + 60) * 1000;
}
