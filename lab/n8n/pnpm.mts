import { join } from 'node:path';
import { ensureManager } from './ownManager.mts';
import { installWith } from './packageManager.mts';
import { preparing, showProgress } from './progress.mts';
import { workshop } from './workshop.mts';

const pnpmArguments = [
	'install',
	'--frozen-lockfile',
	// A pnpm-workspace.yaml somewhere above the repository must not matter here.
	'--ignore-workspace',
	'--reporter=append-only',
	`--store-dir=${join(workshop, 'pnpm-store')}`,
	`--config.cache-dir=${join(workshop, 'pnpm-cache')}`,
	`--config.state-dir=${join(workshop, 'pnpm-state')}`,
];

/**
 * Installs what the package.json and pnpm-lock.yaml in a folder say, and shows how far it is. The
 * caller holds the workshop's lock.
 *
 * @throws Failure when it does not succeed; the signal's reason when the signal comes
 */
export async function installWithPnpm(folder: string, signal: AbortSignal): Promise<void> {
	const pnpm = await ensureManager('pnpm', signal);
	const progress = showProgress('looking for the packages');
	let total = 'about 2000';
	try {
		await installWith('pnpm', pnpm, pnpmArguments, folder, signal, (line) => {
			total = /^Packages: \+(\d+)$/.exec(line)?.[1] ?? total;
			const added = /^Progress: .* added (\d+)/.exec(line)?.[1];
			if (added !== undefined) progress.update(`${added} of ${total} packages`);
			const built = /^node_modules\/(\S+) install/.exec(line)?.[1];
			if (built !== undefined) progress.update(preparing(built));
		});
	} finally {
		progress.end();
	}
}
