import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALL_GATEWAYS, GATEWAYS } from '../../../lab/gateways/gateways.mts';
import { addCustomers } from '../../../lab/sandbox/logins.mts';
import { MAGIC_NUMBERS } from '../../../lab/sandbox/magicNumbers.mts';
import { sendBare } from '../../../lab/gateways/bareSend.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { writeState } from '../../../lab/sandbox/stateFile.mts';
import { control, fieldOf } from './client.mts';

let folder: string;
let stateFile: string;
let sandbox: Sandbox;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
	stateFile = join(folder, 'sandbox.state');
	sandbox = await startSandbox({ stateFile });
});

afterEach(async () => {
	await sandbox.close();
	await rm(folder, { recursive: true, force: true });
});

async function restart(): Promise<void> {
	await sandbox.close();
	sandbox = await startSandbox({ stateFile });
}

/** Without what the clock moves. */
const lasting = () => sandbox.messages().map(({ status: _s, outcome: _o, ...rest }) => rest);

describe.each(ALL_GATEWAYS)('$title', (gateway) => {
	const vendor = () => sandbox.vendors.find(({ name }) => name === gateway.name);

	it('has its messages, contacts and balance after a restart, and goes on with its IDs', async () => {
		addCustomers(sandbox);
		await sendBare(sandbox, gateway, gateway.phone(1), 'Before');
		vendor()?.account.receive?.({ from: '+447700900801', text: 'Hi' });
		const before = lasting();
		const groups = vendor()?.account.groups();
		sandbox.faults.add({ when: 'before', fault: { kind: 'tooManyRequests' } });
		await sendBare(sandbox, gateway, gateway.phone(1), 'Refused');
		expect(lasting()).toHaveLength(before.length + 1);
		const balance = vendor()?.account.balance;
		await restart();
		// Nobody keeps what was refused.
		expect(lasting()).toEqual(before);
		addCustomers(sandbox);
		expect(vendor()?.account.groups()).toEqual(groups);
		expect(vendor()?.account.balance).toBe(balance);

		await sendBare(sandbox, gateway, gateway.phone(1), 'After');
		const after = lasting();
		expect(after.slice(0, -1)).toEqual(before);
		expect(after.at(-1)).toMatchObject({ text: 'After', seq: before.length + 2 });
		expect(before.map(({ id }) => id)).not.toContain(after.at(-1)?.id);
	});

	it('keeps how an SMS has ended, and lets happen what was to come', async () => {
		await sendBare(sandbox, gateway, gateway.phone(1), 'Ended');
		await sendBare(sandbox, gateway, MAGIC_NUMBERS.failed, 'To come');
		const [message] = sandbox.messages();
		const path = `/messages/${gateway.name}/${message?.id ?? ''}/end`;
		await control(sandbox, 'POST', path, { outcome: 'failed' });
		await restart();
		while (sandbox.messages().some(({ outcome }) => outcome !== 'failed')) {
			await new Promise((go) => setTimeout(go, 50));
		}
		expect(sandbox.messages().map(({ text, outcome }) => [text, outcome])).toEqual([
			['Ended', 'failed'],
			['To come', 'failed'],
		]);
	});
});

it('starts without the faults that somebody simulated, so that nothing fails before the page can be seen', async () => {
	for (const { name, account } of sandbox.vendors) {
		const faults = { slow: 1, failing: 1, limiting: 1, losing: 1 };
		const changes = account.balance === undefined ? { faults } : { faults, balance: 7 };
		await control(sandbox, 'PATCH', `/${name}`, changes);
	}
	await restart();
	for (const gateway of ALL_GATEWAYS) {
		expect((await sendBare(sandbox, gateway, gateway.phone(1), 'Hello')).status).toBe(200);
	}
	const { json } = await control(sandbox, 'GET', '/gateways');
	for (const state of json as unknown[]) {
		expect(fieldOf(state, 'faults')).toEqual({ slow: 0, failing: 0, limiting: 0, losing: 0 });
	}
});

