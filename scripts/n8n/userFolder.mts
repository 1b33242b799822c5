import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Generation } from './generations.mts';
import { tryLock } from './lock.mts';
import { shortPath, workshop } from './workshop.mts';

/** A folder that holds all data of one n8n, and that is ours until it is released. */
export interface UserFolder {
	path: string;
	release(): Promise<void>;
}

/**
 * Returns the user folder of the workshop's n8n; when another process runs n8n on it, the next one:
 * two n8n on the same database would get in each other's way.
 *
 * @param say prints a sentence when it is not the usual one
 */
export async function claimUserFolder(
	generation: Generation,
	say: (sentence: string) => void,
): Promise<UserFolder> {
	const usual = join(workshop, `n8n-${generation.version}-data`);
	let user = 0;
	for (let number = 1; ; number += 1) {
		const path = number === 1 ? usual : `${usual}-${number}`;
		await mkdir(path, { recursive: true });
		const lock = await tryLock(join(path, 'in-use.lock'));
		if (typeof lock !== 'number') {
			if (path !== usual) {
				say(
					`Another npm start is running (process ${user}) and uses ${shortPath(usual)}. ` +
						`This one keeps its own data in ${shortPath(path)}.`,
				);
			}
			return { path, release: () => lock.release() };
		}
		user ||= lock;
	}
}
