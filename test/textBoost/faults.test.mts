import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { Fault } from '../../lab/sandbox/faults.mts';
import { isSince, TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import { plainText } from '../engine/plainText.mts';
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
/** The sentence and the advice about an address that is not there, under the sandbox's own Base URL. */
const COPY_AGAIN =
	'Copy the Base URL in the credential again from the Developers page of your host.';

interface Row {
	name: string;
	fault: Fault;
	/** The sentence to a read. */
	message: string;
	advice: string;
	/** What it means for a send or a creation. */
	outcome: 'notSent' | 'unknown';
	/** The sentence to a send where it is not the same. */
	toSend?: string;
	/** What it means for a send where that is not the same. */
	sendOutcome?: 'unknown';
}

const CHECK_FIELDS =
	'Use the message from TextBoost to correct the fields of this node, especially IDs.';
const TOKEN_ADVICE =
	'Copy the API Token again from Developers in your account at the host, and check that the Base URL in the credential belongs to the same host.';
const RIGHTS_ADVICE = 'Ask the host which permissions your account and its API token have.';
const VERSION_ADVICE =
	'This host may run another version of the server. Ask the host whether its API supports this.';
const PAGE_ADVICE =
	'Copy the Base URL in the credential again from the Developers page of your host. If it is right, the host may be under maintenance: try again later.';
const GATEWAY_ADVICE = "The problem is on the gateway's side. Try again later.";
const AFTER_SENDING = ', which may also happen after the SMS was sent.';

/** An error in the product's shape whose words are unknown, with any HTTP code. */
const anyError = (status: number, words: string): Row => {
	const code = status === 200 ? '' : ` (HTTP ${status})`;
	return {
		name: `HTTP ${status} with the words "${words}"`,
		fault: answer(status, refused(words)),
		message: `TextBoost returned an error${code}: “${words}”.`,
		advice: CHECK_FIELDS,
		outcome: 'unknown',
		toSend: `TextBoost returned an error${code}: “${words}”${AFTER_SENDING}`,
	};
};

/** An error of the product that is known. */
const knownError = (
	status: number,
	words: string,
	what: string,
	advice: string,
	outcome: Row['outcome'] = 'notSent',
): Row => ({
	name: `HTTP ${status} with "${words}"`,
	fault: answer(status, refused(words)),
	message: `${what}${status === 200 ? '' : ` (HTTP ${status})`}: “${words.replace(/\.$/, '')}”.`,
	advice,
	outcome,
});

/** A known error with a code and words with which an operator's refusal may come, too. */
const maybeOfOperator = (status: number, words: string, what: string, advice: string): Row => ({
	...knownError(status, words, what, advice),
	toSend: `TextBoost returned an error (HTTP ${status}): “${words.replace(/\.$/, '')}”${AFTER_SENDING}`,
	sendOutcome: 'unknown',
});

const FAULTS: Row[] = [
	knownError(
		200,
		'Sorry! This option is not available in demo mode',
		'TextBoost is in demo mode and does nothing',
		'Use the API Token and the Base URL of a real account.',
	),
	knownError(200, 'Unauthenticated.', 'TextBoost does not accept the API Token', TOKEN_ADVICE),
	knownError(
		200,
		'These credentials do not match our records.',
		'TextBoost does not know the API Token',
		TOKEN_ADVICE,
	),
	knownError(200, 'This action is unauthorized.', 'TextBoost does not allow this', RIGHTS_ADVICE),
	maybeOfOperator(
		403,
		'Sorry, but you do not have permissions to view this page.',
		'TextBoost does not allow this',
		RIGHTS_ADVICE,
	),
	maybeOfOperator(
		403,
		'You do not have permission to access API',
		'TextBoost does not allow this',
		RIGHTS_ADVICE,
	),
	knownError(
		200,
		'The route api/v3/x could not be found.',
		'TextBoost has nothing at this address',
		COPY_AGAIN,
	),
	maybeOfOperator(
		404,
		'The route api/v3/x could not be found.',
		'TextBoost has nothing at this address',
		COPY_AGAIN,
	),
	maybeOfOperator(
		403,
		'There is not enough balance to send the SMS',
		'The balance of your account at the host is too low',
		'Top up your account at the host.',
	),
	knownError(
		403,
		'No sending server available for your subscribed plan',
		'Your plan at the host has no server for this type of message',
		'Ask the host for a plan with this type of message.',
	),
	knownError(
		200,
		'SQLSTATE[HY000] [2002] Connection refused',
		'The TextBoost server failed',
		"The problem is on the host's side. Send this message to the host.",
		'unknown',
	),
	knownError(
		403,
		'Undefined array key "sid"',
		'The TextBoost server failed',
		"The problem is on the host's side. Send this message to the host.",
		'unknown',
	),
	...[200, 400, 403, 404, 405, 422].map((status) => anyError(status, 'Sending server not found')),
	anyError(403, 'Undelivered'),
	anyError(404, 'gateway down'),
	{
		name: 'a refusal without a sentence',
		fault: answer(200, { status: 'error' }),
		message: 'TextBoost returned an error without an explanation.',
		advice: `Check the fields of this node, especially IDs. Older hosts also respond like this to an address that does not exist. ${COPY_AGAIN}`,
		outcome: 'unknown',
		toSend: `TextBoost returned an error${AFTER_SENDING}`,
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
		name: 'a 403 of something else',
		fault: answer(403, '<h1>Forbidden</h1>'),
		message: 'TextBoost returned an error (HTTP 403): “Forbidden”.',
		advice: RIGHTS_ADVICE,
		outcome: 'unknown',
	},
	{
		name: 'a 404 of something else',
		fault: answer(404, '<h1>Not Found</h1>'),
		message: 'TextBoost returned an error (HTTP 404): “Not Found”.',
		advice: COPY_AGAIN,
		outcome: 'unknown',
	},
	{
		name: 'a 405 of Laravel',
		fault: answer(405, { message: 'The method is not supported for this route.' }),
		message:
			'TextBoost does not support this call (HTTP 405): “The method is not supported for this route”.',
		advice: VERSION_ADVICE,
		outcome: 'notSent',
	},
	{
		name: 'a 405 of something else',
		fault: answer(405, '<h1>Not Allowed</h1>'),
		message: 'TextBoost returned an error (HTTP 405): “Not Allowed”.',
		advice: VERSION_ADVICE,
		outcome: 'unknown',
	},
	{
		name: 'a 422 with the fields',
		fault: answer(422, {
			message: 'The recipient has 3 faults.',
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
		fault: answer(422, { message: 'Something is wrong.' }),
		message: 'TextBoost returned an error (HTTP 422): “Something is wrong”.',
		advice: 'Use the message from the gateway to correct the fields of this node.',
		outcome: 'unknown',
	},
	{
		name: 'a redirect',
		fault: answer(301, '', { location: 'https://example.com/' }),
		message:
			'The Base URL in the credential leads to another address (HTTP 301), and secrets are not sent on to it.',
		advice:
			'Set the Base URL in the credential to the final address; it should begin with https://.',
		outcome: 'notSent',
	},
	{
		name: 'a redirect after the work',
		fault: answer(303, '', { location: 'https://example.com/' }),
		message:
			'The Base URL in the credential leads to another address (HTTP 303), and secrets are not sent on to it.',
		advice:
			'Set the Base URL in the credential to the final address; it should begin with https://.',
		outcome: 'unknown',
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
		message: 'TextBoost returned a web page instead of data: “Be right back”.',
		advice: PAGE_ADVICE,
		outcome: 'unknown',
	},
	{
		name: 'an empty body',
		fault: answer(200, ''),
		message: 'TextBoost returned an empty response.',
		advice: 'Check the Base URL in the credential. If it is right, try again later.',
		outcome: 'unknown',
	},
	{
		name: 'cut JSON',
		fault: answer(200, '{"status":"success","da'),
		message:
			'The response from TextBoost was cut off or could not be read: “{"status":"success","da”.',
		advice: 'Try again later. If it keeps happening, check the Base URL in the credential.',
		outcome: 'unknown',
	},
	...['{"message":"Hello."}', '{"success":true}', '[]', '"success"', 'null'].map(
		(body): Row => ({
			name: `${body} at HTTP 200`,
			fault: answer(200, body),
			message: `TextBoost returned a response that this node does not understand: “${body}”.`,
			advice:
				'Check the Base URL in the credential. If it is right, please report this response at https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/issues.',
			outcome: 'unknown',
		}),
	),
	{
		name: 'a dropped connection',
		fault: { kind: 'drop' },
		message: 'The connection to TextBoost was cut off before the response was complete.',
		advice: 'Try again later.',
		outcome: 'unknown',
	},
	{
		name: 'a connection that breaks within the answer',
		fault: { kind: 'cutConnection' },
		message: 'The connection to TextBoost was cut off before the response was complete.',
		advice: 'Try again later.',
		outcome: 'unknown',
	},
];

const READS: Array<[string, string, INodeParameters]> = [
	['sms', 'get', { messageId: 'a1' }],
	['sms', 'getAll', {}],
	['contact', 'get', { groupId: byId('a1'), contactId: byId('b2') }],
	['contact', 'delete', { groupId: byId('a1'), contactId: byId('b2') }],
	['group', 'update', { groupId: byId('a1'), name: 'x' }],
	['group', 'delete', { groupId: byId('a1') }],
	['group', 'getAll', {}],
	['account', 'getBalance', {}],
	['account', 'getProfile', {}],
];

/** Those that the vendor documents with GET. */
const READS_BY_GET = READS.filter(([resource, operation]) =>
	['sms get', 'sms getAll', 'group getAll', 'account getBalance', 'account getProfile'].includes(
		`${resource} ${operation}`,
	),
);

/** What may go again whatever happened to it. */
const SAVES: Array<[string, string, INodeParameters]> = [
	['contact', 'update', { groupId: byId('a1'), contactId: byId('b2'), phone: '+31612345678' }],
];

const CREATES: Array<[string, string, INodeParameters]> = [
	['contact', 'create', { groupId: byId('a1'), phone: '+31612345678' }],
	['group', 'create', { name: 'x' }],
];

describe.each(FAULTS)('$name', (row) => {
	const { fault, message, advice, outcome, toSend, sendOutcome = outcome } = row;
	it.each(READS)(
		'gives %s: %s a clear sentence, on its own item',
		async (resource, operation, parameters) => {
			setup.sandbox.faults.add({ when: 'before', fault });
			const failed = await run(resource, operation, parameters);
			expect(failed.error).toEqual({
				message: `${message} [item 0]`,
				description: advice,
			});

			setup.sandbox.faults.add({ when: 'before', times: 2, fault });
			const items = [{ name: 'Ada' }, { name: 'Bob' }];
			const continued = await run(resource, operation, parameters, {
				items,
				settings: { onError: 'continueErrorOutput' },
			});
			expect(continued.errorItems).toEqual(
				items.map((item, index) => ({
					json: { ...item, error: `${message} [item ${index}]` },
					pairedItem: { item: index },
				})),
			);
			expect(continued.items).toEqual([]);
		},
	);

	it.each(SAVES)(
		'tells of %s: %s whether it may be done, and that it may go again',
		async (resource, operation, parameters) => {
			setup.sandbox.faults.add({ when: 'before', fault });
			const items = [{ name: 'Ada' }];
			const result = await run(resource, operation, parameters, {
				items,
				settings: { onError: 'continueErrorOutput' },
			});
			const words = {
				notSent: `The ${resource} was not saved.`,
				unknown: `The ${resource} may still have been saved, and can safely be saved again.`,
			};
			const error = `${message} ${words[outcome]} [item 0]`;
			expect(result.errorItems).toEqual([
				{ json: { ...items[0], error, outcome }, pairedItem: { item: 0 } },
			]);
		},
	);

	it.each(CREATES)(
		'tells %s: %s whether it may be there',
		async (resource, operation, parameters) => {
			setup.sandbox.faults.add({ when: 'before', fault });
			const items = [{ name: 'Ada' }];
			const result = await run(resource, operation, parameters, {
				items,
				settings: { onError: 'continueErrorOutput' },
			});
			const words = {
				notSent: `The ${resource} was not created.`,
				unknown: `The ${resource} may still have been created, so it was not created again.`,
			};
			expect(result.errorItems).toEqual([
				{
					json: {
						...items[0],
						error: `${message} ${words[outcome]} [item 0]`,
						outcome,
					},
					pairedItem: { item: 0 },
				},
			]);
			expect(setup.sandbox.requests.all).toHaveLength(1);
		},
	);

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
			unknown: 'The SMS may still have been sent, so it was not sent again.',
		};
		const sentence = toSend ?? message;
		expect(result.items).toEqual([
			{
				json: { error: `${sentence} ${words[sendOutcome]} [item 0]`, outcome: sendOutcome },
				pairedItem: { item: 0 },
			},
		]);
		expect(setup.sandbox.requests.to('/sms/send')).toHaveLength(1);
	});
});

