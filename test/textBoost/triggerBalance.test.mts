import { describe, expect, it } from '@jest/globals';
import { setUpTrigger, TEXTBOOST_VERSIONS, useVersion } from './triggerSetup.mts';

const low = { event: 'balanceLow', balanceBelow: 100 };

describe('TextBoost Trigger, Balance Low', () => {
	const setup = setUpTrigger();
	const setBalance = (balance: string | number) => {
		setup.sandbox.textBoost.settings.balance = balance;
	};

	it('starts the workflow when the balance falls below, and again only after it was above', async () => {
		setBalance('₱100.00');
		const poller = await setup.activated(low);
		expect(await poller.poll()).toEqual([]);
		setBalance('₱99.90');
		expect(await poller.poll()).toEqual([
			{ balance: 99.9, balanceText: '₱99.90', expiresText: expect.any(String) },
		]);
		setBalance('₱50');
		expect(await poller.poll()).toEqual([]);
		poller.restart();
		expect(await poller.poll()).toEqual([]);
		setBalance('₱1,250.00');
		expect(await poller.poll()).toEqual([]);
		setBalance('₱12');
		expect(await poller.poll()).toHaveLength(1);
		expect(setup.sandbox.requests.all.map(({ method, path }) => [method, path])).toEqual(
			Array.from({ length: 6 }, () => ['GET', expect.stringMatching(/\/balance$/)]),
		);
	});

	it.each(['remaining_balance', 'remaining_unit', 'sms_credit_balance'] as const)(
		'reads %s, and returns the response from the host when Simplify is off',
		async (balanceField) => {
			setup.sandbox.textBoost.settings.balanceField = balanceField;
			setBalance(500);
			const poller = await setup.activated({ ...low, simplify: false });
			setBalance(20);
			expect(await poller.poll()).toMatchObject([{ [balanceField]: 20 }]);
		},
	);

	it('takes a balance that is low already for the baseline', async () => {
		setBalance(5);
		const poller = setup.trigger(low);
		expect(await poller.poll()).toEqual([]);
		expect(await poller.poll()).toEqual([]);
	});

	it('shows the balance in a manual test', async () => {
		setBalance(500);
		expect(await setup.trigger(low).test()).toEqual([
			{ balance: 500, balanceText: '500', expiresText: expect.any(String) },
		]);
	});

	it.each(TEXTBOOST_VERSIONS)('reads the balance of version %s', async (version) => {
		useVersion(setup, version);
		const { settings } = setup.sandbox.textBoost;
		settings.account.credit = 1234;
		const poller = await setup.activated(low);
		settings.account.credit = 99;
		expect(await poller.poll()).toMatchObject([{ balance: 99 }]);
		// Without a limit, which is neither low nor an error.
		settings.account.credit = -1;
		expect(await poller.poll()).toEqual([]);
		settings.account.credit = 98;
		expect(await poller.poll()).toMatchObject([{ balance: 98 }]);
	});

	it.each(['Unlimited', 'Illimité', 'असीमित'])('never takes %s for low', async (word) => {
		setBalance(word);
		const poller = await setup.activated(low);
		expect(await poller.poll()).toEqual([]);
		expect(await setup.trigger(low).test()).toMatchObject([{ balance: null, balanceText: word }]);
		setBalance(5);
		expect(await poller.poll()).toHaveLength(1);
	});

	it('says so where it finds no number, and loses nothing', async () => {
		setBalance(500);
		const poller = await setup.activated(low);
		setBalance('–');
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.stringMatching(
				/a balance that this node cannot read, because it contains no number: “.*–/,
			),
		});
		setBalance(5);
		expect(await poller.poll()).toHaveLength(1);
	});

	it('refuses a limit that is not a number', async () => {
		await expect(setup.trigger({ ...low, balanceBelow: 'little' }).poll()).rejects.toMatchObject({
			message: 'Balance Below is “little”, which is not a number.',
		});
	});

	it('says so when the token is refused', async () => {
		const poller = setup.trigger(low, { credential: { apiToken: '7|wrong' } });
		await expect(poller.poll()).rejects.toMatchObject({
			failure: { cause: 'credential-invalid' },
		});
	});
});
