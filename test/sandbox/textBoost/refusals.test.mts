import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { startSandbox } from '../../../lab/sandbox/sandbox.mts';
import { TEXTBOOST_TOKEN } from '../../../lab/sandbox/textBoost.mts';
import type { Right } from '../../../lab/sandbox/textBoost/settings.mts';
import { TEXTBOOST_VERSIONS } from '../../../lab/sandbox/textBoost/versions.mts';
import { createClient, smsWith } from './testClient.mts';

let sandbox: Sandbox;
const call = createClient(() => sandbox);

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(() => sandbox.close());

const GROUP = 'GROUP';
const wrong = { authorization: 'Bearer wrong' };
const error = (message: string) => ({ status: 'error', message });
const send = async (changes: Record<string, unknown> = {}) =>
	await call('POST', '/sms/send', smsWith(changes));

it.each([
	['POST', '/sms/send', {}, 'The recipient field is required. (and 1 more error)'],
	['POST', '/sms/send', smsWith({ recipient: '' }), 'The recipient field is required.'],
	['POST', '/sms/send', smsWith({ message: '  ' }), 'The message field is required.'],
	['POST', '/sms/campaign', {}, 'The contact list id field is required. (and 1 more error)'],
	['PATCH', `/contacts/${GROUP}`, { name: '' }, 'The name field is required.'],
	['POST', `/contacts/${GROUP}/store`, { phone: '123456' }, '123456 is a invalid phone number'],
])('%s %s with %j is HTTP 200 with a sentence', async (method, path, body, message) => {
	const group = sandbox.textBoost.seedGroup('A', 0);
	expect(await call(method, path.replace(GROUP, group), body)).toEqual({
		status: 200,
		body: error(message),
	});
	expect(sandbox.textBoost.handedOver).toEqual([]);
});

it.each([
	['call me', 'The string supplied did not seem to be a phone number.'],
	['0612345678', 'Could not interpret numbers after plus-sign.'],
	['12345', '12345 is a invalid phone number'],
])('refuses the recipient %s', async (recipient, message) => {
	expect(await send({ recipient })).toEqual({ status: 403, body: error(message) });
	sandbox.textBoost.settings.version = '3.1.0';
	const old = { ...error(message), data: null };
	expect(await send({ recipient })).toEqual({ status: 404, body: old });
	expect(sandbox.textBoost.handedOver).toEqual([]);
});

it('refuses a picture that has no address', async () => {
	expect(await send({ type: 'mms', media_url: 'a.png' })).toEqual({
		status: 404,
		body: error('Valid media url is required.'),
	});
});

/** What a newcomer sends, and what is noted of it; each is accepted. */
const LENIENT: Array<[string, Parameters<typeof call>, string[]]> = [
	[
		'no Accept header',
		['POST', '/sms/send', smsWith(), { headers: { accept: '*/*' } }],
		['The header Accept */* is not documented'],
	],
	[
		'no type',
		['POST', '/sms/send', smsWith({ type: undefined })],
		['An SMS without type is not documented'],
	],
	[
		'no sender',
		['POST', '/sms/send', smsWith({ sender_id: undefined })],
		['An SMS without sender_id is not documented'],
	],
	[
		'a long sender',
		['POST', '/sms/send', smsWith({ sender_id: 'TwelveLetter' })],
		['Sender TwelveLetter is not documented'],
	],
	[
		'type unicode',
		['POST', '/sms/send', smsWith({ type: 'unicode' })],
		['Type unicode is not documented'],
	],
	[
		'a number of the type number',
		['POST', '/sms/send', smsWith({ recipient: 31612345678 })],
		['Parameter recipient is documented as a text'],
	],
	[
		'a time in ISO',
		['POST', '/sms/send', smsWith({ schedule_time: '2030-01-01T10:00:00Z' })],
		['The schedule_time 2030-01-01T10:00:00Z is not in the documented format Y-m-d H:i'],
	],
	[
		'unknown fields',
		['POST', '/sms/send', smsWith({ to: '31612345678' })],
		['Parameter to is not documented'],
	],
	[
		'a field of another type',
		['POST', '/sms/send', smsWith({ media_url: 'https://example.com/a.png' })],
		['Parameter media_url is not documented for type plain'],
	],
	[
		'words that no voice knows',
		['POST', '/sms/send', smsWith({ type: 'voice', language: 'en', gender: 'f' })],
		['Language en is not documented', 'Gender f is not documented'],
	],
	[
		'several numbers for a voice',
		[
			'POST',
			'/sms/send',
			smsWith({
				recipient: '31600000001,31600000002',
				type: 'voice',
				language: 'en-gb',
				gender: 'male',
			}),
		],
		['Several recipients are not documented for type voice'],
	],
	[
		'the parameters of a POST in the query',
		['POST', '/sms/send?recipient=31612345678&sender_id=YourName&type=plain&message=Hi', undefined],
		['recipient', 'sender_id', 'type', 'message'].map(
			(name) => `Parameter ${name} is not documented in a query`,
		),
	],
	['a slash at the end', ['POST', '/sms/send/', smsWith()], []],
	[
		'JSON of another content type',
		['POST', '/sms/send', smsWith(), { headers: { 'content-type': 'text/plain' } }],
		['A body of the type text/plain is not documented'],
	],
	['rows per page', ['GET', '/sms?per_page=100'], ['Parameter per_page is not documented']],
	['page 0', ['GET', '/sms?page=0'], ['Page 0 is not documented']],
	['a filter', ['GET', '/sms?direction=incoming'], []],
];

