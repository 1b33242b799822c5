import { describe, expect, it } from '@jest/globals';
import { TEXTBOOST_TOKEN } from '../../lab/sandbox/textBoost.mts';
import { TEXTBOOST_VERSIONS } from '../../lab/sandbox/textBoost/versions.mts';
import { readAmount } from '../../nodes/TextBoost/records/balance.ts';
import { setUp, urlsOf } from './setup.mts';

const setup = setUp();
const { run } = setup;
const settings = () => setup.sandbox.textBoost.settings;

describe('Get Balance', () => {
	it.each([
		['remaining_balance', 1234.5, '₱1,234.50', '29th Jan 27, 19:24'],
		['remaining_unit', 980, '980', '29th Jan 27, 19:24'],
		['sms_credit_balance', 42, '42', null],
	] as const)('reads %s', async (balanceField, balance, balanceText, expiresText) => {
		settings().balanceField = balanceField;
		const simple = await run('account', 'getBalance', {}, { items: [{}, {}] });
		expect(simple.items).toEqual(
			[0, 1].map((item) => ({
				json: { balance, balanceText, expiresText },
				pairedItem: { item },
			})),
		);
		const raw = await run('account', 'getBalance', { simplify: false });
		expect(raw.json).toEqual([
			{
				[balanceField]: balanceField === 'sms_credit_balance' ? 42 : balanceText,
				expired_on: expiresText,
			},
		]);
		expect(urlsOf(setup)[0]).toBe('GET /textboost/api/v3/balance');
	});

	it.each(TEXTBOOST_VERSIONS)('reads the balance of version %s', async (version) => {
		settings().version = version;
		settings().account.credit = 99_998;
		const text = version === '3.1.0' ? '99,998' : '$99,998';
		const expiresText = expect.any(String);
		expect((await run('account', 'getBalance')).json).toEqual([
			{ balance: 99_998, balanceText: text, expiresText },
		]);
		settings().account.credit = -1;
		expect((await run('account', 'getBalance')).json).toEqual([
			{ balance: null, balanceText: 'Unlimited', expiresText },
		]);
	});

	/** Fact sheet 15.10. */
	it('reads the balance of FitSMS', async () => {
		const body = '{"status":"success","data":{"sms_unit":"1,234"}}';
		setup.sandbox.faults.add({ when: 'before', fault: { kind: 'answer', status: 200, body } });
		const { json } = await run('account', 'getBalance');
		expect(json).toMatchObject([{ balance: 1234, balanceText: '1,234' }]);
	});

	it('tells that there is none that it knows', async () => {
		const body = '{"status":"success","data":{"units":5}}';
		setup.sandbox.faults.add({ when: 'before', fault: { kind: 'answer', status: 200, body } });
		const { json } = await run('account', 'getBalance');
		expect(json).toEqual([{ balance: null, balanceText: null, expiresText: null }]);
	});

	it.each([
		['₱1,234.50', 1234.5],
		['1.234,50 €', 1234.5],
		['1,234,567', 1234567],
		['1.234.567', 1234567],
		['1,234', 1234],
		['1,5', 1.5],
		['980', 980],
		['980.', 980],
		['0.125', 0.125],
		['-₱12.00', -12],
		['LKR 10 000.00', 10000],
		['none', null],
		[null, null],
		[7.25, 7.25],
	])('reads %j as %j', (text, amount) => {
		expect(readAmount(text)).toBe(amount);
	});
});

describe('Get Profile', () => {
	it('never shows the API token', async () => {
		const result = await run('account', 'getProfile');
		expect(result.json).toEqual([
			{
				uid: '6065ecdc9184a',
				first_name: 'Ada',
				last_name: 'Lovelace',
				email: 'ada@example.com',
				locale: 'en',
				timezone: 'Asia/Kolkata',
				last_access_at: expect.any(String),
			},
		]);
		expect(urlsOf(setup)).toEqual(['GET /textboost/api/v3/me']);
	});

	it.each(TEXTBOOST_VERSIONS)('is read on version %s', async (version) => {
		settings().version = version;
		const { json } = await run('account', 'getProfile');
		expect(json).toMatchObject([{ first_name: 'Ada', timezone: 'Asia/Kolkata' }]);
		expect(JSON.stringify(json)).not.toContain('sandboxSecret');
	});

	it('says what to do for an account that was never logged in to', async () => {
		settings().neverLoggedIn = true;
		expect((await run('account', 'getProfile')).error).toEqual({
			message:
				'The host cannot show the profile of an account that has never logged in: “Call to a member function timezone() on null”. [item 0]',
			description: 'Log in once on the website of the host.',
		});
	});

	it('never shows it wherever it stands', async () => {
		const profile = { uid: 'a', user: { api_token: TEXTBOOST_TOKEN, name: 'Ada' }, API_TOKEN: 'x' };
		const body = JSON.stringify({ status: 'success', data: profile });
		setup.sandbox.faults.add({ when: 'before', fault: { kind: 'answer', status: 200, body } });
		const result = await run('account', 'getProfile');
		expect(result.json).toEqual([{ uid: 'a', user: { name: 'Ada' } }]);
	});

	it('shows nothing of a profile that it cannot read', async () => {
		const body = JSON.stringify({ status: 'success', data: `api_token: ${TEXTBOOST_TOKEN}` });
		setup.sandbox.faults.add({ when: 'before', fault: { kind: 'answer', status: 200, body } });
		const result = await run('account', 'getProfile');
		expect(result.error?.message).toMatch(
			/^TextBoost returned a profile that this node cannot read/,
		);
		expect(JSON.stringify(result.error)).not.toContain('sandboxSecret');
	});
});
