import { join } from 'node:path';
import { n8nVersion } from './installation.mts';
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
	for (let number = 1; ; number += 1) {
		const path = number === 1 ? usual : `${usual}-${number}`;
		const lock = await tryLock(path);
		if (lock === undefined) continue;
		if (path !== usual) {
			say(
				`Another npm start uses ${shortPath(usual)}. ` +
					`This one keeps its own data in ${shortPath(path)}.`,
			);
		}
		return { path, lock };
	}
}
