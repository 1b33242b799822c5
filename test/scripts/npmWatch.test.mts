import { afterEach, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { findNpm } from '../../lab/n8n/npm.mts';

const repository = resolve(import.meta.dirname, '../..');

let npm: ChildProcess;

afterEach(() => {
	try {
		// What is left when a test has failed; npm has a group of its own.
		process.kill(-(npm.pid ?? 0), 'SIGKILL');
	} catch {
		// Nothing is left.
	}
});

it.each(['SIGTERM', 'SIGKILL'] as const)(
	'the sandbox ends when the npm that started it is ended by %s',
	async (signal) => {
		const started = spawn(process.execPath, [await findNpm(), 'run', 'sandbox'], {
			cwd: repository,
			stdio: ['ignore', 'pipe', 'inherit'],
			detached: true,
		});
		npm = started;
		let output = '';
		started.stdout.on('data', (chunk) => (output += String(chunk)));
		while (!output.includes('Ctrl+C ends it.')) await once(started.stdout, 'data');
		const origin = /The sandbox: (\S+)/.exec(output)?.[1] ?? '';
		expect((await fetch(origin)).status).toBe(200);

		started.kill(signal);
		// Comes when the last process that can write to its output has ended: the sandbox and the shell between them.
		await once(started, 'close');
		await expect(fetch(origin)).rejects.toThrow();
	},
);
