import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { START_SUB_ACCOUNT } from '../../lab/sandbox/bestSmsGateway.mts';
import { createTestClock } from '../../lab/sandbox/clock.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import { PIXEL_7, START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { startAtPort } from '../../lab/sandbox/startAtPort.mts';

const { token } = START_ACCOUNT;
const clock = createTestClock(new Date('2024-12-22T04:07:04Z'));

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox({ clock });
});

afterEach(() => sandbox.close());

function post(method: string, parameters: Record<string, string>): Promise<Response> {
	return fetch(`${sandbox.smsGateway24.baseUrl}/${method}`, {
		method: 'POST',
		headers: { 'x-test': 'yes' },
		body: new URLSearchParams(parameters),
	});
}

describe('the request log', () => {
	it('records a form', async () => {
		await post('getalldevices', { token });
		expect(sandbox.requests.all).toEqual([
			{
				vendor: 'smsGateway24',
				method: 'POST',
				path: '/smsgateway24/getdata/getalldevices',
				url: '/smsgateway24/getdata/getalldevices',
				query: {},
				headers: expect.objectContaining({ 'x-test': 'yes' }),
				form: { token },
				rawBody: `token=${token}`,
				undocumented: [],
				receivedAt: expect.any(Date),
			},
		]);
	});

	it('records a query, so that a secret in a URL is seen', async () => {
		await fetch(`${sandbox.smsGateway24.baseUrl}/getsmsstatus?token=${token}&sms_id=%2B1`);
		expect(sandbox.requests.all).toMatchObject([
			{
				method: 'GET',
				path: '/smsgateway24/getdata/getsmsstatus',
				url: expect.stringContaining(token),
				query: { token, sms_id: '+1' },
				form: {},
				rawBody: '',
			},
		]);
	});

	it('records what is refused, and the body as it came', async () => {
		await fetch(`${sandbox.smsGateway24.baseUrl}/nothing`, { method: 'POST', body: '{"a":1}' });
		expect(sandbox.requests.to('/nothing')).toMatchObject([{ form: {}, rawBody: '{"a":1}' }]);
	});

	it('leaves out the page and the control API', async () => {
		await fetch(sandbox.origin);
		await fetch(`${sandbox.origin}/control/messages`);
		expect(sandbox.requests.all).toEqual([]);
	});

	it('finds requests by the end of their path, and forgets all with clear()', async () => {
		await post('getalldevices', { token });
		await post('getallsms', { token });
		expect(sandbox.requests.to('/getallsms').map(({ path }) => path)).toEqual([
			'/smsgateway24/getdata/getallsms',
		]);
		sandbox.requests.clear();
		expect(sandbox.requests.all).toEqual([]);
	});

	it('keeps the last requests only, where nobody reads them all', async () => {
		const served = await startAtPort({ port: 0 });
		const bodies = Array.from({ length: 120 }, (_item, index) => `token=x&page=${index}`);
		for (const body of bodies) {
			const url = `${served.smsGateway24.baseUrl}/getalldevices`;
			await (await fetch(url, { method: 'POST', body: new URLSearchParams(body) })).text();
		}
		const kept = served.requests.all.map(({ rawBody }) => rawBody);
		await served.close();
		expect(kept).toEqual(bodies.slice(-100));
	});

	it('counts what is in flight at the same time', async () => {
		for (let index = 0; index < 3; index += 1) await (await post('getallsms', { token })).text();
		expect(sandbox.requests.mostInFlight).toBe(1);

		sandbox.faults.add({ when: 'before', times: 30, fault: { kind: 'latency', ms: 300 } });
		const answers = Array.from({ length: 30 }, () => post('getallsms', { token }));
		while (sandbox.requests.all.length < 33) await new Promise((go) => setTimeout(go, 5));
		expect(sandbox.requests.inFlight).toBe(30);
		for (const answer of answers) await (await answer).text();
		expect(sandbox.requests.inFlight).toBe(0);
		expect(sandbox.requests.mostInFlight).toBe(30);
		sandbox.requests.clear();
		expect(sandbox.requests.mostInFlight).toBe(0);
	});

	it('does not count a dropped connection as in flight', async () => {
		sandbox.faults.add({ when: 'before', fault: { kind: 'drop' } });
		await expect(post('getallsms', { token })).rejects.toThrow('fetch failed');
		expect(sandbox.requests.inFlight).toBe(0);
	});
});

