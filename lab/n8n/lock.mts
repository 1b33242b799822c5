import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { isObject } from '../json.mts';
import { waitFor } from './waitFor.mts';

const minutesToWait = 30;

/**
 * Takes a folder, which is created when it is missing, for this process alone until the lock is
 * disposed of. Returns undefined when another process has it.
 *
 * The lock is a port of 127.0.0.1 on which this process listens: the kernel gives it to one process
 * only, and takes it back however that process ends.
 */
export async function tryLock(folder: string): Promise<AsyncDisposable | undefined> {
	await mkdir(folder, { recursive: true });
	const server = createServer((visitor) => visitor.destroy());
	server.listen(await portOf(folder), '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch (error) {
		if (isObject(error) && error['code'] === 'EADDRINUSE') return undefined;
		throw error;
	}
	return server;
}

/**
 * Takes a folder as `tryLock` does, and waits while another process has it.
 *
 * @param say prints a sentence when there is something to wait for
 * @throws Failure when it takes too long; the signal's reason when the signal comes
 */
export async function waitForLock(
	folder: string,
	say: (sentence: string) => void,
	signal: AbortSignal,
): Promise<AsyncDisposable> {
	const lock = await tryLock(folder);
	if (lock !== undefined) return lock;
	// Another program may listen on that port: its number is what it can be found by.
	const holder = `the process on port ${await portOf(folder)} of 127.0.0.1`;
	say(`Another npm start or npm run lint is busy here (${holder}). Waiting for it …`);
	return await waitFor(`${holder} to end`, minutesToWait * 60, signal, () => tryLock(folder));
}

/** A port of its own for every folder, from where no system takes ports for outgoing connections. */
async function portOf(folder: string): Promise<number> {
	const hash = createHash('sha256').update(await realpath(folder));
	return 20_000 + (hash.digest().readUInt32BE() % 12_000);
}
