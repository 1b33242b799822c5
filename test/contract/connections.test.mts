import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { CONTRACTED_GATEWAYS } from './contracts.mts';
import { fromItem, setUp, smsItem } from './setup.mts';

const setup = setUp();

const TOO_MANY_WORDS = 'accepts no more requests at the moment (HTTP 429): “Too Many Requests”.';
const REGULAR = { settings: { onError: 'continueRegularOutput' } } as const;

/** Starts a server, hands its address (host and port) on, and stops it. */
async function withServer(
	listener: RequestListener,
	use: (address: string) => Promise<void>,
): Promise<void> {
	const server = createServer(listener).listen(0, '127.0.0.1');
	try {
		await new Promise((resolve) => server.once('listening', resolve));
		// The server listens on a port, not on a pipe, so that its address is an object.
		const { port } = server.address() as AddressInfo;
		await use(`127.0.0.1:${port}`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

describe.each(CONTRACTED_GATEWAYS)('$title', (gateway) => {
	const { title, contract } = gateway;
	const test = setup.of(gateway);
	const [read] = contract.reads;
	const send = fromItem(gateway, { resource: 'sms', operation: 'send', parameters: {} });
	const items = [smsItem(gateway)];
	const pathOfBaseUrl = () => new URL(String(test.credential().baseUrl)).pathname;

	it.each([
		{ kind: 'latency', ms: 1000 },
		{ kind: 'slowDrip', bytesPerSecond: 1 },
	] as const)(
		'says so when a response takes too long, with the timeout that the user set: $kind',
		async (fault) => {
			const parameters = { requestOptions: { timeout: 300 } };
			test.sandbox.faults.add({ when: 'after', times: Infinity, fault });
			const failed = await test.run(read, { parameters });
			expect(failed.error).toEqual({
				message: `${title} did not respond in time. [item 0]`,
				description: 'Try again later, or raise the timeout under Request Options.',
			});
			const sent = await test.run(send, { parameters, items, ...REGULAR });
			expect(sent.json).toEqual([
				{
					error: `${title} did not respond in time. The SMS may still have been sent, so it was not sent again. [item 0]`,
					outcome: 'unknown',
				},
			]);
		},
	);

	it.each([
		['http://127.0.0.1:1', 'refused the connection.'],
		['http://gateway.invalid', 'could not be reached: its address was not found.'],
	])('tells that %s was never reached', async (origin, words) => {
		const credential = { baseUrl: origin + pathOfBaseUrl() };
		const sent = await test.run(send, { items, credential, ...REGULAR });
		expect(sent.json).toEqual([
			{ error: `${title} ${words} The SMS was not sent. [item 0]`, outcome: 'notSent' },
		]);
		const failed = await test.run(read, { credential, ...REGULAR });
		expect(failed.json).toEqual([{ error: `${title} ${words} [item 0]` }]);
	});

	it('tells that a server which does not speak HTTPS was never reached', async () => {
		await withServer(
			() => {},
			async (address) => {
				const credential = { baseUrl: `https://${address}${pathOfBaseUrl()}` };
				const { error } = await test.run(send, { items, credential });
				expect(error?.message).toBe(
					`${title} did not respond over HTTPS. The SMS was not sent. [item 0]`,
				);
			},
		);
	});

	it('tells how long to wait after HTTP 429 on a read', async () => {
		test.sandbox.faults.add({
			when: 'before',
			times: Infinity,
			fault: { kind: 'tooManyRequests', retryAfter: '3600' },
		});
		const { error } = await test.run(read);
		const { tooManyWords = TOO_MANY_WORDS } = contract.faults;
		expect(error?.message).toBe(`${title} ${tooManyWords} [item 0]`);
		expect(error?.description).toBe(
			'Wait 3600 seconds, then run again, with fewer requests at once.',
		);
	});

	it.each([
		['proxyhost:3128', 'proxyhost:3128'],
		['http://', 'http://'],
		['no proxy', 'no proxy'],
		['bob:s3cret@proxy.local:3128', 'proxy.local:3128'],
		['http://bob:s3%zz@proxy.local:3128', 'proxy.local:3128'],
	])('names a proxy that is none, without its password: %s', async (proxy, shown) => {
		const parameters = { requestOptions: { proxy } };
		const sentence = `Proxy under Request Options is “${shown}”, which is not an address.`;
		expect((await test.run(send, { items, parameters })).error?.message).toBe(sentence);
		const continued = await test.run(send, {
			items,
			parameters,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(continued.json).toEqual([]);
		expect(continued.errorItems.map(({ json }) => json)).toEqual([
			{ ...items[0], error: sentence, outcome: 'notSent' },
		]);
		expect(test.sandbox.requests.all).toEqual([]);
	});

	it('sends through the proxy that the user set', async () => {
		const seen: string[] = [];
		const baseUrl = `http://gateway.invalid${pathOfBaseUrl()}`;
		const handOn: RequestListener = (request, response) => {
			const { method = '', url = '', headers } = request;
			seen.push(url);
			const here = new URL(new URL(url).pathname, test.sandbox.origin);
			const kept = ['accept', 'content-type', 'authorization', 'x-client-id', 'x-client-secret'];
			const handedOn = new Headers();
			for (const name of kept) {
				for (const value of [headers[name] ?? []].flat()) handedOn.set(name, value);
			}
			text(request)
				.then(async (body) => await fetch(here, { method, headers: handedOn, body }))
				.then(async (answer) => response.end(await answer.text()))
				.catch(() => response.destroy());
		};
		await withServer(handOn, async (address) => {
			const before = gateway.delivered(test.sandbox).length;
			const { error } = await test.run(send, {
				items,
				credential: { baseUrl },
				parameters: { requestOptions: { proxy: `http://${address}` } },
			});
			expect(error).toBeUndefined();
			expect(gateway.countAccepted(test.sandbox)).toBeGreaterThan(before);
		});
		expect(seen[0]).toBe(baseUrl + gateway.singleSms.path);
	});

	it('follows no redirect with a secret, neither to another host nor to its own', async () => {
		const seen: string[] = [];
		await withServer(
			({ url = '' }, response) => {
				seen.push(url);
				response.end('{}');
			},
			async (address) => {
				for (const location of [`http://${address}/`, String(test.credential().baseUrl)]) {
					for (const status of [301, 302, 303, 307, 308]) {
						test.sandbox.requests.clear();
						const fault = { kind: 'answer', status, body: '', headers: { location } } as const;
						test.sandbox.faults.add({ when: 'before', times: 2, fault });
						const failed = await test.run(read);
						const sent = await test.run(send, { items });
						for (const { error } of [failed, sent]) {
							expect(error?.message).toMatch(
								new RegExp(`leads to another address \\(HTTP ${status}\\)`),
							);
						}
						expect(test.sandbox.requests.all).toHaveLength(2);
					}
				}
			},
		);
		expect(seen).toEqual([]);
	});
});
