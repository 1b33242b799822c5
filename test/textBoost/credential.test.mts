import { describe, expect, it } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { TEXTBOOST_TOKEN } from '../../lab/sandbox/textBoost.mts';
import { testCredential } from '../engine/credentialTest.mts';
import { bodyOf, byId, manyItems, setUp, smsFromItem, urlsOf } from './setup.mts';

const setup = setUp();
const { run } = setup;

const test = async (changes = {}) =>
	await testCredential(setup.engine, 'textBoostApi', setup.credential(changes));

describe('the test', () => {
	const refused =
		'The host returned an error. Check the Base URL first: for most hosts it ends in /api/v3, without a slash. If it is right, ask the host whether your account may use the API.';
	const notTheApi =
		'The server at this Base URL is not this API, or it is not working at the moment. Check the Base URL: for most hosts it ends in /api/v3, without a slash.';
	const success = { status: 'OK', message: 'Connection successful!' };

	it.each(['remaining_balance', 'remaining_unit', 'sms_credit_balance'] as const)(
		'accepts a good token by the balance, in %s',
		async (balanceField) => {
			setup.sandbox.textBoost.settings.balanceField = balanceField;
			const { baseUrl } = setup.sandbox.textBoost;
			for (const address of [baseUrl, ` ${baseUrl}// `]) {
				expect(await test({ baseUrl: address })).toEqual(success);
			}
			expect(urlsOf(setup)).toEqual([
				'GET /textboost/api/v3/balance',
				'GET /textboost/api/v3/balance',
			]);
			for (const { headers, rawBody } of setup.sandbox.requests.all) {
				expect([headers.authorization, rawBody]).toEqual([`Bearer ${TEXTBOOST_TOKEN}`, '']);
			}
		},
	);

	it.each([
		['no v3 under it', '/textboost/api'],
		['no API under it', '/textboost'],
		['a prefix that is not there', '/textboost/api/v4'],
	])('does not call a Base URL with %s a wrong token', async (_, path) => {
		const result = await test({ baseUrl: `${setup.sandbox.origin}${path}` });
		expect(result.status).toBe('Error');
		expect([refused, notTheApi]).toContain(result.message);
	});

	it.each(['', '/', '// '])('asks for nothing under /api/http%s', async (end) => {
		const { baseUrl, httpBaseUrl } = setup.sandbox.textBoost;
		const result = await test({ baseUrl: httpBaseUrl + end });
		expect(result).toEqual({
			status: 'Error',
			message: expect.stringMatching(
				/^With a Base URL that ends in \/api\/http, n8n cannot read from your host safely: /,
			),
		});
		expect(result.message).toContain(`Set the Base URL in the credential to ${baseUrl}.`);
		expect(urlsOf(setup)).toEqual([]);
	});
});

