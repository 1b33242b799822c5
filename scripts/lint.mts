/**
 * Runs n8n's own `n8n-node lint` on this package, then the rules that need types, the formatter's check and the type check.
 *
 * n8n's lint cannot be a dependency of this package: it depends on an AI SDK whose builds some
 * registries lack, and the override that leaves it out is forbidden in a package for n8n. So it is
 * installed in the workshop, and made known to where `n8n-node` and the configuration look for it.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { report } from './n8n/failure.mts';
import { ensureMade } from './n8n/madeFolder.mts';
import { installWithNpm } from './n8n/packageManager.mts';
import { recipes, repository, shortPath, workshop } from './n8n/workshop.mts';

const tools = join(workshop, 'lint');

async function installTools(): Promise<void> {
	const say = (sentence: string) => console.log(sentence);
	// Ctrl+C ends this process, and with it the npm that it has started.
	const { signal } = new AbortController();
	await ensureMade(tools, join(recipes, 'lint'), say, signal, async () => {
		say(`Installing n8n's lint in ${shortPath(tools)} (first time only) …`);
		await installWithNpm(tools, signal);
	});
}

/**
 * Lets `@n8n/node-cli/eslint` be found from the root: strict mode wants an eslint.config.mjs that
 * imports it by that name. A small package that points there, and no link: npm would take what lies
 * behind a link for its own, and remove packages from it.
 */
async function pointToConfiguration(): Promise<void> {
	const folder = join(repository, 'node_modules/@n8n/node-cli');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const manifest = {
		name: '@n8n/node-cli',
		version: '0.0.0',
		exports: { './eslint': './eslint.js' },
	};
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	const target = relative(folder, join(tools, 'node_modules/@n8n/node-cli/dist/configs/eslint.js'));
	await writeFile(
		join(folder, 'eslint.js'),
		'// Written by scripts/lint.mts, so that eslint.config.mjs finds the lint in .workshop.\n' +
			`module.exports = require(${JSON.stringify(target)});\n`,
	);
}

/** Lets `npm exec eslint`, which `n8n-node lint` calls, find ESLint without asking a registry. */
async function pointToEslint(): Promise<void> {
	const bin = join(repository, 'node_modules/.bin/eslint');
	await rm(bin, { force: true });
	await symlink(relative(dirname(bin), join(tools, 'node_modules/eslint/bin/eslint.js')), bin);
}

/** Runs one check after the other; returns the exit code of the first that finds something, or 0. */
function check(): number {
	const n8nNode = join(tools, 'node_modules/@n8n/node-cli/bin/n8n-node.mjs');
	// By its path: node_modules/.bin/eslint is the one of n8n's lint.
	const eslint = 'node_modules/eslint/bin/eslint.js';
	const typedRules = ['--config', 'eslint.types.config.mjs', '--max-warnings=0'];
	const checks: Array<[what: string, ...command: string[]]> = [
		["n8n's lint", n8nNode, 'lint', ...process.argv.slice(2)],
		['The rules that need types', eslint, ...typedRules, '.'],
		['The format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
		[
			'The types of tests and scripts',
			'node_modules/typescript/bin/tsc',
			'-p',
			'test/tsconfig.json',
		],
	];
	for (const [what, ...command] of checks) {
		console.log(`${what} …`);
		const options = { cwd: repository, stdio: 'inherit' } as const;
		const status = spawnSync(process.execPath, command, options).status ?? 1;
		if (status !== 0) return status;
	}
	return 0;
}

try {
	await installTools();
	await pointToConfiguration();
	await pointToEslint();
	process.exitCode = check();
} catch (error) {
	report(error);
}
