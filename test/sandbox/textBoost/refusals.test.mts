import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../sandbox.mts';
import type { Sandbox } from '../sandbox.mts';
import { TEXTBOOST_TOKEN } from '../textBoost.mts';
import { createClient, smsWith } from './testClient.mts';

let sandbox: Sandbox;
const call = createClient(() => sandbox);

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(() => sandbox.close());

const GROUP = 'GROUP';
/** Method, path, body, and the fields that are complained about. */
const UNPROCESSABLE: Array<[string, string, unknown, string[]]> = [
	['POST', '/sms/send', {}, ['recipient', 'sender_id', 'type', 'message']],
	['POST', '/sms/send', smsWith({ recipient: 31612345678 }), ['recipient']],
	['POST', '/sms/send', smsWith({ sender_id: 'TwelveLetter' }), ['sender_id']],
	['POST', '/sms/send', smsWith({ type: 'unicode' }), ['type']],
	['POST', '/sms/send', smsWith({ to: '31612345678' }), ['to']],
	['POST', '/sms/send', smsWith({ schedule_time: '2030-01-01T10:00:00' }), ['schedule_time']],
	['POST', '/sms/send', smsWith({ schedule_time: '2030-02-30 10:00' }), ['schedule_time']],
	['POST', '/sms/send', smsWith({ schedule_time: '2030-01-01 10:00:00' }), ['schedule_time']],
	['POST', '/sms/send', smsWith({ media_url: 'https://example.com/a.png' }), ['media_url']],
	['POST', '/sms/send', smsWith({ type: 'voice' }), ['language', 'gender']],
	[
		'POST',
		'/sms/send',
		smsWith({ type: 'voice', language: 'en', gender: 'f' }),
		['language', 'gender'],
	],
	['POST', '/sms/send', smsWith({ type: 'mms' }), ['media_url']],
	['POST', '/sms/send', smsWith({ type: 'mms', media_url: 'a.png' }), ['media_url']],
	['POST', '/sms/send?api_token=x', smsWith(), ['api_token']],
	['POST', '/sms/send', smsWith({ api_token: TEXTBOOST_TOKEN }), ['api_token']],
	['POST', '/sms/campaign', {}, ['contact_list_id', 'sender_id', 'type', 'message']],
	['POST', '/contacts', {}, ['name']],
	['POST', '/contacts', { name: 'x', id: 1 }, ['id']],
	['PATCH', `/contacts/${GROUP}`, { name: '' }, ['name']],
	['POST', `/contacts/${GROUP}/store`, { phone: '+31612345678' }, ['phone']],
	['POST', `/contacts/${GROUP}/store`, { PHONE: '31612345678' }, ['phone', 'PHONE']],
	['POST', `/contacts/${GROUP}/all?page=0`, undefined, ['page']],
	['POST', `/contacts/${GROUP}/all?per_page=100`, undefined, ['per_page']],
	['GET', '/sms?per_page=100', undefined, ['per_page']],
	['GET', '/balance?x=1', undefined, ['x']],
];

it.each(UNPROCESSABLE)('%s %s with %j is a 422 that names the fields', async (...row) => {
	const [method, path, body, fields] = row;
	const group = sandbox.textBoost.seedGroup('A', 0);
	const reply = await call(method, path.replace(GROUP, group), body);
	expect(reply.status).toBe(422);
	expect(Object.keys(reply.body.errors ?? {})).toEqual(fields);
	expect(sandbox.textBoost.messages).toEqual([]);
});

it.each([
	[{ start_date: '2026-05-29' }, 'start_date'],
	[{ direction: 'sent' }, 'direction'],
	[{ sms_type: 'fax' }, 'sms_type'],
])('generation D refuses %j', async (query, field) => {
	sandbox.textBoost.settings.rows = 'D';
	const reply = await call('GET', `/sms?${new URLSearchParams(query)}`);
	expect(reply).toMatchObject({ status: 422, body: { errors: { [field]: expect.any(Array) } } });
});

