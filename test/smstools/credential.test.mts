import { beforeEach, describe, expect, it } from '@jest/globals';
import { SMSTOOLS_ACCOUNT } from '../../lab/sandbox/smstools.mts';
import { testCredential } from '../engine/credentialTest.mts';
import { answer, manyItems, NODE, resetSandbox, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;
beforeEach(() => resetSandbox(setup));

const { clientId, clientSecret } = SMSTOOLS_ACCOUNT;
const test = async (changes = {}) =>
	await testCredential(setup.engine, NODE.credentialType, setup.credential(changes));

const WRONG_KEYS =
	'Smstools does not accept this Client ID with this Client Secret. Copy both again from Advanced > API authentication. If they are right, check which IP addresses your account allows.';
const NOT_THE_API =
	'The server at this Base URL is not the Smstools API. Check the Base URL: it ends in /v1, without a slash.';

describe('the test', () => {
	it('takes good keys, also with a space around them, and shows them in headers only', async () => {
		for (const changes of [{}, { clientId: ` ${clientId}`, clientSecret: `${clientSecret}\n` }]) {
			expect(await test(changes)).toEqual({ status: 'OK', message: 'Connection successful!' });
		}
		expect(setup.sandbox.requests.all).toMatchObject(
			[1, 2].map(() => ({
				method: 'GET',
				url: '/smstools/v1/auth',
				headers: { 'x-client-id': clientId, 'x-client-secret': clientSecret },
				rawBody: '',
			})),
		);
	});

	it.each([400, 401, 403] as const)('refuses wrong keys under HTTP %s', async (status) => {
		setup.sandbox.smstools.settings.wrongKeysStatus = status;
		expect(await test({ clientSecret: 'wrong' })).toEqual({ status: 'Error', message: WRONG_KEYS });
	});

	it.each([
		[{ error: '104', errorMsg: 'Invalid credentials' }, WRONG_KEYS],
		[{ error: 104 }, WRONG_KEYS],
		[{ error: 'Invalid credentials' }, WRONG_KEYS],
		[{ errorMsg: 'Invalid credentials' }, WRONG_KEYS],
		['<!DOCTYPE html><html><body>Welcome</body></html>', NOT_THE_API],
		['\n\n<html></html>', NOT_THE_API],
		['', NOT_THE_API],
		['{"username":"bak', NOT_THE_API],
	])('does not take %j at HTTP 200 for success', async (body, message) => {
		setup.sandbox.faults.add({ when: 'before', fault: answer(200, body) });
		expect(await test()).toEqual({ status: 'Error', message });
	});

	it.each([
		[404, NOT_THE_API],
		[500, expect.any(String)],
	])('does not take HTTP %s for success', async (status, message) => {
		setup.sandbox.faults.add({ when: 'before', fault: answer(status, '<h1>No</h1>') });
		expect(await test()).toEqual({ status: 'Error', message });
	});

	it('does not follow a redirect with the keys', async () => {
		const headers = { location: `${setup.sandbox.smstools.baseUrl}/auth` };
		setup.sandbox.faults.add({
			when: 'before',
			fault: { kind: 'answer', status: 307, body: '', headers },
		});
		expect((await test()).status).toBe('Error');
		expect(setup.sandbox.requests.all).toHaveLength(1);
	});
});

it('an operation does not follow a redirect with the keys either', async () => {
	const headers = { location: `${setup.sandbox.smstools.baseUrl}/balance` };
	for (const status of [301, 302, 307]) {
		setup.sandbox.requests.clear();
		setup.sandbox.faults.add({
			when: 'before',
			fault: { kind: 'answer', status, body: '', headers },
		});
		const result = await run('account', 'getBalance');
		expect(result.error?.message).toMatch(/leads to another address/);
		expect(setup.sandbox.requests.all).toHaveLength(1);
	}
});

it.each([
	[400, { error: '139', errorMsg: `Bad ${clientSecret} of ${clientId}` }],
	[400, { error: `no access for ${clientSecret}` }],
	[200, { hello: clientSecret, id: clientId }],
	[500, `<p>secret=${clientSecret}, id=${clientId}</p>`],
])('a secret is never shown: HTTP %s with %j', async (status, body) => {
	for (const [resource, operation, parameters] of [
		['sms', 'send', smsFromItem],
		['sms', 'getInbox', {}],
	] as const) {
		setup.sandbox.faults.add({ when: 'before', fault: answer(status, body) });
		const result = await run(resource, operation, parameters, { items: manyItems(1) });
		expect(result.error?.message).toContain('•••');
		const shown = JSON.stringify(result);
		expect(shown).not.toContain(clientSecret);
		expect(shown).not.toContain(clientId);
	}
	for (const { url, rawBody } of setup.sandbox.requests.all) {
		expect(url + rawBody).not.toContain(clientSecret);
		expect(url + rawBody).not.toContain(clientId);
	}
});

it.each([
	[{ clientId: '' }, 'Client ID in the credential is empty'],
	[{ clientSecret: 'gehéim' }, 'Client Secret in the credential is empty, or contains a character'],
	[{ timezone: 'Middle/Earth' }, 'Time Zone in the credential is “Middle/Earth”'],
	[{ baseUrl: 'not an address' }, 'Base URL in the credential is not a web address.'],
	[{ defaultCountryCode: 'BE' }, 'Default Country Code in the credential is “BE”'],
])('what is wrong in the credential is named: %j', async (credential, sentence) => {
	const failed = await run('sms', 'send', smsFromItem, { items: manyItems(1), credential });
	expect(failed.error?.message).toContain(sentence);
	const continued = await run('sms', 'send', smsFromItem, {
		items: manyItems(2),
		credential,
		settings: { onError: 'continueErrorOutput' },
	});
	expect(continued.errorItems.map(({ json }) => json)).toMatchObject(
		manyItems(2).map((item) => ({
			...item,
			outcome: 'notSent',
			error: expect.stringContaining(sentence),
		})),
	);
	expect(setup.sandbox.requests.all).toEqual([]);
});
