import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Fault, FaultMoment, FaultRequest } from '../../lab/sandbox/faults.mts';
import { createFaults } from '../../lab/sandbox/faults.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import { START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';

let sandbox: Sandbox;

/** What a request meets that has nothing but this. */
function take(
	faults: ReturnType<typeof createFaults>,
	path: string,
	when: FaultMoment,
	content: Partial<FaultRequest> = {},
) {
	return faults.take({ path, query: {}, form: {}, rawBody: '', ...content }, when);
}

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(() => sandbox.close());

function send(signal?: AbortSignal): Promise<Response> {
	return fetch(`${sandbox.smsGateway24.baseUrl}/addsms`, {
		method: 'POST',
		redirect: 'manual',
		signal,
		body: new URLSearchParams({
			token: START_ACCOUNT.token,
			sendto: '+4915752982212',
			body: 'Hello',
			device_id: '260',
		}),
	});
}

/** What takes half a second at most, on a busy machine; less than the faults here that take a minute. */
const LONGEST_MS = 30_000;

const stored = () => sandbox.smsGateway24.messages.length;

function chunksOf({ body }: Response): AsyncIterable<Uint8Array> | Uint8Array[] {
	return body ?? [];
}

async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
	const start = performance.now();
	const result = await work();
	return { ms: performance.now() - start, result };
}

const moments: Array<[FaultMoment, number]> = [
	['before', 0],
	['after', 1],
];

