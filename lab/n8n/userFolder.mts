import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { n8nVersion, newest, versionOf, type Generation } from './installation.mts';
import { tryLock } from './lock.mts';
import { shortPath, workshop } from './workshop.mts';

/** A folder that holds all data of one n8n, and that is ours until the lock is disposed of. */
export interface UserFolder {
	path: string;
	lock: AsyncDisposable;
}

/**
 * Returns the user folder of the workshop's n8n; when another process runs n8n on it, the next one:
 * two n8n on the same database would get in each other's way.
 *
 * @param say prints a sentence when it is not the usual one
 */
export async function claimUserFolder(say: (sentence: string) => void): Promise<UserFolder> {
	const usual = join(workshop, `n8n-${n8nVersion}-data`);
	const folder = await claimFirst(usual);
	if (folder.path !== usual) {
		say(
			`Another npm start uses ${shortPath(usual)}. ` +
				`This one keeps its own data in ${shortPath(folder.path)}.`,
		);
	}
	return folder;
}

/**
 * Returns an empty user folder, for an n8n that begins with nothing. It is emptied here and not at
 * the end, so that the log and the data of a run can be inspected until the next one.
 *
 * @param purpose a word for its name
 */
export async function claimEmptyUserFolder(
	purpose: string,
	generation: Generation = newest,
): Promise<UserFolder> {
	const folder = await claimFirst(join(workshop, `n8n-${versionOf(generation)}-${purpose}`));
	for (const entry of await readdir(folder.path)) {
		await rm(join(folder.path, entry), { recursive: true, force: true, maxRetries: 5 });
	}
	return folder;
}

/** The folder, or the first one with a number behind its name, that no other process has. */
async function claimFirst(usual: string): Promise<UserFolder> {
	for (let number = 1; ; number += 1) {
		const path = number === 1 ? usual : `${usual}-${number}`;
		const lock = await tryLock(path);
		if (lock !== undefined) return { path, lock };
	}
}
