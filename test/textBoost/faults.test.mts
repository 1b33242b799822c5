import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { Fault } from '../sandbox/faults.mts';
import { byId, setUp, smsFromItem, urlsOf } from './setup.mts';

const setup = setUp();
const { run } = setup;

const answer = (status: number, body: unknown, headers?: Record<string, string>): Fault => ({
	kind: 'answer',
	status,
	body: typeof body === 'string' ? body : JSON.stringify(body),
	...(headers && { headers }),
});
const refused = (message: string) => ({ status: 'error', message });
const other = (): string => setup.sandbox.textBoost.httpBaseUrl;

interface Row {
	name: string;
	fault: Fault;
	/** The sentence to a read; OTHER stands for the other base URL. */
	message: string;
	advice: string;
	/** What it means for a send, and its sentence where it is not the same. */
	outcome: 'notSent' | 'unknown';
	toSend?: string;
}

const CHECK_FIELDS = 'Check the fields of this node against what TextBoost says.';
const TOKEN_ADVICE =
	'Copy the API Token again from Developers in your account at the host, and check that the Base URL in the credential belongs to the same host.';
const RIGHTS_ADVICE = 'Ask the host which rights your account and its API token have.';
const PAGE_ADVICE =
	'Check the Base URL in the credential. If it is right, the gateway may be under maintenance: try again later.';
const GATEWAY_ADVICE = 'This lies with the gateway. Try again later.';

