import { existsSync } from 'node:fs';
import { mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './failure.mts';
import { pnpmRecipe, type Generation } from './generations.mts';
import { waitForLock } from './lock.mts';
import { lastLines } from './logFile.mts';
import { isMade, makeFolder } from './madeFolder.mts';
import { findNpm, packageManagerEnvironment } from './npm.mts';
import { showProgress } from './progress.mts';
import { startScript } from './runningScript.mts';
import { shortPath, workshop } from './workshop.mts';

/** An n8n that is installed and complete. */
export interface Installation {
	generation: Generation;
	folder: string;
	/** n8n's own start script. */
	script: string;
}

const installLog = join(workshop, 'install.log');
const minutesForInstall = 30;
const bytesNeeded = 3e9;

/**
 * Returns the n8n of a generation, and installs it first when it is not there yet, not complete or
 * not what the recipe says now. Only one process installs at a time; others wait for it.
 *
 * @param say prints a sentence for the person who waits
 * @throws Failure when it cannot be installed; the signal's reason when the signal comes
 */
export async function ensureInstalled(
	generation: Generation,
	say: (sentence: string) => void,
	signal: AbortSignal,
): Promise<Installation> {
	checkNode(generation);
	const folder = join(workshop, `n8n-${generation.version}`);
	const installation = { generation, folder, script: join(folder, 'node_modules/n8n/bin/n8n') };
	if (await isMade(folder, generation.recipe)) return installation;

	await mkdir(workshop, { recursive: true });
	const lock = await waitForLock(
		join(workshop, 'installation.lock'),
		(holder) => say(`Process ${holder} is installing n8n just now. Waiting for it …`),
		minutesForInstall * 60,
		signal,
	);
	try {
		if (await isMade(folder, generation.recipe)) return installation;
		await rm(installLog, { force: true });
		if (existsSync(folder)) {
			say(`Removing ${shortPath(folder)}, which is not complete or out of date …`);
		}
		await installWithPnpm(installation, say, signal);
		return installation;
	} finally {
		await lock.release();
	}
}

async function installWithPnpm(
	{ generation: { version, recipe }, folder, script }: Installation,
	say: (sentence: string) => void,
	signal: AbortSignal,
): Promise<void> {
	const pnpm = await ensurePnpm(signal);
	await makeFolder(folder, recipe, async () => {
		await checkSpace();
		say(
			`Installing n8n ${version} in ${shortPath(folder)} ` +
				'(first time only, about 2 GB, a few minutes) …',
		);
		const progress = showProgress('looking for the packages');
		let total = 'about 2000';
		try {
			await runToEnd('pnpm', pnpm, pnpmArguments, folder, signal, (line) => {
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
		say(`n8n ${version} is installed.`);
	});
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
	if (!(await isMade(folder, pnpmRecipe))) {
		await makeFolder(folder, pnpmRecipe, async () => {
			const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
			await runToEnd('npm', await findNpm(), args, folder, signal);
		});
	}
	return join(folder, 'node_modules/pnpm/bin/pnpm.cjs');
}

async function runToEnd(
	name: string,
	script: string,
	args: readonly string[],
	cwd: string,
	signal: AbortSignal,
	onLine: (line: string) => void = () => {},
): Promise<void> {
	const env = packageManagerEnvironment();
	const running = await startScript({ script, args, cwd, env, logFile: installLog, onLine });
	const limit = AbortSignal.timeout(minutesForInstall * 60_000);
	const end = AbortSignal.any([signal, limit]);
	const stop = () => void running.stop(5000);
	end.addEventListener('abort', stop);
	if (end.aborted) stop();
	const { ok, how } = await running.ended;
	end.removeEventListener('abort', stop);
	signal.throwIfAborted();
	if (limit.aborted) {
		throw new Failure(`${name} was stopped: it took longer than ${minutesForInstall} minutes.`);
	}
	if (!ok) {
		throw new Failure(
			`${name} could not install what n8n needs: it ended ${how}. ` +
				'The next start tries again and keeps what was downloaded. ' +
				`The whole log is ${shortPath(installLog)}; it ends with:`,
			await lastLines(installLog),
		);
	}
}

/** A wrong Node would take the installation of the right one for out of date, and remove it. */
function checkNode({ version, node }: Generation): void {
	if (Number.parseInt(process.versions.node, 10) >= node) return;
	throw new Failure(
		`n8n ${version} needs Node.js ${node}, but this runs on ${process.versions.node}. ` +
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