it.each(LENIENT)('takes %s', async (_, request, noted) => {
	const [, path] = request;
	expect((await call(...request)).body.status).toBe('success');
	const method = request[0];
	const place = `/textboost/api/v3${path.split('?', 1)[0]}`;
	expect(sandbox.requests.undocumented).toEqual(noted.map((what) => `${method} ${place}: ${what}`));
	if (method === 'POST') expect(sandbox.textBoost.handedOver).not.toEqual([]);
});

it('notes nothing of what the vendor document and the other documents of the product show', async () => {
	const group = sandbox.textBoost.seedGroup('A', 1);
	const uid = sandbox.textBoost.contacts[0]?.uid;
	const both = { phone: '31612345678', PHONE: '31612345678', first_name: 'A', FIRST_NAME: 'A' };
	const names = { last_name: 'B', LAST_NAME: 'B' };
	await send({ recipient: '31600000001,31600000002', schedule_time: '2090-01-01 10:00' });
	await send({ type: 'voice', language: 'en-gb', gender: 'male' });
	await send({ type: 'mms', media_url: 'https://example.com/a.png' });
	await call('POST', '/sms/campaign', smsWith({ recipient: undefined, contact_list_id: group }));
	await call('POST', '/contacts', { name: 'B' });
	await call('PATCH', `/contacts/${group}`, { name: 'C' });
	await call('POST', `/contacts/${group}/show/`);
	await call('POST', `/contacts/${group}/all?page=1`);
	await call('POST', `/contacts/${group}/store`, { ...both, ...names });
	await call('PATCH', `/contacts/${group}/update/${uid}`, { ...both, phone: '31612345679' });
	await call('GET', '/contacts/?page=1');
	await call('GET', '/me');
	await call('GET', '/balance', undefined, { prefix: 'http' });
	await call('POST', '/contacts', { name: 'D', api_token: TEXTBOOST_TOKEN }, { prefix: 'http' });
	expect(sandbox.requests.all).toHaveLength(14);
	expect(sandbox.requests.undocumented).toEqual([]);
});