describe('an address where the host has nothing', () => {
	it.each(TEXTBOOST_VERSIONS)(
		'is told on version %s, and nothing is called sent',
		async (version) => {
			const { textBoost } = setup.sandbox;
			Object.assign(textBoost.settings, { version, prefixes: ['http'] });
			for (const [resource, operation, parameters] of [...READS, ...CREATES]) {
				const { error } = await run(resource, operation, parameters);
				// Version 3.1.0 says so without a word (recorded: "unknown route").
				const isTold = version !== '3.1.0';
				expect(error?.message).toMatch(
					isTold
						? /^TextBoost has nothing at this address: “The route .+ could not be found”\./
						: /^TextBoost returned an error without an explanation\./,
				);
				if (!CREATES.some(([, name]) => name === operation) || isTold) {
					expect(error?.description).toContain(COPY_AGAIN);
				}
			}
			const sent = await run('sms', 'send', smsFromItem, {
				items: [{ phone: '+33612345678', text: 'x' }],
				settings: { onError: 'continueRegularOutput' },
			});
			expect(sent.json[0]?.outcome).toBe(version === '3.1.0' ? 'unknown' : 'notSent');
		},
	);

	it.each([
		['/api', '/api/v3'],
		['/api/v4', '/api/v4/api/v3'],
	])('is told with the Base URL to try in place of %s', async (path, expected) => {
		const { origin } = setup.sandbox;
		const credential = { baseUrl: `${origin}/textboost${path}` };
		const { error } = await run('account', 'getBalance', {}, { credential });
		expect(error?.message).toMatch(/^TextBoost has nothing at this address: /);
		expect(error?.description).toContain(
			`The Base URL in the credential may have to be ${origin}/textboost${expected}.`,
		);
	});
});

