import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../..');

/** The phrases that the word list finds in a text, as in a file of that name. */
async function foundIn(fileName: string, content: string): Promise<string[]> {
	const eslint = spawn(
		process.execPath,
		[
			'node_modules/eslint/bin/eslint.js',
			...['--config', 'eslint.words.config.mjs', '--no-inline-config', '--format', 'json'],
			...['--stdin', '--stdin-filename', fileName],
		],
		{ cwd: repository, stdio: ['pipe', 'pipe', 'inherit'] },
	);
	eslint.stdin.end(content);
	const [{ messages }] = JSON.parse(await text(eslint.stdout)) as [
		{ messages: Array<{ message: string }> },
	];
	return messages.map(({ message }) => /^“(.*?)”: write/.exec(message)?.[1] ?? message);
}

it.each([
	['a string', 'nodes/a.ts', "const hint = 'If it stays so, wait';", ['stays so']],
	['a template', 'nodes/a.ts', 'const hint = `${1} got lost, ${2}`;', ['got lost']],
	['joined strings', 'nodes/a.ts', "const hint = 'All that got ' +\n\t'lost today';", ['got lost']],
	['a comment', 'test/a.mts', '/** What became\n * of it. */\nexport {};', ['became of']],
	['lines of a comment', 'test/a.mts', '// It was looked\n// at.\nexport {};', ['looked at']],
	['a text for users', 'nodes/a.ts', "const hint = 'No answer yet';", ['answer']],
	['a page', 'docs/a.md', '- It got **lost**,\n  once\n  more.\n', ['got lost', 'once more']],
	['a table', 'CONTRIBUTING.md', '| A |\n| - |\n| made anew |\n', ['anew']],
	['a note', 'examples/a.json', '{ "note": "Wait.\\nSomebody gets it." }', ['Somebody']],
])('finds a phrase in %s', async (_where, fileName, content, phrases) => {
	expect(await foundIn(fileName, content)).toEqual(phrases);
});

it.each([
	['names in code', 'nodes/a.ts', "for (const answer of answers) read(answer, 'answer', anew);"],
	['a comment on code', 'nodes/a.ts', '// The answer, as a record.\nexport {};'],
	['what a vendor is quoted with', 'docs/a.md', 'It says `nobody knows`.\n\n```\nanew\n```\n'],
	['good English', 'docs/a.md', 'By hand in n8n; one so large that it is taken for granted.\n'],
])('leaves %s alone', async (_what, fileName, content) => {
	expect(await foundIn(fileName, content)).toEqual([]);
});