describe('under /api/http', () => {
	const authenticated = async (request: Omit<IHttpRequestOptions, 'url'>) => {
		const { authenticate } = setup.engine.package.credentialType('textBoostApi');
		if (typeof authenticate !== 'function') throw new Error('authenticate is a function');
		const credential = setup.credential({ baseUrl: setup.sandbox.textBoost.httpBaseUrl });
		return await authenticate(credential, { url: '/contacts', ...request });
	};

	it.each([
		[undefined, { api_token: TEXTBOOST_TOKEN }],
		[{ name: 'x' }, { name: 'x', api_token: TEXTBOOST_TOKEN }],
		['{"name":"x"}', JSON.stringify({ name: 'x', api_token: TEXTBOOST_TOKEN })],
	])('a write with the body %j carries the token in it', async (body, expected) => {
		const signed = await authenticated({ method: 'POST', body });
		expect(signed.body).toEqual(expected);
		expect(signed.headers).toEqual({ Authorization: `Bearer ${TEXTBOOST_TOKEN}` });
	});

	it('a read is refused where only its address is under it', async () => {
		const { authenticate } = setup.engine.package.credentialType('textBoostApi');
		if (typeof authenticate !== 'function') throw new Error('authenticate is a function');
		const { baseUrl, httpBaseUrl } = setup.sandbox.textBoost;
		for (const request of [
			{ url: `${httpBaseUrl}/balance` },
			{ baseURL: httpBaseUrl, url: '/balance' },
			{ baseURL: setup.sandbox.origin, url: '/textboost/api/http/balance' },
		]) {
			await expect(authenticate(setup.credential({ baseUrl }), request)).rejects.toThrow(
				`use ${baseUrl} in the address`,
			);
		}
		const { body } = await authenticate(setup.credential({ baseUrl }), { url: `${baseUrl}/me` });
		expect(body).toBeUndefined();
	});

	it.each([
		{ body: 'name=x' },
		{ body: '[1]' },
		{ body: ['x'] },
		{ body: new URLSearchParams({ name: 'x' }) },
		{ form: { name: 'x' }, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
		{ formData: { name: 'x' } },
	])('a write whose body cannot carry it is refused: %j', async (request) => {
		await expect(authenticated({ method: 'POST', ...request })).rejects.toThrow(
			'choose JSON as the body',
		);
	});

	it.each(['GET', 'HEAD', undefined] as const)(
		'a read whose body n8n leaves out is refused: %s',
		async (method) => {
			await expect(authenticated({ method })).rejects.toThrow('cannot read from your host safely');
		},
	);

	it.each([
		['httpBaseUrl', '/api/http', { json: true }],
		['httpBaseUrl', '/api/http', { json: false, encoding: null }],
		['baseUrl', '/api/http', { json: true }],
		['baseUrl', '/api/http', { json: false, encoding: null }],
		['baseUrl', '/api/v3/../http', { json: false, encoding: null }],
		['baseUrl', '/api/%68ttp', { json: true }],
	] as const)(
		"with the %s in the credential, a read of %s by n8n's HTTP Request node carries the token in its body: %j",
		async (name, prefix, format) => {
			const { httpBaseUrl, settings } = setup.sandbox.textBoost;
			Object.assign(settings, { version: '3.13.0', tokenlessUser: true });
			settings.account.credit = 4321;
			const headers = { accept: 'application/json' };
			const request = {
				method: 'GET',
				uri: httpBaseUrl.replace('/api/http', `${prefix}/balance`),
				headers,
				...format,
			};
			const result = await setup.engine.run({
				type: 'n8n-nodes-base.httpRequest',
				parameters: { credentialType: 'textBoostApi', request: JSON.stringify(request) },
				credentials: { textBoostApi: setup.credential({ baseUrl: setup.sandbox.textBoost[name] }) },
			});
			expect(result.error).toBeUndefined();
			const [sent] = setup.sandbox.requests.all;
			expect(decodeURI(sent?.url ?? '')).toBe('/textboost/api/http/balance');
			expect(bodyOf(sent)).toEqual({ api_token: TEXTBOOST_TOKEN });
			// The own account's, and not that of a user without a token.
			if (!format.json) expect(result.json[0]?.answer).toContain('"$4,321"');
		},
	);
});

it('takes a token that was copied with the word before it', async () => {
	const credential = { apiToken: ` Bearer ${TEXTBOOST_TOKEN} ` };
	expect(await test(credential)).toMatchObject({ status: 'OK' });
	expect((await run('account', 'getBalance', {}, { credential })).error).toBeUndefined();
});

it('never shows the token in an error, whole or in part', async () => {
	const random = TEXTBOOST_TOKEN.split('|')[1] ?? '';
	const shortToken = '7|short';
	for (const [apiToken, shown] of [
		[TEXTBOOST_TOKEN, random],
		[shortToken, 'short'],
	] as const) {
		for (const body of [
			JSON.stringify({ status: 'error', message: `No access with ${apiToken} (${shown})` }),
			JSON.stringify({ message: 'No', errors: { recipient: [`Token ${shown}`] } }),
			JSON.stringify({ status: 'success', data: `api_token ${shown}` }),
			`<p>token=${apiToken}</p>`,
			`token ${shown}`,
		]) {
			for (const status of [200, 401, 403, 404, 422, 500]) {
				setup.sandbox.faults.add({
					when: 'before',
					times: 3,
					fault: { kind: 'answer', status, body },
				});
				const options = { items: manyItems(1), credential: { apiToken } };
				const sent = await run('sms', 'send', smsFromItem, options);
				const got = await run(
					'contact',
					'get',
					{ groupId: byId('a'), contactId: byId('b') },
					options,
				);
				const listed = await run('group', 'getAll', {}, options);
				for (const { json, error } of [sent, got, listed]) {
					const all = JSON.stringify([error, json]);
					// A good answer to a send is passed on as it is; with Simplify it holds nothing of it.
					expect(all).not.toContain(shown);
				}
				expect(got.error?.message).toBeDefined();
			}
		}
	}
	expect(urlsOf(setup).join()).not.toContain('short');
});
