import { execFile } from 'node:child_process';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readList, readObject, readText } from '../json.mts';
import { waitForLock } from './lock.mts';
import { build, npmHere } from './packageBuild.mts';
import { workshop } from './workshop.mts';

const run = promisify(execFile);
const limit = 120_000;

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
	const draft = join(userFolder, 'package-draft');
	await rm(draft, { recursive: true, force: true });
	await mkdir(draft, { recursive: true });
	try {
		const packed = await buildAndPack(draft, say, signal);
		await run('tar', ['-xzf', packed.tarball, '-C', draft], { signal, timeout: limit });
		const nodeModules = join(userFolder, '.n8n/nodes/node_modules');
		const target = join(nodeModules, packed.name);
		await mkdir(nodeModules, { recursive: true });
		await rm(target, { recursive: true, force: true });
		// Inside an npm package file everything is in the folder "package".
		await rename(join(draft, 'package'), target);
		return `${packed.name} ${packed.version}`;
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
}

interface Packed {
	name: string;
	version: string;
	/** The path of the .tgz. */
	tarball: string;
}

/** Under one lock, because the build of another npm start would empty dist while this one packs it. */
async function buildAndPack(
	destination: string,
	say: (sentence: string) => void,
	signal: AbortSignal,
): Promise<Packed> {
	await using _lock = await waitForLock(workshop, say, signal);
	await build(say, signal);
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', destination];
	const [entry] = readList(JSON.parse(await npmHere(args, signal)), 'the output of npm pack');
	const packed = readObject(entry, 'the output of npm pack');
	return {
		name: readText(packed['name'], "the package's name"),
		version: readText(packed['version'], "the package's version"),
		tarball: join(destination, readText(packed['filename'], "the package's file name")),
	};
}
