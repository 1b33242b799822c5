import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../lab/sandbox/faults.mts';
import { setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;

const answer = (status: number, body: string, headers?: Record<string, string>): Fault => ({
	kind: 'answer',
	status,
	body,
	...(headers && { headers }),
});

/** What can come in place of an answer, the sentence for it, and what it means for a send. */
const FAULTS: Array<[string, Fault, string, string, 'notSent' | 'unknown']> = [
	[
		'a web page',
		answer(200, '<html><head><title>Be right back</title></head><body>Maintenance</body></html>'),
		'SmsGateway24 returned a web page instead of data: “Be right back Maintenance”.',
		'Check the Base URL in the credential. If it is right, the gateway may be under maintenance: try again later.',
		'unknown',
	],
	[
		'an empty body',
		answer(200, ''),
		'SmsGateway24 returned an empty response.',
		'Check the Base URL in the credential. If it is right, try again later.',
		'unknown',
	],
	[
		'cut JSON',
		answer(200, '{"error":0,"sms_'),
		'The response from SmsGateway24 was cut off or could not be read: “{"error":0,"sms_”.',
		'Try again later. If it keeps happening, check the Base URL in the credential.',
		'unknown',
	],
	[
		'JSON of another kind',
		answer(200, '{"status":"fine"}'),
		'SmsGateway24 returned a response that this node does not understand: “{"status":"fine"}”.',
		'Check the Base URL in the credential. If it is right, please report this response at https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/issues.',
		'unknown',
	],
	[
		'HTTP 500',
		answer(500, 'Internal Server Error'),
		'SmsGateway24 could not handle the request (HTTP 500): “Internal Server Error”.',
		"The problem is on the gateway's side. Try again later.",
		'unknown',
	],
	[
		'HTTP 500 with a message from the vendor',
		answer(500, '{"error":1,"message":"Database is down"}'),
		'SmsGateway24 could not handle the request (HTTP 500): “Database is down”.',
		"The problem is on the gateway's side. Try again later.",
		'unknown',
	],
	[
		'HTTP 403',
		answer(403, ''),
		'SmsGateway24 returned an error (HTTP 403).',
		'Check the credential, and what your account is allowed to do.',
		'unknown',
	],
	[
		'HTTP 401',
		answer(401, ''),
		'SmsGateway24 refused access (HTTP 401).',
		'Check the credential.',
		'notSent',
	],
	[
		'HTTP 404',
		answer(404, ''),
		'SmsGateway24 returned an error (HTTP 404).',
		'Check the Base URL in the credential.',
		'unknown',
	],
	[
		'a redirect',
		answer(301, '', { location: 'https://example.com/' }),
		'The Base URL in the credential leads to another address (HTTP 301), and secrets are not sent on to it.',
		'Set the Base URL in the credential to the final address; it should begin with https://.',
		'notSent',
	],
	[
		'a dropped connection',
		{ kind: 'drop' },
		'The connection to SmsGateway24 was cut off before the response was complete.',
		'Try again later.',
		'unknown',
	],
	[
		'a connection that breaks within the answer',
		{ kind: 'cutConnection' },
		'The connection to SmsGateway24 was cut off before the response was complete.',
		'Try again later.',
		'unknown',
	],
	[
		'error as text',
		answer(200, '{"error":"1","message":"Subscription has ended"}'),
		'SmsGateway24 reported an error: “Subscription has ended”.',
		'Use the message from SmsGateway24 to correct the fields of this node.',
		'unknown',
	],
	[
		'an error without a sentence',
		answer(200, '{"error":1}'),
		'SmsGateway24 reported an error and gave no reason.',
		'Check the fields of this node, and that the phone has a subscription.',
		'unknown',
	],
	[
		'a sentence in place of the error code',
		answer(200, '{"error":"Token is not valid"}'),
		'SmsGateway24 reported an error: “Token is not valid”.',
		'Check the credential. With a token: copy the Token again from your profile page on SmsGateway24.',
		'unknown',
	],
];

describe.each(FAULTS)('%s', (_, fault, message, advice, outcome) => {
	it.each([
		['sms', 'count', {}],
		['device', 'getAll', {}],
		['device', 'get', { deviceId: { __rl: true, mode: 'id', value: '260' } }],
	])('gives %s: %s a clear sentence, on its own item', async (resource, operation, parameters) => {
		setup.sandbox.faults.add({ when: 'before', fault });
		const failed = await run(resource, operation, parameters);
		expect(failed.error).toEqual({ message: `${message} [item 0]`, description: advice });

		setup.sandbox.faults.add({ when: 'before', fault });
		const continued = await run(resource, operation, parameters, {
			items: [{ name: 'Ada' }, { name: 'Bob' }],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(continued.errorItems).toHaveLength(1);
		const [item] = continued.errorItems;
		expect(item?.json.error).toMatch(/\[item [01]\]$/);
		expect(item?.json).toHaveProperty('name');
	});

	it('tells who creates a group whether it may be there', async () => {
		setup.sandbox.faults.add({ path: '/savetag', when: 'before', fault });
		const result = await run('group', 'create', { name: 'x' });
		const check = 'Check in SmsGateway24 whether it exists before you run this item again.';
		const isToWait = /^(Try again later|The problem is)/.test(advice);
		const [words, what] = {
			notSent: ['The group was not created.', advice],
			unknown: [
				'The group may still have been created, so it was not created again.',
				isToWait ? check : `${check} ${advice}`,
			],
		}[outcome];
		expect(result.error).toEqual({ message: `${message} ${words} [item 0]`, description: what });
	});

	it('tells a sender whether the SMS may have gone out', async () => {
		setup.sandbox.faults.add({ path: '/addsms', when: 'before', fault });
		const result = await run('sms', 'send', smsFromItem, {
			items: [{ phone: '+33612345678', text: 'x' }],
			settings: { onError: 'continueRegularOutput' },
		});
		const words = {
			notSent: 'The SMS was not sent.',
			unknown: 'The SMS may still have been sent, so it was not sent again.',
		};
		expect(result.json).toEqual([{ error: `${message} ${words[outcome]} [item 0]`, outcome }]);
	});
});

it('says so when an answer takes too long, with the timeout that the user set', async () => {
	const requestOptions = { timeout: 300 };
	for (const fault of [
		{ kind: 'latency', ms: 3000 },
		{ kind: 'slowDrip', bytesPerSecond: 1 },
	] as const) {
		setup.sandbox.faults.add({ when: 'after', times: 2, fault });
		const read = await run('sms', 'count', { requestOptions });
		expect(read.error).toEqual({
			message: 'SmsGateway24 did not respond in time. [item 0]',
			description: 'Try again later, or raise the timeout under Request Options.',
		});
		const sent = await run(
			'sms',
			'send',
			{ ...smsFromItem, requestOptions },
			{
				items: [{ phone: '+33612345678', text: 'x' }],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(sent.json[0]?.outcome).toBe('unknown');
	}
});

it.each([
	['http://127.0.0.1:1', 'SmsGateway24 refused the connection.'],
	['http://gateway.invalid', 'SmsGateway24 could not be reached: its address was not found.'],
])('tells that %s was never reached', async (baseUrl, sentence) => {
	const options = {
		items: [{ phone: '+33612345678', text: 'x' }],
		credential: { baseUrl },
		settings: { onError: 'continueRegularOutput' as const },
	};
	const sent = await run('sms', 'send', smsFromItem, options);
	expect(sent.json).toEqual([
		{ error: `${sentence} The SMS was not sent. [item 0]`, outcome: 'notSent' },
	]);
	const read = await run('sms', 'count', {}, options);
	expect(read.json).toEqual([{ error: `${sentence} [item 0]` }]);
});

it('tells that a server which does not speak HTTPS was never reached', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	try {
		await new Promise((resolve) => server.once('listening', resolve));
		// The server listens on a port, not on a pipe, so that its address is an object.
		const { port } = server.address() as AddressInfo;
		const result = await run('sms', 'send', smsFromItem, {
			items: [{ phone: '+33612345678', text: 'x' }],
			credential: { baseUrl: `https://127.0.0.1:${port}` },
		});
		expect(result.error?.message).toMatch(
			/^SmsGateway24 did not respond over HTTPS\. The SMS was not sent/,
		);
	} finally {
		server.closeAllConnections();
		server.close();
	}
});

it.each([
	['proxyhost:3128', 'proxyhost:3128'],
	['http://', 'http://'],
	['no proxy', 'no proxy'],
	['bob:s3cret@proxy.local:3128', 'proxy.local:3128'],
	['http://bob:s3%zz@proxy.local:3128', 'proxy.local:3128'],
])('names a proxy that is none, without its password: %s', async (proxy, shown) => {
	const options = {
		items: [{ phone: '+33612345678', text: 'x' }],
		settings: { onError: 'continueErrorOutput' as const },
	};
	const parameters = { ...smsFromItem, requestOptions: { proxy } };
	const sentence = `Proxy under Request Options is “${shown}”, which is not an address.`;
	expect((await run('sms', 'send', parameters, { items: options.items })).error?.message).toBe(
		sentence,
	);
	const continued = await run('sms', 'send', parameters, options);
	expect(continued.json).toEqual([]);
	expect(continued.errorItems[0]?.json).toMatchObject({ error: sentence, outcome: 'notSent' });
	expect(setup.sandbox.requests.all).toEqual([]);
});

it('sends through the proxy that the user set', async () => {
	const seen: string[] = [];
	const proxy = createServer((request, response) => {
		seen.push(`${request.method} ${request.url}`);
		response.end('{"error":0,"sms_id":1}');
	}).listen(0, '127.0.0.1');
	try {
		await new Promise((resolve) => proxy.once('listening', resolve));
		// The server listens on a port, not on a pipe, so that its address is an object.
		const { port } = proxy.address() as AddressInfo;
		const result = await run(
			'sms',
			'send',
			{ ...smsFromItem, requestOptions: { proxy: `http://127.0.0.1:${port}` } },
			{
				items: [{ phone: '+33612345678', text: 'x' }],
				credential: { baseUrl: 'http://gateway.invalid/getdata' },
			},
		);
		expect(result.json[0]?.id).toBe('1');
		expect(seen).toEqual(['POST http://gateway.invalid/getdata/addsms']);
	} finally {
		proxy.closeAllConnections();
		proxy.close();
	}
});

it('tells how long to wait after HTTP 429 on a read', async () => {
	setup.sandbox.faults.add({
		when: 'before',
		times: Infinity,
		fault: { kind: 'tooManyRequests', retryAfter: '3600' },
	});
	const result = await run('sms', 'count');
	expect(result.error?.message).toMatch(
		/^SmsGateway24 accepts no more requests at the moment \(HTTP 429\)/,
	);
	expect(result.error?.description).toBe(
		'Wait 3600 seconds, then run again, with fewer requests at once.',
	);
});