describe.each(moments)('%s', (when, storedThen) => {
	const answers: Array<[string, Fault, { status: number; type: string; body: string }]> = [
		[
			'an HTML page at 200',
			{ kind: 'answer', status: 200, body: '<h1>Hi</h1>' },
			{ status: 200, type: 'text/html; charset=utf-8', body: '<h1>Hi</h1>' },
		],
		[
			'500',
			{ kind: 'answer', status: 500, body: '{}', headers: { 'content-type': 'application/json' } },
			{ status: 500, type: 'application/json', body: '{}' },
		],
		[
			'an empty body',
			{ kind: 'answer', status: 200, body: '' },
			{ status: 200, type: 'text/html; charset=utf-8', body: '' },
		],
		[
			'429',
			{ kind: 'tooManyRequests' },
			{ status: 429, type: 'text/plain; charset=utf-8', body: 'Too Many Requests' },
		],
	];

	it.each(answers)('answers %s', async (_name, fault, { status, type, body }) => {
		sandbox.faults.add({ when, fault });
		const response = await send();
		expect(response.status).toBe(status);
		expect(response.headers.get('content-type')).toBe(type);
		expect(await response.text()).toBe(body);
		expect(stored()).toBe(storedThen);
		expect(sandbox.requests.all).toHaveLength(1);
	});

	it('answers 429 with the time to wait', async () => {
		sandbox.faults.add({ when, fault: { kind: 'tooManyRequests', retryAfter: '7' } });
		expect((await send()).headers.get('retry-after')).toBe('7');
	});

	it('answers a redirect', async () => {
		const headers = { location: 'http://127.0.0.1:9/' };
		sandbox.faults.add({ when, fault: { kind: 'answer', status: 302, body: '', headers } });
		const response = await send();
		expect(response.status).toBe(302);
		expect(response.headers.get('location')).toBe(headers.location);
	});

	it('cuts the JSON in a whole HTTP answer', async () => {
		sandbox.faults.add({ when, fault: { kind: 'cutJson' } });
		const response = await send();
		const body = await response.text();
		expect(response.status).toBe(200);
		expect(response.headers.get('content-length')).toBe(String(body.length));
		expect(body).toMatch(/^\{"/);
		expect(() => void JSON.parse(body)).toThrow(SyntaxError);
		expect(stored()).toBe(storedThen);
	});

	it('cuts the connection after headers and half of the body', async () => {
		sandbox.faults.add({ when, fault: { kind: 'cutConnection' } });
		const response = await send();
		expect(response.status).toBe(200);
		const announced = Number(response.headers.get('content-length'));
		let received = 0;
		const read = async () => {
			for await (const chunk of chunksOf(response)) received += chunk.length;
		};
		await expect(read()).rejects.toThrow('terminated');
		expect(received).toBe(Math.ceil(announced / 2));
		expect(stored()).toBe(storedThen);
	});

	it('drops the connection without an answer', async () => {
		sandbox.faults.add({ when, fault: { kind: 'drop' } });
		await expect(send()).rejects.toThrow('fetch failed');
		expect(stored()).toBe(storedThen);
		expect(sandbox.requests.to('/addsms')).toHaveLength(1);
		expect((await send()).status).toBe(200);
	});

	it('lets the answer trickle', async () => {
		sandbox.faults.add({ when, fault: { kind: 'slowDrip', bytesPerSecond: 200 } });
		const { ms, result } = await timed(async () => (await send()).text());
		expect(JSON.parse(result)).toHaveProperty('message');
		// Each 50 ms bring 10 bytes; timers may be a little early, never by half.
		expect(ms).toBeGreaterThan((result.length / 200) * 500);
		expect(ms).toBeLessThan(LONGEST_MS);
		expect(stored()).toBe(storedThen);
	});

	it('lets single bytes trickle at a low rate', async () => {
		sandbox.faults.add({ when, fault: { kind: 'slowDrip', bytesPerSecond: 10 } });
		const { ms } = await timed(async () => {
			const response = await send();
			let received = 0;
			for await (const chunk of chunksOf(response)) {
				received += chunk.length;
				if (received >= 4) break;
			}
		});
		expect(ms).toBeGreaterThan(350);
		expect(ms).toBeLessThan(LONGEST_MS);
	});

	it('holds the answer until something is so, and processes the request even so', async () => {
		let mayGo = false;
		sandbox.faults.add({ when, fault: { kind: 'hold', until: () => mayGo } });
		const both = [send(), send()];
		// The one that is not held.
		expect((await Promise.race(both)).status).toBe(200);
		await until(() => sandbox.requests.inFlight === 1);
		mayGo = true;
		for (const { status } of await Promise.all(both)) expect(status).toBe(200);
		expect(stored()).toBe(2);
	});

	it('answers late, and processes the request even so', async () => {
		sandbox.faults.add({ when, fault: { kind: 'latency', ms: 150 } });
		const { ms, result } = await timed(async () => (await send()).json());
		expect(result).toMatchObject({ error: 0 });
		expect(ms).toBeGreaterThan(140);
		expect(stored()).toBe(1);
	});
});

it.each(moments)('knows a request by its body: %s', async (when, storedThen) => {
	sandbox.faults.add({ body: 'body=Hello', when, fault: { kind: 'drop' } });
	await expect(send()).rejects.toThrow('fetch failed');
	expect(stored()).toBe(storedThen);
	sandbox.faults.add({ body: 'body=Bye', when, fault: { kind: 'drop' } });
	expect((await send()).status).toBe(200);
});

it('latency comes before or after the processing', async () => {
	for (const [when, storedMeanwhile] of moments) {
		sandbox.faults.add({ when, fault: { kind: 'latency', ms: 1_000 } });
		const already = stored();
		let isAnswered = false;
		const answer = send().then(() => (isAnswered = true));
		await until(() => sandbox.requests.inFlight === 1 && stored() - already === storedMeanwhile);
		expect(isAnswered).toBe(false);
		await answer;
		expect(stored() - already).toBe(1);
	}
});

it('a request that its client gave up is processed even so', async () => {
	sandbox.faults.add({ when: 'before', fault: { kind: 'latency', ms: 1_000 } });
	const client = new AbortController();
	const answer = expect(send(client.signal)).rejects.toThrow();
	await until(() => sandbox.requests.inFlight === 1);
	client.abort();
	await answer;
	expect(stored()).toBe(0);
	await until(() => stored() === 1);
});

it('close() ends answers that wait or trickle at once, and nothing is stored after it', async () => {
	sandbox.faults.add({ when: 'before', times: 20, fault: { kind: 'latency', ms: 60_000 } });
	sandbox.faults.add({ when: 'after', fault: { kind: 'slowDrip', bytesPerSecond: 1 } });
	const waiting = Array.from({ length: 20 }, () => send());
	const outcomes = Promise.allSettled(waiting);
	await until(() => sandbox.requests.inFlight === 20);
	const trickling = await send();
	const { ms } = await timed(() => sandbox.close());
	expect(ms).toBeLessThan(LONGEST_MS);
	expect((await outcomes).map(({ status }) => status)).toEqual(Array(20).fill('rejected'));
	await expect(trickling.text()).rejects.toThrow('terminated');
	expect(stored()).toBe(1);
});

describe('which requests', () => {
	const fault: Fault = { kind: 'drop' };
	const taken = { latencyMs: 0, until: [], fault };
	const none = { latencyMs: 0, until: [], fault: undefined };

	it('takes a rule once unless told otherwise', () => {
		const faults = createFaults();
		faults.add({ when: 'before', fault });
		expect(take(faults, '/a', 'before')).toEqual(taken);
		expect(take(faults, '/a', 'before')).toEqual(none);
	});

	it('takes a rule as often as told', () => {
		const faults = createFaults();
		faults.add({ when: 'before', times: 2, fault });
		const four = Array.from({ length: 4 }, () => take(faults, '/a', 'before'));
		expect(four).toEqual([taken, taken, none, none]);
	});

	it('leaves as many requests alone as it is told to', () => {
		const faults = createFaults();
		const fault: Fault = { kind: 'drop' };
		faults.add({ when: 'before', skip: 2, times: 1, path: '/a', fault });
		const taken = ['/a', '/b', '/a', '/a', '/a'].map((path) => take(faults, path, 'before').fault);
		expect(taken).toEqual([undefined, undefined, undefined, fault, undefined]);
	});

	it.each([
		[0.49, taken],
		[0.5, none],
	])('meets half of the requests when told so: %d', (random, expected) => {
		const faults = createFaults();
		faults.add({ when: 'before', probability: 0.5, fault });
		const spy = jest.spyOn(Math, 'random').mockReturnValue(random);
		expect(take(faults, '/a', 'before')).toEqual(expected);
		spy.mockRestore();
	});

	it('takes a rule away again', () => {
		const faults = createFaults();
		const remove = faults.add({ when: 'before', times: Infinity, fault });
		remove();
		expect(take(faults, '/a', 'before')).toEqual(none);
	});

	it('takes a rule without end until clear()', () => {
		const faults = createFaults();
		faults.add({ when: 'before', times: Infinity, fault });
		for (let index = 0; index < 50; index += 1) {
			expect(take(faults, '/a', 'before')).toEqual(taken);
		}
		faults.clear();
		expect(take(faults, '/a', 'before')).toEqual(none);
	});

	it.each([
		['/addsms', '/x/addsms', true],
		['/addsms', '/x/addsms2', false],
		[/sms$/g, '/x/addsms', true],
		[/^sms/, '/x/addsms', false],
	])('%s on %s: %s', (path, asked, matches) => {
		const faults = createFaults();
		faults.add({ path, times: 2, when: 'after', fault });
		expect(take(faults, asked, 'after')).toEqual(matches ? taken : none);
		expect(take(faults, asked, 'before')).toEqual(none);
		expect(take(faults, asked, 'after')).toEqual(matches ? taken : none);
	});

	it('can be for forms with certain values only', () => {
		const faults = createFaults();
		faults.add({ form: { action: 'send' }, when: 'after', fault });
		expect(take(faults, '/a', 'after')).toEqual(none);
		expect(take(faults, '/a', 'after', { form: { action: 'fetch' } })).toEqual(none);
		const form = { action: 'send', to: '1' };
		expect(take(faults, '/a', 'after', { form })).toEqual(taken);
	});

	it.each([
		['"to":"31', '{"to":"316"}', true],
		['"to":"31', '{"to":"436"}', false],
		['"to":"31', '', false],
		[/"to":"(31|32)/g, '{"to":"326"}', true],
		[/^"to"/, '{"to":"326"}', false],
	])('can be for bodies with %s only: %s', (body, rawBody, matches) => {
		const faults = createFaults();
		faults.add({ body, times: 2, when: 'after', fault });
		expect(take(faults, '/a', 'after', { rawBody })).toEqual(matches ? taken : none);
		expect(take(faults, '/a', 'before', { rawBody })).toEqual(none);
		expect(take(faults, '/a', 'after', { rawBody })).toEqual(matches ? taken : none);
	});

	it('takes all conditions together', () => {
		const faults = createFaults();
		faults.add({ path: '/a', form: { to: '1' }, body: 'x', when: 'before', fault });
		expect(take(faults, '/b', 'before', { form: { to: '1' }, rawBody: 'x' })).toEqual(none);
		expect(take(faults, '/a', 'before', { form: { to: '2' }, rawBody: 'x' })).toEqual(none);
		expect(take(faults, '/a', 'before', { form: { to: '1' }, rawBody: 'y' })).toEqual(none);
		expect(take(faults, '/a', 'before', { form: { to: '1' }, rawBody: 'x' })).toEqual(taken);
	});

	it('adds up latencies, and takes one other fault at a time', () => {
		const faults = createFaults();
		const second: Fault = { kind: 'cutJson' };
		faults.add({ when: 'before', times: 2, fault: { kind: 'latency', ms: 5 } });
		faults.add({ when: 'before', fault });
		faults.add({ when: 'before', fault: second });
		faults.add({ when: 'before', fault: { kind: 'latency', ms: 7 } });
		expect(take(faults, '/a', 'before')).toEqual({ latencyMs: 12, until: [], fault });
		expect(take(faults, '/a', 'before')).toEqual({ latencyMs: 5, until: [], fault: second });
		expect(take(faults, '/a', 'before')).toEqual(none);
	});
});