describe('a send with a wrong Base URL is told the one to try', () => {
	const sendTo = async (path: string) =>
		await run('sms', 'send', smsFromItem, {
			items: [{ phone: '+33612345678', text: 'x' }],
			credential: { baseUrl: `${setup.sandbox.origin}/textboost${path}` },
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
	const adviceFor = (path: string) =>
		`The Base URL in the credential may have to be ${setup.sandbox.origin}/textboost${path}.`;

	it.each(
		TEXTBOOST_VERSIONS.flatMap((version) =>
			['/api', '/api/v4', ...(isSince(version, '3.9') ? [] : ['/api/http'])].map((path) => ({
				version,
				path,
			})),
		),
	)('$path on version $version', async ({ version, path }) => {
		setup.sandbox.textBoost.settings.version = version;
		const { error } = await sendTo(path);
		expect(error?.description).toContain(
			adviceFor(path === '/api/v4' ? '/api/v4/api/v3' : '/api/v3'),
		);
		// Version 3.1.0 says the same of whatever fails, and 3.8.0 under /api/http what it also says after a send.
		const isClear = version !== '3.1.0' && path !== '/api/http';
		expect(error?.message).toMatch(isClear ? /The SMS was not sent/ : /may still have been sent/);
		expect(setup.sandbox.requests.to('/sms/send')).toHaveLength(isClear ? 3 : 1);
		expect(setup.sandbox.textBoost.handedOver).toEqual([]);
	});

	it.each([
		['a page', answer(200, '<html>Welcome</html>')],
		['no page', answer(404, '<html>Not Found</html>')],
		['a page that takes no POST', answer(405, '<html>Not Allowed</html>')],
		[
			'a method that is not there',
			answer(
				200,
				refused(
					'The POST method is not supported for route sms/send. Supported methods: GET, HEAD.',
				),
			),
		],
	])('where a website has %s', async (_, fault) => {
		setup.sandbox.faults.add({ path: '/sms/send', when: 'before', times: Infinity, fault });
		const { error } = await sendTo('');
		expect(error?.description).toContain(adviceFor('/api/v3'));
	});

	it('where a website leads to its log-in', async () => {
		const fault = answer(302, '', { location: '/login' });
		setup.sandbox.faults.add({ path: '/sms/send', when: 'before', fault });
		const { error } = await sendTo('');
		expect(error?.message).toMatch(/^The Base URL in the credential leads to another address/);
		expect(error?.description).toMatch(/Set the Base URL in the credential to the final address/);
	});
});

describe('under /api/http', () => {
	const underHttp = () => ({ credential: { baseUrl: setup.sandbox.textBoost.httpBaseUrl } });

	it.each(['3.9', '3.13.0'] as const)(
		'what writes works on version %s, with the token in its body',
		async (version) => {
			const { textBoost } = setup.sandbox;
			Object.assign(textBoost.settings, { version, tokenlessUser: true, contactListFails: false });
			const group = await run('group', 'create', { name: 'A' }, underHttp());
			const groupId = byId(plainText(group.json[0]?.id));
			const contact = await run(
				'contact',
				'create',
				{ groupId, phone: '+31612345678' },
				underHttp(),
			);
			const contactId = byId(plainText(contact.json[0]?.id));
			const calls: Array<[string, string, INodeParameters]> = [
				['group', 'get', { groupId }],
				['group', 'update', { groupId, name: 'B' }],
				['contact', 'upsert', { groupId, phone: '+31612345678' }],
				['contact', 'getAll', { groupId }],
				['contact', 'get', { groupId, contactId }],
				['sms', 'send', { to: '+31612345678', from: 'X', message: 'x' }],
				['campaign', 'create', { groupId, from: 'X', message: 'x' }],
				['contact', 'delete', { groupId, contactId }],
				['group', 'delete', { groupId }],
			];
			for (const [resource, operation, parameters] of calls) {
				const result = await run(resource, operation, parameters, underHttp());
				expect([operation, result.error, result.items.length]).toEqual([operation, undefined, 1]);
			}
			expect(textBoost.groups).toEqual([]);
			expect(textBoost.campaigns).toMatchObject([{ owner: 'own' }]);
			for (const request of setup.sandbox.requests.all) {
				expect(request.url).not.toContain('sandboxSecret');
				expect(request.rawBody).toContain('"api_token":"7|sandboxSecret');
			}
		},
	);

	it('what reads by GET is refused before any request, because it may show another account', async () => {
		const { textBoost } = setup.sandbox;
		textBoost.settings.tokenlessUser = true;
		expect(READS_BY_GET).toHaveLength(5);
		for (const [resource, operation, parameters] of READS_BY_GET) {
			const { error } = await run(resource, operation, parameters, underHttp());
			expect([operation, error]).toEqual([
				operation,
				{
					message: expect.stringMatching(
						/^With a Base URL that ends in \/api\/http, n8n cannot read/,
					),
					description: `Set the Base URL in the credential to ${textBoost.baseUrl}.`,
				},
			]);
		}
		expect(setup.sandbox.requests.all).toEqual([]);
	});

	it('a read by POST is not tried by GET', async () => {
		Object.assign(setup.sandbox.textBoost.settings, { tokenlessUser: true, listMethod: 'GET' });
		const { error } = await run('group', 'get', { groupId: byId('a1') }, underHttp());
		expect(error?.message).toMatch(/^With a Base URL that ends in \/api\/http/);
		expect(setup.sandbox.requests.all.map(({ method }) => method)).toEqual(['POST']);
	});

	it('Send At takes the zone of the credential, and is refused without one', async () => {
		const { textBoost } = setup.sandbox;
		textBoost.settings.version = '3.13.0';
		const additionalFields = { sendAt: '2090-01-01T10:00:00Z' };
		const sms = { to: '+31612345678', from: 'X', message: 'x', additionalFields };
		const { credential } = underHttp();
		const refused = await run('sms', 'send', sms, { credential });
		expect(refused.error?.message).toMatch(
			/^The time zone of your account.+ was not sent\. \[item 0\]$/,
		);
		expect(refused.error?.description).toMatch(/fill in Time Zone in the credential/);
		expect(setup.sandbox.requests.all).toEqual([]);
		const zoned = { ...credential, timezone: 'Asia/Tokyo' };
		const result = await run('sms', 'send', sms, { credential: zoned });
		expect(result.json).toMatchObject([{ status: 'queued' }]);
		expect(setup.sandbox.requests.all[0]?.rawBody).toContain('"2090-01-01 19:00"');
	});
});

it('says so when an answer takes too long, with the timeout that the user set', async () => {
	const requestOptions = { timeout: 50 };
	setup.sandbox.faults.add({ when: 'after', times: 2, fault: { kind: 'latency', ms: 1000 } });
	const read = await run('account', 'getBalance', { requestOptions });
	expect(read.error).toEqual({
		message: 'TextBoost did not respond in time. [item 0]',
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
	['http://gateway.invalid/api/v3', 'TextBoost could not be reached: its address was not found.'],
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
		times: Infinity,
		fault: { kind: 'tooManyRequests', retryAfter: '3600' },
	});
	const result = await run('account', 'getBalance');
	expect(result.error).toEqual({
		message: 'TextBoost accepts no more requests for 3600 seconds (HTTP 429). [item 0]',
		description: 'Wait 3600 seconds, then run again, with fewer requests at once.',
	});
});

it('says so where HTTP 429 comes without a waiting time', async () => {
	const body = '{"message":"Too Many Attempts."}';
	setup.sandbox.faults.add({ when: 'before', times: Infinity, fault: answer(429, body) });
	const { error } = await run('account', 'getBalance');
	expect(error?.message).toBe(
		'TextBoost accepts no more requests at the moment (HTTP 429): “Too Many Attempts”. [item 0]',
	);
});
