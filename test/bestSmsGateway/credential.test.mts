import { describe, expect, it } from '@jest/globals';
import { testCredential } from '../engine/credentialTest.mts';
import { plainText } from '../engine/plainText.mts';
import { manyItems, PASSWORD, setUp, smsFromItem } from './setup.mts';

const setup = setUp();
const { run } = setup;

const test = async (changes = {}) =>
	await testCredential(setup.engine, 'bestSmsGatewayApi', setup.credential(changes));

describe('the test', () => {
	const wrong =
		'BestSMSGateway does not recognize this combination of Sub-Account and Sub-Account Password. The name starts with a number, e.g. 001_mysub1.';
	const notTheApi =
		'The server at this Base URL is not the BestSMSGateway API. Check the Base URL: it ends in /api_v1, without a slash.';

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

	it.each([
		['a web page', '<!DOCTYPE html><html><body>Welcome</body></html>'],
		['a web page after an empty line', '\n\n<html></html>'],
		['nothing', ''],
		['cut JSON', '{"sub_account_id":"1","balan'],
		['JSON of another kind', '{"status":"fine"}'],
		['a JSON list', '[]'],
		['null', 'null'],
		['a refusal of another kind', '{"error":"Down","error_code":"11"}'],
	])('does not take %s at HTTP 200 for success', async (_, body) => {
		setup.sandbox.faults.add({ when: 'before', fault: { kind: 'answer', status: 200, body } });
		expect(await test()).toEqual({ status: 'Error', message: notTheApi });
	});

	it('does not follow a redirect with the secret', async () => {
		setup.sandbox.faults.add({
			when: 'before',
			fault: {
				kind: 'answer',
				status: 307,
				body: '',
				headers: { location: setup.sandbox.bestSmsGateway.baseUrl },
			},
		});
		expect((await test()).status).toBe('Error');
		expect(setup.sandbox.requests.all).toHaveLength(1);
	});
});

it('never shows the password in an error', async () => {
	for (const body of [
		`{"error":"No access with ${PASSWORD}","error_code":"11"}`,
		`<p>sub_account_pass=${PASSWORD}</p>`,
		`sub_account_pass=${PASSWORD}`,
	]) {
		for (const [resource, operation, parameters] of [
			['sms', 'send', smsFromItem],
			['sms', 'getAll', {}],
			['contact', 'upsert', { phone: '+2348094309926' }],
		] as const) {
			setup.sandbox.faults.add({ when: 'before', fault: { kind: 'answer', status: 200, body } });
			const result = await run(resource, operation, parameters, { items: manyItems(1) });
			expect(result.error?.message).toContain('•••');
			expect(JSON.stringify(result)).not.toContain(PASSWORD);
		}
	}
});

it.each([
	[{ timezone: 'Middle/Earth' }, 'Time Zone in the credential is “Middle/Earth”'],
	[{ baseUrl: 'not an address' }, 'Base URL in the credential is not a web address.'],
	[{ defaultCountryCode: 'NG' }, 'Default Country Code in the credential is “NG”'],
])('names what is wrong in the credential: %j', async (credential, sentence) => {
	const failed = await run('sms', 'send', smsFromItem, { items: manyItems(2), credential });
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

it('takes a Base URL with a slash at the end, and a name with spaces around it', async () => {
	const { baseUrl, subAccount } = setup.credential();
	const credential = {
		baseUrl: `${plainText(baseUrl)}/`,
		subAccount: ` ${plainText(subAccount)} `,
	};
	const result = await run('account', 'get', {}, { credential });
	expect(result.json).toMatchObject([{ balance: 1209 }]);
});
