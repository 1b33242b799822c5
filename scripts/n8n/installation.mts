import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import recipeManifest from '../../tools/n8n/package.json' with { type: 'json' };
import { Failure } from './failure.mts';
import { ensureMade, isMade, makeFolder } from './madeFolder.mts';
import { installWith, installWithNpm } from './packageManager.mts';
import { showProgress } from './progress.mts';
import { recipes, shortPath, workshop } from './workshop.mts';

/** An n8n that is installed and complete. */
export interface Installation {
	folder: string;
	/** n8n's own start script. */
	script: string;
}

export const n8nVersion = recipeManifest.dependencies.n8n;

/** The oldest major version of Node that n8n runs on. */
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
): Promise<Installation> {
	checkNode();
	const folder = join(workshop, `n8n-${n8nVersion}`);
	const installation = { folder, script: join(folder, 'node_modules/n8n/bin/n8n') };
	await ensureMade(folder, join(recipes, 'n8n'), say, signal, () =>
		installWithPnpm(installation, say, signal),
	);
	return installation;
}

async function installWithPnpm(
	{ folder, script }: Installation,
	say: (sentence: string) => void,
	signal: AbortSignal,
): Promise<void> {
	await checkSpace();
	say(
		`Installing n8n ${n8nVersion} in ${shortPath(folder)} ` +
			'(first time only, about 2 GB, a few minutes) …',
	);
	const pnpm = await ensurePnpm(signal);
	const progress = showProgress('looking for the packages');
	let total = 'about 2000';
	try {
		await installWith('pnpm', pnpm, pnpmArguments, folder, signal, (line) => {
			total = /^Packages: \+(\d+)$/.exec(line)?.[1] ?? total;
			const added = /^Progress: .* added (\d+)/.exec(line)?.[1];
			if (added !== undefined) progress.update(`${added} of ${total} packages`);
			const built = /^node_modules\/(\S+) install/.exec(line)?.[1];
			if (built !== undefined) progress.update(`preparing ${built} for this machine`);
		});
	} finally {
		progress.end();
	}
	if (!existsSync(script)) throw new Failure(`pnpm has not installed ${shortPath(script)}.`);
	say(`n8n ${n8nVersion} is installed.`);
}

const pnpmArguments = [
	'install',
	'--frozen-lockfile',
	// A pnpm-workspace.yaml somewhere above the repository is no business of ours.
	'--ignore-workspace',
	'--reporter=append-only',
	`--store-dir=${join(workshop, 'pnpm-store')}`,
	`--config.cache-dir=${join(workshop, 'pnpm-cache')}`,
	`--config.state-dir=${join(workshop, 'pnpm-state')}`,
];

/** Returns the script of the pnpm that the workshop keeps for itself. */
async function ensurePnpm(signal: AbortSignal): Promise<string> {
	const folder = join(workshop, 'pnpm');
	const recipe = join(recipes, 'pnpm');
	if (!(await isMade(folder, recipe))) {
		await makeFolder(folder, recipe, () => installWithNpm(folder, signal));
	}
	return join(folder, 'node_modules/pnpm/bin/pnpm.cjs');
}

/** A wrong Node would take the installation of the right one for out of date, and remove it. */
function checkNode(): void {
	if (Number.parseInt(process.versions.node, 10) >= nodeNeeded) return;
	throw new Failure(
		`n8n ${n8nVersion} needs Node.js ${nodeNeeded}, but this runs on ${process.versions.node}. ` +
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
