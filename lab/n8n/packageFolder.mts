import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { waitForLock } from './lock.mts';
import { build } from './packageBuild.mts';
import { packInto, unpack } from './packing.mts';
import { repository, workshop } from './workshop.mts';

/**
 * Builds this package and puts it into an n8n user folder, where n8n keeps the packages that a user
 * installs. It is filled from `npm pack`, so that n8n loads exactly the files that are published.
 *
 * @param say prints a sentence for the person who waits
 * @returns the package's name and version
 * @throws Failure when the package cannot be built; the signal's reason when the signal comes
 */
export async function installPackage(
	userFolder: string,
	say: (sentence: string) => void,
	signal: AbortSignal,
): Promise<string> {
	// The build of another npm start would empty dist while this one packs it.
	await using _lock = await waitForLock(workshop, say, signal);
	await build(say, signal);
	return await placePackage(repository, userFolder, signal);
}

/**
 * Puts what is packed of a package that is built into an n8n user folder, as `installPackage` does.
 *
 * @param folder the package's
 * @returns the package's name and version
 */
export async function placePackage(
	folder: string,
	userFolder: string,
	signal: AbortSignal,
): Promise<string> {
	const draft = join(userFolder, 'package-draft');
	await rm(draft, { recursive: true, force: true });
	try {
		const packed = await packInto(draft, folder, signal);
		const unpacked = await unpack(packed, draft, signal);
		const nodeModules = join(userFolder, '.n8n/nodes/node_modules');
		const target = join(nodeModules, packed.name);
		await mkdir(nodeModules, { recursive: true });
		await rm(target, { recursive: true, force: true });
		await rename(unpacked, target);
		return `${packed.name} ${packed.version}`;
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
}