it('keeps what was cleared cleared', async () => {
	sandbox.smstools.receive({ from: '31612345678', text: 'Old' });
	await control(sandbox, 'DELETE', '/messages');
	await restart();
	expect(sandbox.messages()).toEqual([]);
});

it('writes no request and no secret', async () => {
	for (const gateway of ALL_GATEWAYS) {
		await sendBare(sandbox, gateway, gateway.phone(1), 'Hello');
	}
	await sandbox.close();
	const stored = (await readFile(stateFile)).toString('latin1');
	expect(stored).not.toContain('x-client-secret');
	expect(stored).not.toContain('Bearer');
});

describe.each([
	['damaged', () => Buffer.from('damaged')],
	['cut off', (file: Buffer) => file.subarray(0, file.length / 2)],
	['changed in one byte', (file: Buffer) => file.with(file.length - 20, 0x21)],
	['empty', () => Buffer.alloc(0)],
	['of another version', () => serialize(['sms-sandbox-state-0', {}])],
	['of the right word with other content', () => serialize(['sms-sandbox-state-2', { rest: {} }])],
	[
		'whole, with other content',
		async () => {
			await writeState(stateFile, { vendors: {}, rest: {} });
			return await readFile(stateFile);
		},
	],
])('a file that is %s', (_what, change) => {
	it('is kept aside and told, and new IDs cannot be those of before', async () => {
		const idsOf = async () => {
			for (const gateway of ALL_GATEWAYS) {
				const { status } = await sendBare(sandbox, gateway, gateway.phone(1), 'Hello');
				expect(status).toBe(200);
				const vendor = sandbox.vendors.find(({ name }) => name === gateway.name);
				vendor?.account.receive?.({ from: '+447700900801', text: 'Hi' });
			}
			return [
				...sandbox.messages().map(({ vendor, id }) => `${vendor} ${id}`),
				...sandbox.textBoost.messages.map(({ id }) => id),
				...sandbox.smstools.sent.map(({ id }) => id),
			];
		};
		const before = await idsOf();
		await sandbox.close();
		const damaged = await change(await readFile(stateFile));
		await writeFile(stateFile, damaged);
		const told: string[] = [];
		const onLostState = (sentence: string) => told.push(sentence);
		sandbox = await startSandbox({ stateFile, onLostState });
		expect(sandbox.messages()).toEqual([]);

		const aside = (await readdir(folder)).filter((name) => name !== 'sandbox.state');
		expect(aside).toEqual([expect.stringMatching(/^sandbox\.state\.unreadable-[-\dTZ]+$/)]);
		expect(await readFile(join(folder, aside[0] ?? ''))).toEqual(Buffer.from(damaged));
		expect(told).toEqual([expect.stringContaining(join(folder, aside[0] ?? ''))]);
		expect(told[0]).not.toMatch(/TypeError|undefined/);

		// Also after another start, without a message in between.
		await sandbox.close();
		sandbox = await startSandbox({ stateFile, onLostState });
		expect(told).toHaveLength(1);
		const after = await idsOf();
		expect(after).toHaveLength(before.length);
		expect(before.filter((id) => after.includes(id))).toEqual([]);
	});
});

it('is told also when the first port is taken', async () => {
	await sandbox.close();
	await writeFile(stateFile, 'damaged');
	const other = await startSandbox();
	const port = Number(new URL(other.origin).port);
	const told: string[] = [];
	const onLostState = (sentence: string) => told.push(sentence);
	await expect(startSandbox({ stateFile, port, onLostState })).rejects.toThrow('EADDRINUSE');
	await other.close();
	sandbox = await startSandbox({ stateFile, onLostState });
	expect(told).toHaveLength(1);
	const { smsGateway24: gateway } = GATEWAYS;
	await sendBare(sandbox, gateway, gateway.phone(1), 'Hello');
	expect(Number(sandbox.messages()[0]?.id)).toBeGreaterThan(1_700_000_000);
});