describe('the control API', () => {
	function incoming(body: unknown): Promise<Response> {
		return fetch(`${sandbox.origin}/control/smsgateway24/receive`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	}

	it('lets an SMS come in, and lists all messages newest first', async () => {
		await post('addsms', { token, sendto: '+491', body: 'Hello', device_id: '260' });
		const response = await incoming({ deviceId: PIXEL_7.id, from: '+492', text: 'Hi back' });
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ id: '62807348' });

		const list = await fetch(`${sandbox.origin}/control/messages`);
		const at = '2024-12-22T04:07:04.000Z';
		expect(await list.json()).toEqual([
			{
				vendor: 'smsGateway24',
				id: '62807348',
				at,
				direction: 'incoming',
				number: '+492',
				text: 'Hi back',
				status: '5 incoming',
				outcome: 'received',
				segments: 1,
				encoding: 'GSM-7',
				seq: 2,
			},
			{
				vendor: 'smsGateway24',
				id: '62807347',
				at,
				direction: 'outgoing',
				number: '+491',
				text: 'Hello',
				status: '1 New',
				outcome: 'open',
				segments: 1,
				encoding: 'GSM-7',
				seq: 1,
			},
		]);
	});

	it.each([
		[{ deviceId: 999, from: '1', text: 'x' }, 'Device not found'],
		[{ deviceId: '260', from: '1', text: 'x' }, 'Parameter deviceId must be a whole number'],
		[{ deviceId: 260, text: 'x' }, 'Parameter from is missing'],
		[{ deviceId: 260, from: '1' }, 'Parameter text is missing'],
		[{ deviceId: 260, from: '1', text: 'x', sim: 6 }, 'Parameter sim must be between 0 and 5'],
		[{ deviceId: 260, from: '1', text: 'x', to: '2' }, 'Unknown parameter to'],
		[[], 'The body must be an object'],
	])('refuses %j', async (body, message) => {
		const response = await incoming(body);
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({ message });
		expect(sandbox.smsGateway24.messages).toEqual([]);
	});
});

it('listens on the port that is asked for, on this machine only', async () => {
	const { port } = new URL(sandbox.origin);
	await sandbox.close();
	sandbox = await startSandbox({ port: Number(port) });
	expect(sandbox.origin).toBe(`http://127.0.0.1:${port}`);
	await expect(startSandbox({ port: Number(port) })).rejects.toThrow('EADDRINUSE');
});

describe('run alone', () => {
	const run = (...options: string[]) =>
		spawn(process.execPath, [join(import.meta.dirname, '../../scripts/sandbox.mts'), ...options]);

	it.each(['SIGINT', 'SIGTERM'] as const)('says what to use, and ends on %s', async (signal) => {
		const child = run();
		let output = '';
		for await (const chunk of child.stdout) {
			output += String(chunk);
			if (output.includes('Ctrl+C')) break;
		}
		const baseUrl = /Base URL\s+(\S+)/.exec(output)?.[1] ?? '';
		for (const text of [START_ACCOUNT.email, START_ACCOUNT.password, token, '260', '261']) {
			expect(output).toContain(text);
		}
		expect(output).toContain(START_SUB_ACCOUNT.login);
		// What somebody meets who types what TextBoost's own page prints.
		expect(output).toContain('"The api token field is required."');
		// Keeps a connection open, which must not hold up the end.
		const response = await fetch(`${baseUrl}/getalldevices?token=${token}`);
		expect(await response.json()).toMatchObject({ count: 2 });
		child.kill(signal);
		expect(await once(child, 'exit')).toEqual([0, null]);
	});

	async function outcomeOf(...options: string[]) {
		const child = run(...options);
		const printed = { output: '', errors: '' };
		child.stdout.on('data', (chunk) => (printed.output += String(chunk)));
		child.stderr.on('data', (chunk) => (printed.errors += String(chunk)));
		const [code] = (await once(child, 'close')) as unknown[];
		return { code, ...printed };
	}

	it.each([
		[['--port', 'x'], '--port x is not a whole number from 0 to 65535'],
		[['--port', '70000'], '--port 70000 is not a whole number from 0 to 65535'],
		[['--port', '1.5'], '--port 1.5 is not a whole number from 0 to 65535'],
		[['--port'], '--port'],
		[['--loud'], "Unknown option '--loud'"],
		[['textboost'], 'textboost'],
	])('refuses %j in a sentence', async (options, words) => {
		const { code, output, errors } = await outcomeOf(...options);
		expect({ code, output }).toEqual({ code: 2, output: '' });
		expect(errors).toContain(words);
		expect(errors).toMatch(/npm run sandbox -- --help lists the options\.\n$/);
		expect(errors).not.toContain('at ');
	});

	it('explains its options', async () => {
		const { code, output, errors } = await outcomeOf('--help');
		expect({ code, errors }).toEqual({ code: 0, errors: '' });
		for (const option of ['--port', '--strict', '--help']) expect(output).toContain(option);
	});

	it('says that its port is taken', async () => {
		const { code, errors } = await outcomeOf('--port', new URL(sandbox.origin).port);
		expect(code).toBe(1);
		expect(errors).toMatch(/^\nAnother program listens on this port: .+\.\n$/);
	});

	it.each([
		[
			['--strict'],
			'POST /smsgateway24/getdata/getalldevices: Parameter page is not documented; Parameter limit is not documented\n',
		],
		[[], ''],
	])(
		'with the options %j says on stderr of what no document shows: %j',
		async (options, expected) => {
			const child = run(...options);
			let errors = '';
			child.stderr.on('data', (chunk) => (errors += String(chunk)));
			const [chunk] = (await once(child.stdout, 'data')) as unknown[];
			const baseUrl = /Base URL\s+(\S+)/.exec(String(chunk))?.[1] ?? '';
			const ask = async (parameters: Record<string, string>) => {
				const body = new URLSearchParams({ token, ...parameters });
				const response = await fetch(`${baseUrl}/getalldevices`, { method: 'POST', body });
				expect(await response.json()).toMatchObject({ count: 2 });
			};
			await ask({});
			await ask({ page: '1', limit: '5' });
			child.kill('SIGTERM');
			await once(child, 'close');
			expect(errors).toBe(expected);
		},
	);
});
