import { describe, expect, it } from '@jest/globals';
import { testCredential } from '../engine/credentialTest.mts';
import { plainText } from '../engine/plainText.mts';
import { setUp } from './setup.mts';

const setup = setUp();
const { run } = setup;

const test = async (changes = {}) =>
	await testCredential(setup.engine, 'bestSmsGatewayApi', setup.credential(changes));

describe('the test', () => {
	const wrong =
		'BestSMSGateway does not recognize this combination of Sub-Account and Sub-Account Password. The name starts with a number, e.g. 001_mysub1.';

	it.each([
		['a good login', {}, 'OK', 'Connection successful!'],
		['a wrong password', { subAccountPassword: 'wrong' }, 'Error', wrong],
		['a name without its number', { subAccount: 'mysub1' }, 'Error', wrong],
		['an empty name', { subAccount: '' }, 'Error', wrong],
		['an empty password', { subAccountPassword: '' }, 'Error', wrong],
	])('knows %s', async (_, changes, status, message) => {
		for (const answers of ['document', 'recorded'] as const) {
			setup.sandbox.bestSmsGateway.settings.answers = answers;
			expect(await test(changes)).toEqual({ status, message });
		}
		for (const { method, url, form } of setup.sandbox.requests.all) {
			expect({ method, url }).toEqual({ method: 'POST', url: '/bestsmsgateway/api_v1' });
			expect(form).toMatchObject({ action: 'account_info' });
		}
	});

	it('knows an account that is disabled', async () => {
		const off = setup.addAccount(setup.sandbox, { enabled: false });
		expect(await test(off)).toEqual({
			status: 'Error',
			message: 'This sub-account is disabled. Enable it on the website, or use another one.',
		});
	});
});

it('takes a Base URL with a slash at the end, and a name with spaces around it', async () => {
	const { baseUrl, subAccount } = setup.credential();
	const credential = {
		baseUrl: `${plainText(baseUrl)}/`,
		subAccount: ` ${plainText(subAccount)} `,
	};
	const result = await run('account', 'get', {}, { credential });
	expect(result.json).toMatchObject([{ balance: 1209 }]);
});
