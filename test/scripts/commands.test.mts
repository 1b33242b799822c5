import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { findNpm } from '../../lab/n8n/npm.mts';
import manifest from '../../package.json' with { type: 'json' };

const repository = resolve(import.meta.dirname, '../..');

/** What other programs do alone, with their own options. */
const ofOthers = ['build', 'format', 'prepublishOnly', 'test', 'test:coverage'];

const ours = Object.entries(manifest.scripts)
	.filter(([name]) => !ofOthers.includes(name))
	.map(([name, command]) => ({
		name,
		command,
		call: name === 'start' ? 'npm start' : `npm run ${name}`,
	}));

/** Runs a command of package.json as npm does, and returns its exit code and what it prints. */
async function outcomeOf(command: string, ...options: string[]) {
	const [node, ...words] = command.split(' ');
	expect(node).toBe('node');
	return await run([...words, ...options]);
}

async function run(words: string[]) {
	return await new Promise<{ code: unknown; output: string; errors: string }>((done) => {
		execFile(process.execPath, words, { cwd: repository }, (error, output, errors) => {
			done({ code: error === null ? 0 : error.code, output, errors });
		});
	});
}

describe.each(ours)('$call', ({ command, call }) => {
	it('explains itself and its options, and does nothing else', async () => {
		const { code, output, errors } = await outcomeOf(command, '--help');
		expect({ code, errors }).toEqual({ code: 0, errors: '' });
		expect(output).toMatch(new RegExp(`^${call} -- \\[options\\](?: <\\w+>)?\n\n[A-Z]`));
		expect(output).toMatch(/^ {2}--help +Prints this\.\n$/m);
		for (const line of output.split('\n')) expect(line.length).toBeLessThan(120);
	});

	it('refuses what it does not know in one sentence, and does nothing', async () => {
		const { code, output, errors } = await outcomeOf(command, '--no-such-option');
		expect({ code, output }).toEqual({ code: 2, output: '' });
		expect(errors).toBe(
			`Unknown option '--no-such-option'; ${call} -- --help lists the options.\n`,
		);
	});
});

it.each([
	['start', '-x', "Unknown option '-x'"],
	['start', 'now', "Unexpected argument 'now'"],
	['start', '--help=yes', 'Unknown option'],
	['start', '--once=3', "Option '--once' does not take an argument"],
	['check:triggers', '--n8n=3', '--n8n 3 is not among 2, 1'],
	['check:triggers', '--n8n', "Option '--n8n <value>' argument missing"],
	['check:sending', '--n8n=1.5', '--n8n 1.5 is not among 2, 1'],
	['check:sending', '--gateway=acme', '--gateway acme is not one of smsGateway24, '],
	['test:e2e', '--n8n=', '--n8n  is not among 2, 1'],
	['test:e2e', '--only=unheard of', '--only unheard of is in the name of no case; '],
	['check:triggers', '--only=unheard of', '--only unheard of is in the name of no case; '],
	['check:sending', '--only=[', '--only [ is in the name of no case; '],
	['bench:n8n', '--gateway=acme', '--gateway acme is not one of smsGateway24, '],
	['bench', '--way=pigeon', '--way pigeon is not one of bare, '],
	['bench', '--messages=0', '--messages 0 is not a whole number from 1 on'],
	['bench', '--latency=-1', '--latency -1 is not a whole number from 0 on'],
	['fuzz', '--runs=many', '--runs many is not a whole number from 1 on'],
	['fuzz', '--seed=1e3', '--seed 1e3 is not a whole number from 0 to 2147483647'],
	['fuzz', '--gateway=acme', '--gateway acme is not one of smsGateway24, '],
	['sandbox', '--port=70000', '--port 70000 is not a whole number from 0 to 65535'],
	['address', 'here', 'here is not an address such as https://github.com/<owner>/<name>'],
	['live-check', '--free', 'Name a gateway: bestsmsgateway, '],
	['live-check', 'acme', 'acme is not one of bestsmsgateway, smsgateway24, smstools, textboost'],
	['release-notes', '--help=1', 'Unknown option'],
	['docs', '--folder', "Option '--folder <value>' argument missing"],
])('%s refuses %s in one sentence, and does nothing', async (name, option, words) => {
	const { command } = ours.find((one) => one.name === name) ?? { command: '' };
	const { code, output, errors } = await outcomeOf(command, option);
	expect({ code, output }).toEqual({ code: 2, output: '' });
	expect(errors.startsWith(words)).toBe(true);
	expect(errors.split('\n')).toHaveLength(2);
});

it('npm passes --help and the exit code on', async () => {
	const npm = [await findNpm(), '--silent'];
	const help = await run([...npm, 'start', '--', '--help']);
	expect(help.code).toBe(0);
	expect(help.output).toContain('--once');
	expect((await run([...npm, 'start', '--', '--twice'])).code).toBe(2);
});