it('generation D refuses a zone that there is not, and a window that ends before it begins', async () => {
	sandbox.textBoost.settings.rows = 'D';
	expect(await call('GET', '/sms?timezone=Paris')).toEqual({
		status: 422,
		body: { status: 'error', message: 'Invalid timezone provided.' },
	});
	const query = 'start_date=2026-02-01+00:00:00&end_date=2026-01-01+00:00:00';
	expect((await call('GET', `/sms?${query}`)).status).toBe(422);
});

it.each(['31612345678,', 'call me', '31612345678,call'])('refuses the recipient %s', async (to) => {
	expect((await call('POST', '/sms/send', smsWith({ recipient: to }))).status).toBe(403);
});

it('takes several recipients for a plain message only', async () => {
	const body = {
		recipient: '31600000001,31600000002',
		type: 'voice',
		language: 'en-gb',
		gender: 'male',
	};
	expect((await call('POST', '/sms/send', smsWith(body))).status).toBe(403);
});

describe('access', () => {
	const wrong = { authorization: 'Bearer wrong' };

	it.each([
		['a wrong token', 'v3', wrong, 401, { message: 'Unauthenticated.' }],
		['no token', 'v3', { authorization: undefined }, 401, { message: 'Unauthenticated.' }],
		['a wrong token', 'http', wrong, 200, { status: 'error', message: 'Invalid API token' }],
		['no Accept header', 'v3', { accept: '*/*' }, 406, expect.anything()],
	] as const)('%s under %s', async (_, prefix, headers, status, body) => {
		expect(await call('GET', '/balance', undefined, { prefix, headers })).toEqual({ status, body });
	});

	it('under http takes the token of a body, and of some hosts nothing else', async () => {
		const send = async (body: Record<string, unknown>, headers = {}) =>
			(await call('POST', '/contacts', { name: 'x', ...body }, { prefix: 'http', headers })).body
				.status;
		expect(await send({})).toBe('success');
		expect(await send({ api_token: TEXTBOOST_TOKEN }, wrong)).toBe('success');
		expect(await send({ api_token: 'wrong' })).toBe('error');
		sandbox.textBoost.settings.httpToken = 'input';
		expect(await send({})).toBe('error');
		expect(await send({ api_token: TEXTBOOST_TOKEN })).toBe('success');
		const read = await call('GET', '/balance', undefined, { prefix: 'http' });
		expect(read).toMatchObject({ status: 200, body: { status: 'error' } });
	});
});

it.each([
	['v3', 'http'],
	['http', 'v3'],
] as const)('serves one prefix or both: %s', async (served, other) => {
	sandbox.textBoost.settings.prefixes = [served];
	const status = async (prefix: 'v3' | 'http') =>
		(await call('GET', '/balance', undefined, { prefix })).status;
	expect([await status(served), await status(other)]).toEqual([200, 404]);
});

it.each(['show', 'all'])('calls %s by the method of the settings', async (name) => {
	const group = sandbox.textBoost.seedGroup('A', 1);
	const status = async (method: string) =>
		(await call(method, `/contacts/${group}/${name}`)).status;
	expect([await status('POST'), await status('GET')]).toEqual([200, 405]);
	sandbox.textBoost.settings.listMethod = 'GET';
	expect([await status('POST'), await status('GET')]).toEqual([405, 200]);
});

it.each([
	['sentence', { status: 'error', message: 'SMS Info not found' }],
	['model', { message: 'No query results for model [App\\Models\\Reports] 123' }],
] as const)('answers an unknown uid with a %s', async (unknownUid, body) => {
	sandbox.textBoost.settings.unknownUid = unknownUid;
	expect(await call('GET', '/sms/123')).toEqual({ status: 404, body });
	expect((await call('POST', '/contacts/123/show')).status).toBe(404);
});

it.each([
	['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'name=x', 415],
	['cut JSON', {}, '{"name":"x', 400],
	['a list', {}, '[]', 400],
])('refuses %s', async (_, headers, rawBody, status) => {
	expect((await call('POST', '/contacts', undefined, { headers, rawBody })).status).toBe(status);
});

it('knows no other addresses', async () => {
	expect((await call('GET', '/nothing')).status).toBe(404);
	expect((await call('GET', '/sms/send')).status).toBe(405);
});
