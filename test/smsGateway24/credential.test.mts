import { describe, expect, it } from '@jest/globals';
import { START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { testCredential } from '../engine/credentialTest.mts';
import { manyItems, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;

const byPassword = {
	authentication: 'emailPassword',
	email: START_ACCOUNT.email,
	password: START_ACCOUNT.password,
};
const paths = () => setup.sandbox.requests.all.map(({ path }) => path.split('/').at(-1));
const count = (method: string) => paths().filter((path) => path === method).length;

let accounts = 0;

/** An account of its own, so that no other test has logged in to it. */
function newAccount() {
	const name = `account${++accounts}`;
	const account = {
		email: `${name}@example.com`,
		password: `secret of ${name}`,
		token: `${name}0123456789abcdef`,
	};
	setup.sandbox.smsGateway24.addAccount(account);
	const device = { id: 1000 + accounts, title: name };
	setup.sandbox.smsGateway24.addDevice({ ...device, account: account.email });
	return {
		credential: { ...byPassword, email: account.email, password: account.password },
		parameters: {
			...smsFromItem,
			deviceId: { __rl: true, mode: 'id', value: String(device.id) },
		},
		email: account.email,
	};
}

describe('the test', () => {
	it.each([
		['a good token', {}, 'OK', 'Connection successful!'],
		['good email and password', byPassword, 'OK', 'Connection successful!'],
		[
			'a wrong password',
			{ ...byPassword, password: 'wrong' },
			'Error',
			'SmsGateway24 does not accept this credential. With a token: copy the Token again from your profile page there. With email and password: check both.',
		],
	])('knows %s', async (_, changes, status, message) => {
		const result = await testCredential(setup.engine, 'smsGateway24Api', setup.credential(changes));
		expect(result).toEqual({ status, message });
		for (const { method, url } of setup.sandbox.requests.all) {
			expect(method).toBe('POST');
			expect(url).toMatch(/^[a-z0-9/]+$/);
			expect(url).not.toContain(START_ACCOUNT.token);
		}
	});

	it('says what to do about an address where nothing answers', async () => {
		const credential = setup.credential({
			baseUrl: `${setup.sandbox.origin}/smsgateway24/elsewhere`,
		});
		expect(await testCredential(setup.engine, 'smsGateway24Api', credential)).toEqual({
			status: 'Error',
			message:
				'No server responds at this Base URL. Unless the vendor gave you another one, it is https://smsgateway24.com/getdata.',
		});
	});
});

describe('email and password', () => {
	it('log in once for all items, and not again in a later run', async () => {
		const { credential, parameters } = newAccount();
		const items = manyItems(20);
		const first = await run('sms', 'send', parameters, { items, credential });
		expect(first.error).toBeUndefined();
		expect([count('gettoken'), count('addsms')]).toEqual([1, 20]);

		await run('sms', 'send', parameters, { items, credential });
		expect([count('gettoken'), count('addsms')]).toEqual([1, 40]);
	});

	it('log in once for the items of a read', async () => {
		const { credential } = newAccount();
		await run('sms', 'count', {}, { items: manyItems(20), credential });
		expect([count('gettoken'), count('getallsms')]).toEqual([1, 20]);
	});

	it('are not stopped by what stopped the log-in of another execution', async () => {
		const { credential, parameters } = newAccount();
		setup.sandbox.faults.add({
			path: '/gettoken',
			when: 'before',
			fault: { kind: 'latency', ms: 1000 },
		});
		const hasty = { ...parameters, requestOptions: { timeout: 100 } };
		const [first, second] = await Promise.all([
			run('sms', 'send', hasty, { items: manyItems(1), credential }),
			run('sms', 'send', parameters, { items: manyItems(1), credential }),
		]);
		expect(first.error?.message).toMatch(/^SmsGateway24 did not respond in time/);
		expect(second.error).toBeUndefined();
	});

	it('are not tried again and again for a refusal that a new token does not change', async () => {
		const { credential, parameters } = newAccount();
		await run('sms', 'send', parameters, { items: manyItems(1), credential });
		setup.sandbox.requests.clear();
		setup.sandbox.faults.add({
			path: '/addsms',
			when: 'before',
			times: Infinity,
			fault: { kind: 'answer', status: 200, body: '{"error":1,"message":"Token expired"}' },
		});
		await run('sms', 'send', parameters, {
			items: manyItems(20),
			credential,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(count('gettoken')).toBe(1);
	});

	it('do not share a log-in with another address or another password', async () => {
		const { credential, parameters } = newAccount();
		await run('sms', 'send', parameters, { items: manyItems(1), credential });
		const elsewhere = { ...credential, baseUrl: `${setup.sandbox.smsGateway24.baseUrl}/.` };
		await run('sms', 'send', parameters, { items: manyItems(1), credential: elsewhere });
		expect(count('gettoken')).toBe(2);
		const mistaken = { ...credential, password: 'another' };
		const result = await run('sms', 'send', parameters, {
			items: manyItems(1),
			credential: mistaken,
		});
		expect(result.error?.message).toMatch(/Login or password incorrect/);
	});

	it('log in again for a read when the token is no longer accepted', async () => {
		const { credential, email } = newAccount();
		await run('sms', 'count', {}, { credential });
		setup.sandbox.smsGateway24.rotateToken(email);
		setup.sandbox.requests.clear();

		const result = await run('sms', 'count', {}, { items: manyItems(20), credential });
		expect(result.json).toHaveLength(20);
		expect(count('gettoken')).toBe(1);
	});

	// It may be about a token of the phone, so it is unknown whether the SMS is on its way.
	it('do not send again with a new token, but the next SMS goes with it', async () => {
		const { credential, parameters, email } = newAccount();
		const retry = { retryOnFail: true, waitBetweenTries: 1 };
		await run('sms', 'send', parameters, { items: manyItems(1), credential });
		setup.sandbox.smsGateway24.rotateToken(email);
		setup.sandbox.requests.clear();

		const { error } = await run('sms', 'send', parameters, {
			items: manyItems(1),
			credential,
			settings: retry,
		});
		expect(error).toEqual({
			message:
				'SmsGateway24 reported an error: “Token is not valid”. The SMS may still have been sent, so it was not sent again. [item 0]',
			description: expect.stringMatching(
				/^Before you run this item again, check in SmsGateway24 whether this has already happened\. SmsGateway24 did not accept the token/,
			),
		});
		expect(count('addsms')).toBe(1);

		const next = await run('sms', 'send', parameters, { items: manyItems(1), credential });
		expect(next.error).toBeUndefined();
		expect([count('gettoken'), count('addsms')]).toEqual([1, 2]);
	});

	it.each([
		'Login or password incorrect',
		'Wrong token',
		'Token not found',
		'Invalid token',
		'Token expired.',
	])('log in again and send again after “%s”', async (sentence) => {
		const { credential, parameters } = newAccount();
		await run('sms', 'send', parameters, { items: manyItems(1), credential });
		setup.sandbox.requests.clear();
		setup.sandbox.faults.add({
			path: '/addsms',
			when: 'before',
			fault: {
				kind: 'answer',
				status: 200,
				body: JSON.stringify({ error: 1, message: sentence }),
			},
		});
		const result = await run('sms', 'send', parameters, { items: manyItems(1), credential });
		expect(result.error).toBeUndefined();
		expect([count('gettoken'), count('addsms')]).toEqual([1, 2]);
	});

	it('are refused by one log-in with a sentence, and tried again in the next run', async () => {
		const { credential, parameters } = newAccount();
		const wrong = { ...credential, password: 'wrong password' };
		for (let attempt = 1; attempt <= 2; attempt++) {
			const result = await run('sms', 'send', parameters, {
				items: manyItems(5),
				credential: wrong,
			});
			expect(result.error?.message).toBe(
				'SmsGateway24 refused: “Login or password incorrect”. The SMS was not sent. [item 0]',
			);
			expect(result.error?.description).toBe('Check Email and Password in the credential.');
			expect([count('gettoken'), count('addsms')]).toEqual([attempt, 0]);
		}
	});

	it.each([
		['a web page', { kind: 'answer', status: 200, body: '<html>Down</html>' }],
		['HTTP 500', { kind: 'answer', status: 500, body: 'Down' }],
		['a dropped connection', { kind: 'drop' }],
		['a cut answer with a token in it', { kind: 'cutJson' }],
	] as const)('send nothing after %s at the log-in, and may go again', async (_, fault) => {
		const { credential, parameters } = newAccount();
		setup.sandbox.faults.add({ path: '/gettoken', when: 'after', fault });
		const result = await run('sms', 'send', parameters, {
			items: manyItems(1),
			credential,
			settings: { retryOnFail: true, waitBetweenTries: 1 },
		});
		expect(result.status).toBe('success');
		expect([count('gettoken'), count('addsms')]).toEqual([2, 1]);
	});
});

it('never shows a secret in an error', async () => {
	const { credential, parameters } = newAccount();
	for (const body of [
		`{"error":1,"message":"No access for ${credential.password} with ${START_ACCOUNT.token}"}`,
		`<p>pass=${credential.password} token=${START_ACCOUNT.token}</p>`,
		`pass=${credential.password}, token=${START_ACCOUNT.token}`,
	]) {
		setup.sandbox.faults.add({
			path: '/addsms',
			when: 'before',
			fault: { kind: 'answer', status: 200, body },
		});
		const result = await run('sms', 'send', parameters, { items: manyItems(1), credential });
		expect(result.error?.message).toContain('•••');
		// What n8n has of the workflow refers to itself.
		const shown = JSON.stringify({ ...result, workflow: undefined });
		expect(shown).not.toContain(credential.password);
		expect(shown).not.toContain(START_ACCOUNT.token);
	}
});
