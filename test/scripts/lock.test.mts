import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryLock, waitForLock } from '../../lab/n8n/lock.mts';

let parent: string;
let folder: string;

beforeEach(async () => {
	parent = await mkdtemp(join(tmpdir(), 'lock-'));
	folder = join(parent, 'folder');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

test('a folder is taken once, also by another name, until the lock is disposed of', async () => {
	const lock = await tryLock(folder);
	await symlink(folder, join(parent, 'link'));
	expect(await tryLock(folder)).toBeUndefined();
	expect(await tryLock(join(parent, 'link'))).toBeUndefined();
	await lock?.[Symbol.asyncDispose]();
	const again = await tryLock(folder);
	expect(again).toBeDefined();
	await again?.[Symbol.asyncDispose]();
});

test('a process that is killed leaves no lock behind', async () => {
	const holder = spawn(
		process.execPath,
		[
			'--input-type=module',
			'--eval',
			`const { tryLock } = await import(${JSON.stringify(join(process.cwd(), 'lab/n8n/lock.mts'))});
			await tryLock(${JSON.stringify(folder)});
			console.log('locked');`,
		],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	try {
		await once(holder.stdout, 'data');
		expect(await tryLock(folder)).toBeUndefined();
	} finally {
		holder.kill('SIGKILL');
		await once(holder, 'close');
	}
	const lock = await tryLock(folder);
	expect(lock).toBeDefined();
	await lock?.[Symbol.asyncDispose]();
});

test('waiting says so once, goes on when the lock is free, and ends with the signal', async () => {
	const said: string[] = [];
	const say = (sentence: string) => void said.push(sentence);
	const lock = await tryLock(folder);
	const waiting = waitForLock(folder, say, new AbortController().signal);
	const stopped = waitForLock(folder, () => {}, AbortSignal.timeout(50));
	await expect(stopped).rejects.toMatchObject({ name: 'TimeoutError' });
	while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
	await lock?.[Symbol.asyncDispose]();
	await (await waiting)[Symbol.asyncDispose]();
	expect(said).toEqual([expect.stringMatching(/\(the process on port \d+ of 127\.0\.0\.1\)/)]);
});