const FAULTS: Row[] = [
	{
		name: 'HTTP 200 with status error',
		fault: answer(200, refused('Sorry! This option is not available in demo mode')),
		message: 'TextBoost refused: “Sorry! This option is not available in demo mode”.',
		advice: CHECK_FIELDS,
		outcome: 'notSent',
	},
	{
		name: 'a refusal without a sentence',
		fault: answer(200, { status: 'error' }),
		message: 'TextBoost refused.',
		advice: CHECK_FIELDS,
		outcome: 'notSent',
	},
	{
		name: "Laravel's 401",
		fault: answer(401, { message: 'Unauthenticated.' }),
		message: 'TextBoost does not accept the API Token (HTTP 401): “Unauthenticated”.',
		advice: TOKEN_ADVICE,
		outcome: 'notSent',
	},
	{
		name: 'a 401 with status error',
		fault: answer(401, refused('Invalid credentials.')),
		message: 'TextBoost does not accept the API Token (HTTP 401): “Invalid credentials”.',
		advice: TOKEN_ADVICE,
		outcome: 'notSent',
	},
	{
		name: 'a 403',
		fault: answer(403, refused('You do not have permission to access API')),
		message:
			'TextBoost does not allow this (HTTP 403): “You do not have permission to access API”.',
		advice: RIGHTS_ADVICE,
		outcome: 'unknown',
		toSend:
			'TextBoost answered HTTP 403: “You do not have permission to access API”, which can mean that it refused, or that it sent without a report of delivery yet.',
	},
	{
		name: 'a 404 of the server',
		fault: answer(404, '<h1>Not Found</h1>'),
		message:
			'TextBoost has nothing at this address (HTTP 404). The Base URL in the credential may have to be OTHER.',
		advice: 'Check the Base URL in the credential, and the IDs in the fields of this node.',
		outcome: 'notSent',
	},
	{
		name: 'a 404 of Laravel',
		fault: answer(404, { message: 'The route api/v3/x could not be found.' }),
		message:
			'TextBoost has nothing at this address (HTTP 404): “The route api/v3/x could not be found”. The Base URL in the credential may have to be OTHER.',
		advice: 'Check the Base URL in the credential, and the IDs in the fields of this node.',
		outcome: 'notSent',
	},
	{
		name: 'a 404 with a refusal',
		fault: answer(404, refused('Sending server not found')),
		message: 'TextBoost refused (HTTP 404): “Sending server not found”.',
		advice:
			'Check the fields of this node, especially IDs, against what TextBoost says. If they are right, try the Base URL OTHER in the credential.',
		outcome: 'notSent',
	},
	{
		name: 'a 405',
		fault: answer(405, { message: 'The method is not supported for this route.' }),
		message:
			'TextBoost does not support this call (HTTP 405): “The method is not supported for this route”.',
		advice:
			'This host may run another version of the server. Ask the host whether its API supports this.',
		outcome: 'notSent',
	},
	{
		name: 'a 422 with the fields',
		fault: answer(422, {
			message: 'The recipient field is required. (and 2 more errors)',
			errors: {
				recipient: ['The recipient field is required.'],
				sender_id: ['The sender id is invalid.', 'The sender id is too long.'],
				strange: 'It is strange.',
			},
		}),
		message:
			'TextBoost did not accept the fields (HTTP 422): “To: The recipient field is required. From: The sender id is invalid. The sender id is too long. strange: It is strange.”.',
		advice: 'Correct the fields that it names.',
		outcome: 'notSent',
	},
	{
		name: 'a 422 without fields',
		fault: answer(422, refused('Invalid timezone provided.')),
		message: 'TextBoost did not accept the fields (HTTP 422): “Invalid timezone provided”.',
		advice: 'Correct the fields that it names.',
		outcome: 'notSent',
	},
	{
		name: 'a redirect',
		fault: answer(301, '', { location: 'https://example.com/' }),
		message:
			'The Base URL in the credential leads to another address (HTTP 301), and secrets are not sent on to it.',
		advice: 'Set the Base URL to the final address; it should begin with https://.',
		outcome: 'notSent',
	},
	{
		name: 'a 500 of Laravel',
		fault: answer(500, { message: 'Server Error' }),
		message: 'TextBoost could not handle the request (HTTP 500): “Server Error”.',
		advice: GATEWAY_ADVICE,
		outcome: 'unknown',
	},
	{
		name: 'a 500 that calls itself a success',
		fault: answer(500, { status: 'success', data: { uid: 'a' } }),
		message:
			'TextBoost could not handle the request (HTTP 500): “{"status":"success","data":{"uid":"a"}}”.',
		advice: GATEWAY_ADVICE,
		outcome: 'unknown',
	},
	{
		name: 'a web page',
		fault: answer(200, '<html><head><title>Be right back</title></head></html>'),
		message: 'TextBoost answered with a web page instead of data: “Be right back”.',
		advice: PAGE_ADVICE,
		outcome: 'unknown',
	},
	{
		name: 'an empty body',
		fault: answer(200, ''),
		message: 'TextBoost sent an empty answer.',
		advice: 'Check the Base URL in the credential. If it is right, try again later.',
		outcome: 'unknown',
	},
	{
		name: 'cut JSON',
		fault: answer(200, '{"status":"success","da'),
		message: 'The answer of TextBoost broke off or is not readable: “{"status":"success","da”.',
		advice: 'Try again later. If it stays so, check the Base URL in the credential.',
		outcome: 'unknown',
	},
	...['{"message":"Unauthenticated."}', '{"success":true}', '[]', '"success"', 'null'].map(
		(body): Row => ({
			name: `${body} at HTTP 200`,
			fault: answer(200, body),
			message: `TextBoost gave an answer that this node does not understand: “${body}”.`,
			advice:
				'Check the Base URL in the credential. If it is right, please report this answer at https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/issues.',
			outcome: 'unknown',
		}),
	),
	{
		name: 'a dropped connection',
		fault: { kind: 'drop' },
		message: 'The connection to TextBoost broke off before the answer was complete.',
		advice: 'Try again later.',
		outcome: 'unknown',
	},
	{
		name: 'a connection that breaks within the answer',
		fault: { kind: 'cutConnection' },
		message: 'The connection to TextBoost broke off before the answer was complete.',
		advice: 'Try again later.',
		outcome: 'unknown',
	},
];

const READS: Array<[string, string, INodeParameters]> = [
	['sms', 'get', { messageId: 'a1' }],
	['sms', 'getAll', {}],
	['contact', 'get', { groupId: byId('a1'), contactId: byId('b2') }],
	['contact', 'update', { groupId: byId('a1'), contactId: byId('b2'), phone: '+31612345678' }],
	['contact', 'delete', { groupId: byId('a1'), contactId: byId('b2') }],
	['group', 'update', { groupId: byId('a1'), name: 'x' }],
	['group', 'delete', { groupId: byId('a1') }],
	['group', 'getAll', {}],
	['account', 'getBalance', {}],
	['account', 'getProfile', {}],
];

const CREATES: Array<[string, string, INodeParameters]> = [
	['contact', 'create', { groupId: byId('a1'), phone: '+31612345678' }],
	['group', 'create', { name: 'x' }],
];

