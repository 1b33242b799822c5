import { request, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALL_GATEWAYS, GATEWAYS } from '../../../lab/gateways/gateways.mts';
import { sendBare } from '../../../lab/gateways/bareSend.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { control, fieldOf } from './client.mts';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(() => sandbox.close());

const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
	control(sandbox, method, path, body, headers);

describe.each(ALL_GATEWAYS)('$title', (gateway) => {
	const { name } = gateway;
	/** How an SMS stands that the gateway has just taken. */
	const taken = name === 'textBoost' ? 'delivered' : 'open';
	const phone = gateway.phone(7);
	const send = (text = 'Hello') => sendBare(sandbox, gateway, phone, text);

	it('shows the request and the response of an SMS, without secrets', async () => {
		await send();
		const [message] = sandbox.messages();
		const { json } = await call('GET', `/messages/${name}/${message?.id ?? ''}`);
		expect(json).toMatchObject({
			vendor: name,
			segments: 1,
			exchange: { method: 'POST', status: 200, undocumented: expect.any(Array) },
		});
		const shown = JSON.stringify(json);
		expect(shown).toContain('Hello');
		const { data } = gateway.credential(sandbox);
		const secrets = ['token', 'password', 'clientSecret', 'subAccountPassword', 'apiToken']
			.map((field) => data[field])
			.filter((secret) => typeof secret === 'string' && secret !== '');
		expect(secrets).not.toEqual([]);
		for (const secret of secrets) {
			expect(shown).not.toContain(secret);
			expect(decodeURIComponent(shown)).not.toContain(secret);
		}
	});

	it('lists a request that it refuses, with the reason', async () => {
		sandbox.faults.add({ when: 'before', fault: gateway.refusal });
		await send('Never');
		expect(sandbox.messages()).toMatchObject([
			{
				outcome: 'refused',
				text: 'Never',
				status: expect.stringContaining(gateway.refusalSentence),
			},
		]);
	});

	it('ends an SMS in each of its ways, and in no other', async () => {
		const [state] = (await call('GET', '/gateways')).json as unknown[];
		expect(state).toBeDefined();
		const { endings } = sandbox.vendors.find((vendor) => vendor.name === name)?.account ?? {
			endings: [],
		};
		for (const { outcome, reason } of endings) {
			await send(reason);
			const message = sandbox.messages().at(-1);
			const path = `/messages/${name}/${message?.id ?? ''}/end`;
			const { status, json } = await call('POST', path, { outcome, reason });
			expect({ status, json }).toMatchObject({ status: 200, json: { outcome } });
			expect(String(fieldOf(json, 'status'))).toContain(reason);
			const wrong = await call('POST', path, { outcome: 'failed', reason: 'Because' });
			expect(wrong.status).toBe(400);
			expect(fieldOf(wrong.json, 'message')).toContain(reason);
		}
	});

	it('lets an SMS come in, where it receives any', async () => {
		const { status, json } = await call('POST', `/${name.toLowerCase()}/receive`, {
			from: '+447700900801',
			text: 'Hi',
		});
		if (name === 'bestSmsGateway') {
			expect({ status, json }).toEqual({
				status: 400,
				json: { message: 'BestSMSGateway receives no SMS' },
			});
			return;
		}
		expect(status).toBe(200);
		expect(sandbox.messages()).toMatchObject([
			{ direction: 'incoming', number: '+447700900801', text: 'Hi', outcome: 'received' },
		]);
	});

	it('adds a group', async () => {
		const { json } = await call('POST', `/${name}/groups`, { name: 'Friends' });
		expect(json).toMatchObject({
			groups: [{ id: expect.any(String), name: 'Friends', contacts: 0 }],
		});
	});

	it('sets the balance, where an account has one', async () => {
		const { status, json } = await call('PATCH', `/${name}`, { balance: 0 });
		if (name === 'smsGateway24') {
			expect(fieldOf(json, 'message')).toBe('An account at SmsGateway24 has no balance');
			return;
		}
		expect({ status, json }).toMatchObject({ status: 200, json: { balance: 0 } });
		await send();
		expect(sandbox.messages()).toMatchObject([{ outcome: 'refused' }]);
	});

	it.each([
		['failing', 1, 'refused'],
		['limiting', 1, 'refused'],
		['failing', 0, 'taken'],
	])('goes wrong as told: %s %d', async (fault, probability, outcome) => {
		await call('PATCH', `/${name}`, { faults: { failing: 1 } });
		await call('PATCH', `/${name}`, { faults: { failing: 0, [fault]: probability } });
		await send();
		expect(sandbox.messages()).toMatchObject([{ outcome: outcome === 'taken' ? taken : outcome }]);
		for (const other of ALL_GATEWAYS.filter((one) => one.name !== name)) {
			expect((await sendBare(sandbox, other, other.phone(7), 'x')).status).toBe(200);
		}
	});

	it('loses answers as told', async () => {
		await call('PATCH', `/${name}`, { faults: { losing: 1 } });
		await expect(send()).rejects.toThrow('fetch failed');
		expect(sandbox.messages()).toMatchObject([{ outcome: taken }]);
	});
});

