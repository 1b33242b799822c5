import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { waitForLock } from './lock.mts';
import { installLog } from './packageManager.mts';
import { shortPath, workshop } from './workshop.mts';

const stampName = 'complete.stamp';

/**
 * Makes a folder of the workshop unless it is made already, as `makeFolder` does. Only one process
 * at a time does so; others wait for it.
 *
 * @param say prints a sentence for the person who waits
 */
export async function ensureMade(
	folder: string,
	recipe: string,
	say: (sentence: string) => void,
	signal: AbortSignal,
	fill: () => Promise<void>,
): Promise<void> {
	if (await isMade(folder, recipe)) return;
	await using _lock = await waitForLock(workshop, say, signal);
	if (await isMade(folder, recipe)) return;
	await rm(installLog, { force: true });
	if (existsSync(folder)) {
		say(`Removing ${shortPath(folder)}, which is not complete or out of date …`);
	}
	await makeFolder(folder, recipe, fill);
}

/**
 * Whether a folder was made to its end from a recipe folder as that is now, for this machine and this
 * Node: its stamp, written last, tells.
 */
export async function isMade(folder: string, recipe: string): Promise<boolean> {
	const stamp = await readFile(join(folder, stampName), 'utf8').catch(() => '');
	return stamp === (await fingerprint(recipe));
}

/**
 * Makes a folder from scratch: removes what is left of it, copies the recipe into it, lets `fill` do the rest
 * and writes the stamp. The caller holds a lock, so that nobody else makes the same folder.
 */
export async function makeFolder(
	folder: string,
	recipe: string,
	fill: () => Promise<void>,
): Promise<void> {
	const stamp = await fingerprint(recipe);
	// First the stamp: a removal that is interrupted must not leave a folder that looks complete.
	await rm(join(folder, stampName), { force: true });
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	await mkdir(folder, { recursive: true });
	for (const file of await recipeFiles(recipe)) await cp(file, join(folder, basename(file)));
	await fill();
	await writeFile(join(folder, stampName), stamp);
}

async function fingerprint(recipe: string): Promise<string> {
	const hash = createHash('sha256');
	for (const file of await recipeFiles(recipe)) {
		hash.update(basename(file)).update(await readFile(file));
	}
	const { platform, arch, versions } = process;
	return `${platform} ${arch} node-abi-${versions.modules} ${hash.digest('hex')}\n`;
}

async function recipeFiles(recipe: string): Promise<string[]> {
	const entries = await readdir(recipe, { withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(recipe, entry.name))
		.sort();
}