describe.each(FAULTS)('$name', ({ fault, message, advice, outcome, toSend }) => {
	const full = (sentence: string) => sentence.replace('OTHER', other());

	it.each(READS)('gives %s: %s a clear sentence, on its own item', async (...row) => {
		const [resource, operation, parameters] = row;
		setup.sandbox.faults.add({ when: 'before', fault });
		const failed = await run(resource, operation, parameters);
		expect(failed.error).toEqual({
			message: `${full(message)} [item 0]`,
			description: full(advice),
		});

		setup.sandbox.faults.add({ when: 'before', times: 2, fault });
		const items = [{ name: 'Ada' }, { name: 'Bob' }];
		const continued = await run(resource, operation, parameters, {
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(continued.errorItems).toEqual(
			items.map((item, index) => ({
				json: { ...item, error: `${full(message)} [item ${index}]` },
				pairedItem: { item: index },
			})),
		);
		expect(continued.items).toEqual([]);
	});

	it.each(CREATES)('tells %s: %s whether it may be there', async (...row) => {
		const [resource, operation, parameters] = row;
		setup.sandbox.faults.add({ when: 'before', fault });
		const items = [{ name: 'Ada' }];
		const result = await run(resource, operation, parameters, {
			items,
			settings: { onError: 'continueErrorOutput' },
		});
		// A 403 is a plain refusal where nothing is sent.
		const ofCreate = toSend === undefined ? outcome : 'notSent';
		const words = {
			notSent: `The ${resource} was not created.`,
			unknown: `The ${resource} may have been created all the same, so it is not created again.`,
		};
		expect(result.errorItems).toEqual([
			{
				json: {
					...items[0],
					error: `${full(message)} ${words[ofCreate]} [item 0]`,
					outcome: ofCreate,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(setup.sandbox.requests.all).toHaveLength(1);
	});

	it.each([
		['sms', 'send', smsFromItem],
		['sms', 'sendMany', smsFromItem],
		['sms', 'sendVoice', smsFromItem],
		['sms', 'sendMms', { ...smsFromItem, mediaUrl: 'https://example.com/a.png' }],
	])('tells %s: %s whether it may have gone out', async (resource, operation, parameters) => {
		setup.sandbox.faults.add({ path: '/sms/send', when: 'before', fault });
		const result = await run(resource, operation, parameters, {
			items: [{ phone: '+33612345678', text: 'x' }],
			settings: { onError: 'continueRegularOutput' },
		});
		const words = {
			notSent: 'The SMS was not sent.',
			unknown: 'The SMS may have been sent all the same, so it is not sent again.',
		};
		const sentence = full(toSend ?? message);
		expect(result.items).toEqual([
			{
				json: { error: `${sentence} ${words[outcome]} [item 0]`, outcome },
				pairedItem: { item: 0 },
			},
		]);
		expect(setup.sandbox.requests.to('/sms/send')).toHaveLength(1);
	});
});

describe('the other base URL', () => {
	it.each([
		['v3', 'http'],
		['http', 'v3'],
	] as const)('is named where %s is not served but %s is', async (asked, served) => {
		const { textBoost } = setup.sandbox;
		textBoost.settings.prefixes = [served];
		const addresses = { v3: textBoost.baseUrl, http: textBoost.httpBaseUrl };
		const credential = { baseUrl: addresses[asked] };
		for (const [resource, operation, parameters] of [...READS, ...CREATES]) {
			const { error } = await run(resource, operation, parameters, { credential });
			expect(error?.message).toContain(`may have to be ${addresses[served]}. `);
		}
		const good = { baseUrl: addresses[served] };
		expect((await run('account', 'getBalance', {}, { credential: good })).error).toBeUndefined();
	});

	it.each([
		['', '/api/v3'],
		['/api', '/api/v3'],
		['/v4', '/v4/api/v3'],
	])('is named for a host whose address ends in "%s"', async (path, expected) => {
		const { origin } = setup.sandbox;
		const credential = { baseUrl: `${origin}/textboost${path}` };
		const { error } = await run('account', 'getBalance', {}, { credential });
		expect(error?.message).toContain(`may have to be ${origin}/textboost${expected}.`);
	});
});

describe('under /api/http', () => {
	const underHttp = () => ({ credential: { baseUrl: setup.sandbox.textBoost.httpBaseUrl } });

	it('every call works where the host reads the header', async () => {
		const { textBoost } = setup.sandbox;
		const group = await run('group', 'create', { name: 'A' }, underHttp());
		const groupId = byId(String(group.json[0]?.id));
		const calls: Array<[string, string, INodeParameters]> = [
			['group', 'get', { groupId }],
			['group', 'getAll', {}],
			['group', 'update', { groupId, name: 'B' }],
			['contact', 'create', { groupId, phone: '+31612345678' }],
			['contact', 'upsert', { groupId, phone: '+31612345678' }],
			['contact', 'getAll', { groupId }],
			['sms', 'send', { to: '+31612345678', from: 'X', message: 'x' }],
			['sms', 'getAll', { limit: 1 }],
			['campaign', 'create', { groupId, from: 'X', message: 'x' }],
			['account', 'getProfile', {}],
			['group', 'delete', { groupId }],
		];
		for (const [resource, operation, parameters] of calls) {
			const result = await run(resource, operation, parameters, underHttp());
			expect([operation, result.error, result.items.length]).toEqual([operation, undefined, 1]);
		}
		expect(textBoost.groups).toEqual([]);
		for (const request of setup.sandbox.requests.all) {
			expect(request.url).not.toContain('sandboxSecret');
			const isRead = request.method === 'GET';
			expect(request.rawBody.includes('"api_token":"7|sandboxSecret')).toBe(!isRead);
		}
	});

	it('a host that refuses a GET gets the sentence that names /api/v3', async () => {
		const { textBoost } = setup.sandbox;
		textBoost.settings.httpToken = 'input';
		const hint = `Under /api/http, a host may not read the token from the header: set the Base URL in the credential to ${textBoost.baseUrl}.`;
		for (const [resource, operation, parameters] of READS) {
			setup.sandbox.requests.clear();
			const { error } = await run(resource, operation, parameters, underHttp());
			const isRead = setup.sandbox.requests.all[0]?.method === 'GET';
			expect([operation, error?.message.includes(hint) ?? false]).toEqual([operation, isRead]);
		}
		for (const status of [401, 403]) {
			const fault = answer(status, refused('No'));
			setup.sandbox.faults.add({ when: 'before', fault });
			const { error } = await run('account', 'getBalance', {}, underHttp());
			expect(error?.message).toContain(hint);
		}
	});
});

it('says so when an answer takes too long, with the timeout that the user set', async () => {
	const requestOptions = { timeout: 50 };
	setup.sandbox.faults.add({ when: 'after', times: 2, fault: { kind: 'latency', ms: 1000 } });
	const read = await run('account', 'getBalance', { requestOptions });
	expect(read.error).toEqual({
		message: 'TextBoost did not answer in time. [item 0]',
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
});

it.each([
	['http://127.0.0.1:1/api/v3', 'TextBoost refused the connection.'],
	['http://gateway.invalid/api/v3', 'TextBoost was not found under its address.'],
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
	const read = await run('account', 'getBalance', {}, options);
	expect(read.json).toEqual([{ error: `${sentence} [item 0]` }]);
});

it('follows no redirect to another host with the token', async () => {
	const seen: string[] = [];
	const server = createServer((request, response) => {
		seen.push(request.headers.authorization ?? '');
		response.end('{"status":"success","data":{}}');
	}).listen(0, '127.0.0.1');
	try {
		await new Promise((resolve) => server.once('listening', resolve));
		// The server listens on a port, not on a pipe, so that its address is an object.
		const { port } = server.address() as AddressInfo;
		const headers = { location: `http://127.0.0.1:${port}/balance` };
		for (const status of [301, 302, 307, 308]) {
			setup.sandbox.faults.add({ when: 'before', fault: answer(status, '', headers) });
			expect((await run('account', 'getBalance')).error?.message).toContain(`HTTP ${status}`);
		}
		expect(seen).toEqual([]);
		expect(urlsOf(setup)).toHaveLength(4);
	} finally {
		server.closeAllConnections();
		server.close();
	}
});

it('tells the waiting time of HTTP 429 on a read', async () => {
	setup.sandbox.faults.add({
		when: 'before',
		fault: { kind: 'tooManyRequests', retryAfter: '30' },
	});
	const result = await run('account', 'getBalance');
	expect(result.error).toEqual({
		message: 'TextBoost takes no more requests for 30 seconds (HTTP 429). [item 0]',
		description: 'Wait 30 seconds, then run again, with fewer requests at once.',
	});
});

it('says so where HTTP 429 comes without a waiting time', async () => {
	const body = '{"message":"Too Many Attempts."}';
	setup.sandbox.faults.add({ when: 'before', fault: answer(429, body) });
	const { error } = await run('account', 'getBalance');
	expect(error?.message).toBe(
		'TextBoost takes no more requests at the moment (HTTP 429): “Too Many Attempts.”. [item 0]',
	);
});
