import { beforeEach, describe, expect, it } from '@jest/globals';
import { SMSTOOLS_ACCOUNT } from '../../lab/sandbox/smstools.mts';
import { testCredential } from '../engine/credentialTest.mts';
import { NODE, resetSandbox, setUp } from './setup.mts';

const setup = setUp();
beforeEach(() => resetSandbox(setup));

const { clientId, clientSecret } = SMSTOOLS_ACCOUNT;
const test = async (changes = {}) =>
	await testCredential(setup.engine, NODE.credentialType, setup.credential(changes));

const WRONG_KEYS =
	'Smstools does not accept this Client ID with this Client Secret. Copy both again from Advanced > API authentication. If they are right, check which IP addresses your account allows.';

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
});