describe('the list', () => {
	const text = (index: number) => `Text ${index}`;
	const seed = (count: number) =>
		sandbox.smsGateway24.seedMessages(count, (index) => ({
			sendto: `+4915700000${100 + (index % 3)}`,
			body: text(index),
			deviceId: 260,
		}));

	it.each([
		['number=%2B4915700000101', [4, 1]],
		['number=4915700000101', [4, 1]],
		['text=Text%203', [3]],
		['gateway=smstools', []],
		['gateway=smsgateway24&direction=outgoing&outcome=open', [5, 4, 3, 2, 1, 0]],
	])('?%s', async (query, expected) => {
		seed(6);
		const { json } = await call('GET', `/messages?${query}`);
		expect(Array.isArray(json) ? json.map((one) => fieldOf(one, 'text')) : json).toEqual(
			expected.map(text),
		);
	});

	it('refuses a parameter that it does not know', async () => {
		expect(await call('GET', '/messages?phone=1')).toEqual({
			status: 400,
			json: { message: 'Unknown parameter phone' },
		});
	});

	it('waits for the next message of a number', async () => {
		seed(3);
		const next = call('GET', '/messages/next?number=%2B4915700000999&after=3');
		seed(3);
		sandbox.smstools.receive({ from: '4915700000999', text: 'At last' });
		expect(await next).toMatchObject({ status: 200, json: { text: 'At last', seq: 7 } });
	});

	it('gives at once what came after a message that is known, and says when nothing comes', async () => {
		seed(3);
		expect((await call('GET', '/messages/next?after=1')).json).toMatchObject({ text: text(1) });
		expect(await call('GET', '/messages/next?timeout=0.01')).toMatchObject({ status: 408 });
	});

	it('forgets what is deleted, which the gateway keeps', async () => {
		seed(6);
		expect((await call('DELETE', '/messages?number=4915700000101')).json).toEqual({ removed: 2 });
		expect(sandbox.messages()).toHaveLength(4);
		expect((await call('DELETE', '/messages')).json).toEqual({ removed: 4 });
		expect(sandbox.messages()).toEqual([]);
		expect(sandbox.smsGateway24.messages).toHaveLength(6);
	});

	it('takes a phone offline', async () => {
		const { json } = await call('PATCH', '/smsgateway24/phones/260', { online: false });
		expect(fieldOf(json, 'phones')).toContainEqual({ id: 260, title: 'Pixel 7', online: false });
		expect((await call('PATCH', '/smsgateway24/phones/1', { online: true })).json).toEqual({
			message: 'Device not found',
		});
	});

	it('tells what changes', async () => {
		const leaving = new AbortController();
		const response = await fetch(`${sandbox.origin}/control/events`, { signal: leaving.signal });
		expect(response.headers.get('content-type')).toBe('text/event-stream');
		let heard = '';
		const until = async (words: string) => {
			const reader = response.body?.getReader();
			while (!heard.includes(words)) {
				const chunk = await reader?.read();
				heard += Buffer.from(chunk?.value ?? []).toString();
			}
			reader?.releaseLock();
		};
		await until('event: reset');
		expect(heard).toContain('event: gateways');
		const { id } = sandbox.smstools.receive({ from: '31612345678', text: 'Live' });
		await until('"text":"Live"');
		expect(heard).toContain(`"id":"${id}"`);
		await call('DELETE', '/messages');
		await until('event: removed');
		leaving.abort();
	});
});

describe('the page of another site', () => {
	const body = { from: '+447700900801', text: 'Hi' };

	/** Gets the page with headers that fetch sets itself. */
	const get = (headers: Record<string, string>) =>
		new Promise<IncomingMessage>((resolve, reject) => {
			const asked = request(sandbox.origin, { headers }, (response) => resolve(response.resume()));
			asked.on('error', reject).end();
		});

	it.each([
		['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
		['one from another port of this machine', { 'sec-fetch-site': 'same-site' }],
		['one with its Origin', { origin: 'https://evil.example' }],
		['one from a sandboxed frame', { origin: 'null' }],
	])('cannot post: %s', async (_name, headers) => {
		const { status } = await call('POST', '/smstools/receive', body, headers);
		expect(status).toBe(403);
		for (const path of ['/control/messages', '/smstools/v1/balance']) {
			expect((await fetch(`${sandbox.origin}${path}`, { headers })).status).toBe(403);
		}
		expect(sandbox.messages()).toEqual([]);
	});

	it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
		'cannot post %s, for which a browser asks nobody',
		async (type) => {
			const response = await fetch(`${sandbox.origin}/control/smstools/receive`, {
				method: 'POST',
				headers: { 'content-type': type },
				body: JSON.stringify(body),
			});
			expect(response.status).toBe(400);
			expect(fieldOf(await response.json(), 'message')).toMatch(/^The body must be JSON/);
			expect(sandbox.messages()).toEqual([]);
		},
	);

	it('can be one with a link to the page', async () => {
		const { statusCode, headers } = await get({
			'sec-fetch-site': 'cross-site',
			'sec-fetch-mode': 'navigate',
		});
		expect(statusCode).toBe(200);
		expect(headers['content-security-policy']).toContain("default-src 'none'");
		expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
	});

	it('finds nothing under a name that points here', async () => {
		expect((await get({ host: 'evil.example' })).statusCode).toBe(403);
	});

	it('is not the page itself', async () => {
		const headers = { origin: sandbox.origin, 'sec-fetch-site': 'same-origin' };
		expect((await call('POST', '/smstools/receive', body, headers)).status).toBe(200);
		expect(GATEWAYS.smstools.countAccepted(sandbox)).toBe(0);
	});
});
