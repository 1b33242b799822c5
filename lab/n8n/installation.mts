import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import recipeOf1 from '../../tools/n8n-1/package.json' with { type: 'json' };
import recipeOf2 from '../../tools/n8n/package.json' with { type: 'json' };
import { Failure } from './failure.mts';
import { ensureMade } from './madeFolder.mts';
import { installWithOwnNpm } from './ownNpm.mts';
import { installWithPnpm } from './pnpm.mts';
import { recipes, shortPath, workshop } from './workshop.mts';

/** A generation of n8n, by its major version. */
export type Generation = 1 | 2;

/** An n8n that is installed and complete. */
export interface Installation {
	generation: Generation;
	version: string;
	folder: string;
	/** n8n's own start script. */
	script: string;
}

/** How one generation gets into the workshop. */
interface Release {
	version: string;
	/** Its folder among the recipes. */
	recipe: string;
	/** Fills a folder that holds the recipe. */
	install: (folder: string, signal: AbortSignal) => Promise<void>;
}

const releases: Record<Generation, Release> = {
	1: {
		version: recipeOf1.dependencies.n8n,
		recipe: 'n8n-1',
		// With pnpm it installs as well, but does not start.
		install: async (folder, signal) =>
			await installWithOwnNpm(folder, Object.keys(recipeOf1.allowScripts), signal),
	},
	2: { version: recipeOf2.dependencies.n8n, recipe: 'n8n', install: installWithPnpm },
};

/** The generation that all scripts use which do not ask for another. */
export const newest: Generation = 2;

/** All generations that the package is made for, the newest first. */
export const generations: readonly Generation[] = [2, 1];

/** The version of a generation that the workshop installs. */
export function versionOf(generation: Generation): string {
	return releases[generation].version;
}

/** The version of the newest generation. */
export const n8nVersion = versionOf(newest);

/** The oldest major version of Node that n8n is installed with here. */
const nodeNeeded = 24;
const bytesNeeded = 3e9;

/**
 * Returns the workshop's n8n, and installs it first when it is not there yet, not complete or not
 * what the recipe says now.
 *
 * @param say prints a sentence for the person who waits
 * @throws Failure when it cannot be installed; the signal's reason when the signal comes
 */
export async function ensureInstalled(
	say: (sentence: string) => void,
	signal: AbortSignal,
	generation: Generation = newest,
): Promise<Installation> {
	const { version, recipe, install } = releases[generation];
	checkNode(version);
	const folder = join(workshop, `n8n-${version}`);
	const script = join(folder, 'node_modules/n8n/bin/n8n');
	await ensureMade(folder, join(recipes, recipe), say, signal, async () => {
		await checkSpace();
		say(
			`Installing n8n ${version} in ${shortPath(folder)} ` +
				'(first time only, 2 to 3 GB, a few minutes) …',
		);
		await install(folder, signal);
		if (!existsSync(script)) throw new Failure(`There is no ${shortPath(script)} after all.`);
		say(`n8n ${version} is installed.`);
	});
	return { generation, version, folder, script };
}

/** A wrong Node would take the installation of the right one for out of date, and remove it. */
function checkNode(version: string): void {
	if (Number.parseInt(process.versions.node, 10) >= nodeNeeded) return;
	throw new Failure(
		`n8n ${version} needs Node.js ${nodeNeeded}, but this runs on ${process.versions.node}. ` +
			'Start it through npm (npm start), which uses the Node.js that npm install has brought along.',
	);
}

async function checkSpace(): Promise<void> {
	const { bavail, bsize } = await statfs(workshop);
	if (bavail * bsize < bytesNeeded) {
		const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
		throw new Failure(
			`n8n needs about ${gigabytes(bytesNeeded)} GB of disk space while it is installed, ` +
				`but only ${gigabytes(bavail * bsize)} GB are free here.`,
		);
	}
}
