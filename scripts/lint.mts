/**
 * Runs n8n's own `n8n-node lint` on this package, then the formatter's check and the type check.
 *
 * n8n's lint cannot be a dependency of this package: it depends on an AI SDK whose builds some
 * registries lack, and the override that leaves it out is forbidden in a package for n8n. So it is
 * installed in `tools/lint`, and made known to where `n8n-node` and the configuration look for it.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const tools = resolve(root, 'tools/lint');
const stamp = resolve(tools, 'node_modules/.installed');

function run(command: string, args: string[], cwd = root): number {
	return spawnSync(command, args, { cwd, stdio: 'inherit' }).status ?? 1;
}

function installTools(): void {
	const lock = readFileSync(resolve(tools, 'package-lock.json'));
	const wanted = createHash('sha256').update(lock).digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	console.log("Installing n8n's lint in tools/lint (first time only) …");
	if (run('npm', ['install', '--no-progress', '--loglevel=error'], tools) !== 0) {
		throw new Error('npm could not install the packages of tools/lint; its message stands above.');
	}
	writeFileSync(stamp, wanted);
}

/**
 * Lets `@n8n/node-cli/eslint`, which n8n's configuration imports, be found from the root. A small
 * package that points there, and no link: npm would take what lies behind a link for its own, and
 * remove packages from it.
 */
function pointToConfiguration(): void {
	const folder = resolve(root, 'node_modules/@n8n/node-cli');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const manifest = {
		name: '@n8n/node-cli',
		version: '0.0.0',
		exports: { './eslint': './eslint.js' },
	};
	writeFileSync(resolve(folder, 'package.json'), JSON.stringify(manifest));
	const target = relative(
		folder,
		resolve(tools, 'node_modules/@n8n/node-cli/dist/configs/eslint.js'),
	);
	writeFileSync(
		resolve(folder, 'eslint.js'),
		`module.exports = require(${JSON.stringify(target.replaceAll('\\', '/'))});\n`,
	);
}

/** Lets `npm exec eslint`, which `n8n-node lint` calls, find ESLint without asking a registry. */
function pointToEslint(): void {
	const bin = resolve(root, 'node_modules/.bin/eslint');
	rmSync(bin, { force: true });
	symlinkSync(relative(dirname(bin), resolve(tools, 'node_modules/eslint/bin/eslint.js')), bin);
}

installTools();
pointToConfiguration();
pointToEslint();

const checks: Array<[string, string[]]> = [
	[
		'node',
		['tools/lint/node_modules/@n8n/node-cli/bin/n8n-node.mjs', 'lint', ...process.argv.slice(2)],
	],
	['prettier', ['--check', '--log-level=warn', '.']],
	['tsc', ['-p', 'test/tsconfig.json']],
];
for (const [command, args] of checks) {
	const status = run(command, args);
	if (status !== 0) process.exit(status);
}
