import { realpath } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Failure } from './failure.mts';
import { workshop } from './workshop.mts';

/**
 * Finds npm's own script, so that it runs on the Node that runs us: npm names it to the scripts that
 * it starts, else it is looked for along PATH.
 *
 * @throws Failure when there is no npm
 */
export async function findNpm(): Promise<string> {
	const own = process.env['npm_execpath'];
	if (own?.endsWith('npm-cli.js')) return own;
	for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
		const linked = await realpath(join(folder, 'npm')).catch(() => '');
		if (linked.endsWith('npm-cli.js')) return linked;
	}
	throw new Failure('There is no npm on this machine. It comes with Node.js, from nodejs.org.');
}

/**
 * The environment for npm and pnpm: the caller's, for registry and proxy settings, with this Node
 * first in PATH and every cache in the workshop.
 */
export function packageManagerEnvironment(): NodeJS.ProcessEnv {
	const environment: NodeJS.ProcessEnv = {
		...process.env,
		// Asks nothing and keeps to the lock file.
		CI: 'true',
		npm_config_cache: join(workshop, 'npm-cache'),
		npm_config_devdir: join(workshop, 'node-gyp'),
		npm_config_update_notifier: 'false',
		...withThisNodeFirst(),
	};
	delete environment['NODE_OPTIONS'];
	// A database driver that has to be compiled finds the headers here instead of downloading them.
	const headers = nodeHeaders();
	if (headers !== undefined) environment['npm_config_nodedir'] = headers;
	return environment;
}

/** PATH with the folder of this Node in front. */
export function withThisNodeFirst(): NodeJS.ProcessEnv {
	return { PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) };
}

/** The folder that holds include/node: of an installed Node, or of the npm package `node`. */
function nodeHeaders(): string | undefined {
	const { platform, arch } = process;
	const installed = dirname(dirname(process.execPath));
	const candidates = [
		installed,
		join(installed, 'node_modules', `node-${platform}-${arch}`),
		join(dirname(installed), `node-${platform}-${arch}`),
	];
	return candidates.find((folder) => existsSync(join(folder, 'include/node/node.h')));
}
