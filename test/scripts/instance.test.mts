import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstance } from '../../lab/n8n/instance.mts';

let folder: string;

beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'instance-'))));
afterEach(async () => await rm(folder, { recursive: true, force: true }));

/**
 * Stands for n8n, and says what both generations say. The first time another n8n has just taken its port, answers
 * there, and goes on doing so until this one has found out.
 */
const raced = `
	const { createServer } = require('node:http');
	const { existsSync, writeFileSync } = require('node:fs');
	const { N8N_PORT: port, N8N_USER_FOLDER: folder } = process.env;
	const wasBeaten = existsSync(folder + '/beaten');
	const name = wasBeaten ? 'its own' : 'another';
	createServer((request, answer) => answer.end(name)).listen(Number(port), '127.0.0.1', () => {
		if (wasBeaten) return console.log('n8n ready on 127.0.0.1, port ' + port);
		writeFileSync(folder + '/beaten', '');
		setTimeout(() => {
			console.log("n8n's port " + port + ' is already in use. Do you have another instance?');
			process.exit(1);
		}, 1000);
	});
`;

test('an n8n that has taken the port meanwhile is not mistaken for the one that was started', async () => {
	const script = join(folder, 'n8n.cjs');
	await writeFile(script, raced);
	const installation = { generation: 2 as const, version: '2.0.0', folder, script };
	const instance = await startInstance(installation, folder, new AbortController().signal);
	try {
		const answer = await fetch(instance.origin);
		expect(await answer.text()).toBe('its own');
	} finally {
		await instance.stop();
	}
});
