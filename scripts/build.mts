/** Checks the types of the nodes, and builds the package of all gateways in `dist`. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../lab/command.mts';
import { Failure } from '../lab/n8n/failure.mts';
import { runScript } from '../lab/n8n/runningScript.mts';
import { repository } from '../lab/n8n/workshop.mts';
import { copyAssets } from '../lab/packages/assets.mts';
import { bundleAllGateways } from '../lab/packages/bundle.mts';
import { settleModes } from '../lab/packages/modes.mts';
import { readManifest } from '../lab/packages/manifest.mts';

await runCommand(
	{
		name: 'build',
		summary: 'Checks the types of the nodes, and builds the package of all gateways in dist.',
		options: {},
		whenStopped: 'Stopped before it was built.',
	},
	async (_options, signal) => {
		const script = 'node_modules/typescript/bin/tsc';
		const { ok, how } = await runScript(
			{ script, args: ['--noEmit'], cwd: repository, env: process.env },
			signal,
		);
		signal.throwIfAborted();
		if (!ok) throw new Failure(`The type check of the nodes ended ${how}.`);
		// A renamed or deleted source leaves nothing behind in the package.
		await rm(join(repository, 'dist'), { recursive: true, force: true });
		await bundleAllGateways();
		await copyAssets(await readManifest(repository), repository);
		await settleModes(repository);
	},
);