it.each([
	['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'name=x'],
	['cut JSON', {}, '{"name":"x'],
	['a list', {}, '[]'],
])('reads %s as empty', async (_, headers, rawBody) => {
	expect(await call('POST', '/contacts', undefined, { headers, rawBody })).toEqual({
		status: 200,
		body: error('The name field is required.'),
	});
	expect(sandbox.requests.undocumented).not.toEqual([]);
});

describe('under /api/http', () => {
	const http = { prefix: 'http' } as const;
	const noMatch = {
		status: 200,
		body: error('These credentials do not match our records.'),
	};
	const token = { api_token: TEXTBOOST_TOKEN };

	it('the token is read in the input alone, be it the body of a GET', async () => {
		expect(await call('GET', '/balance', undefined, http)).toEqual(noMatch);
		const query = `api_token=${encodeURIComponent(TEXTBOOST_TOKEN)}`;
		const inQuery = await call('GET', `/balance?${query.toString()}`, undefined, http);
		expect(inQuery.body.status).toBe('success');
		// The contract test sends the token in the body of a GET.
		const name = { name: 'x', ...token };
		const inBody = await call('POST', '/contacts', name, { ...http, headers: wrong });
		expect(inBody.body.status).toBe('success');
		sandbox.textBoost.settings.httpToken = 'header';
		expect((await call('GET', '/balance', undefined, http)).body.status).toBe('success');
		expect(await call('GET', '/balance', undefined, { ...http, headers: wrong })).toEqual(noMatch);
	});

	it('an SMS without a token is refused by the name of the field', async () => {
		expect(await call('POST', '/sms/send', smsWith(), http)).toEqual({
			status: 200,
			body: error('The api token field is required.'),
		});
	});

	it.each(['GET', 'POST', 'PUT'])('an SMS may be sent by %s', async (method) => {
		sandbox.textBoost.settings.version = '3.9';
		const fields = { recipient: '31612345678', message: 'Hi', type: 'plain', ...token };
		const query = new URLSearchParams({ ...fields, sender_id: 'YourName' });
		const { body } = await call(method, `/sms/send?${query.toString()}`, undefined, http);
		expect(body.status).toBe('success');
		expect(sandbox.textBoost.handedOver).toHaveLength(1);
	});
});

it.each([
	['v3', 'http'],
	['http', 'v3'],
] as const)('serves one prefix or both: %s', async (served, other) => {
	sandbox.textBoost.settings.prefixes = [served];
	const path = `/balance?api_token=${encodeURIComponent(TEXTBOOST_TOKEN)}`;
	const ask = async (prefix: 'v3' | 'http') =>
		(await call('GET', path, undefined, { prefix })).body;
	expect(await ask(served)).toMatchObject({ status: 'success' });
	expect(await ask(other)).toEqual(error(`The route api/${other}/balance could not be found.`));
});

it('has no /api/http in 3.1.0', async () => {
	sandbox.textBoost.settings.version = '3.1.0';
	expect(await call('GET', '/balance', undefined, { prefix: 'http' })).toEqual({
		status: 200,
		body: error(''),
	});
});

it.each(['show', 'all'])('calls %s by the method of the settings', async (name) => {
	const group = sandbox.textBoost.seedGroup('A', 1);
	const ask = async (method: string) =>
		(await call(method, `/contacts/${group}/${name}`)).body.status;
	expect([await ask('POST'), await ask('GET')]).toEqual(['success', 'error']);
	sandbox.textBoost.settings.listMethod = 'GET';
	expect([await ask('POST'), await ask('GET')]).toEqual(['error', 'success']);
});

it.each([
	['GET', '/sms/send', 'No query results for model [App\\Models\\Reports] send'],
	[
		'PUT',
		'/contacts',
		'The PUT method is not supported for route api/v3/contacts. Supported methods: GET, HEAD, POST.',
	],
])('answers %s %s as Laravel routes it', async (method, path, message) => {
	expect((await call(method, path)).body).toEqual(error(message));
});

describe('a host with codes', () => {
	beforeEach(() => {
		sandbox.textBoost.settings.errorCodes = 'http';
	});

	it.each([
		[401, 'GET', '/balance', 'Unauthenticated.', wrong],
		[404, 'GET', '/nope', 'The route api/v3/nope could not be found.', {}],
		[404, 'GET', '/sms/123', 'No query results for model [App\\Models\\Reports] 123', {}],
		[
			405,
			'DELETE',
			'/sms',
			'The DELETE method is not supported for route api/v3/sms. Supported methods: GET, HEAD.',
			{},
		],
		[422, 'POST', '/contacts', 'The name field is required.', {}],
	])('answers %s to %s %s', async (status, method, path, message, headers) => {
		expect(await call(method, path, undefined, { headers })).toEqual({
			status,
			body: error(message),
		});
	});

	it('answers 429, 403 and 500', async () => {
		sandbox.textBoost.throttle(1);
		expect((await call('GET', '/balance')).status).toBe(429);
		sandbox.textBoost.settings.missingRights = ['create_contact_group'];
		expect((await call('POST', '/contacts', { name: 'x' })).status).toBe(403);
		sandbox.textBoost.settings.neverLoggedIn = true;
		expect((await call('GET', '/me')).status).toBe(500);
	});
});

describe.each(TEXTBOOST_VERSIONS)('%s', (version) => {
	beforeEach(() => {
		sandbox.textBoost.settings.version = version;
	});

	it('refuses too many requests with HTTP 200, and takes them later', async () => {
		sandbox.textBoost.throttle(2);
		const tooMany = { status: 200, body: error('Too Many Attempts.') };
		expect([await send(), await send()]).toEqual([tooMany, tooMany]);
		expect(sandbox.textBoost.handedOver).toEqual([]);
		expect((await send()).body.status).toBe('success');
	});

	const cannotSee = 'Sorry, but you do not have permissions to access this page.';
	it.each<[Right, string, string, number, string]>([
		['send_sms', 'POST', '/sms/send', 200, 'This action is unauthorized.'],
		['create_contact', 'POST', `/contacts/${GROUP}/store`, 200, 'This action is unauthorized.'],
		['view_reports', 'GET', '/sms', 403, cannotSee],
		['view_contact', 'POST', `/contacts/${GROUP}/all`, 403, cannotSee],
		['delete_contact_group', 'DELETE', `/contacts/${GROUP}`, 403, cannotSee],
		['access_api', 'GET', '/balance', 403, 'You do not have permission to access API'],
	])('refuses where the right %s is missing', async (right, method, path, status, message) => {
		const group = sandbox.textBoost.seedGroup('A', 0);
		sandbox.textBoost.settings.missingRights = [right];
		const reply = await call(method, path.replace(GROUP, group), smsWithFor(method));
		expect(reply).toMatchObject({ status, body: error(message) });
		expect(sandbox.textBoost.handedOver).toEqual([]);
		expect(sandbox.textBoost.groups).toHaveLength(1);
	});

	it('does nothing in demo mode', async () => {
		sandbox.textBoost.settings.demo = true;
		const message = 'Sorry! This option is not available in demo mode';
		expect(await send()).toMatchObject({ status: 404, body: error(message) });
		expect(await call('GET', '/balance')).toEqual({ status: 200, body: error(message) });
		expect(sandbox.textBoost.handedOver).toEqual([]);
	});
});

/** A body where the method has one. */
function smsWithFor(method: string) {
	return method === 'GET' ? undefined : smsWith();
}
