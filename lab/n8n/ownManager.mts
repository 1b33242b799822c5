import { join } from 'node:path';
import { isMade, makeFolder } from './madeFolder.mts';
import { installWithNpm } from './packageManager.mts';
import { recipes, workshop } from './workshop.mts';

const scripts = { npm: 'npm/bin/npm-cli.js', pnpm: 'pnpm/bin/pnpm.cjs' };

/**
 * Returns the start script of a package manager that the workshop keeps for itself, in the version of
 * its recipe: versions read each other's lock files, but do not agree on what is missing in them. The
 * caller holds the workshop's lock.
 */
export async function ensureManager(
	name: keyof typeof scripts,
	signal: AbortSignal,
): Promise<string> {
	const folder = join(workshop, name);
	const recipe = join(recipes, name);
	if (!(await isMade(folder, recipe))) {
		await makeFolder(folder, recipe, async () => await installWithNpm(folder, signal));
	}
	return join(folder, 'node_modules', scripts[name]);
}
