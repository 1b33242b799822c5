import { describe, expect, it } from '@jest/globals';
import { START_SUB_ACCOUNT } from '../../lab/sandbox/bestSmsGateway.mts';
import { inShort, setUpTrigger } from './triggerSetup.mts';

const balanceLow = { event: 'balanceLow', balanceBelow: 100 };

describe('BestSMSGateway Trigger, Balance Low', () => {
	const setup = setUpTrigger();

	function setBalance(balance: number): void {
		for (const account of setup.sandbox.bestSmsGateway.accounts) account.balance = balance;
	}
	/** Spoils the next response to `account_info`. */
	function answerWith(body: object): void {
		const answer = { kind: 'answer', status: 200, body: JSON.stringify(body) } as const;
		setup.sandbox.faults.add({ when: 'after', fault: answer });
	}

	it.each([
		['falls, and again only after it has recovered', [150, 99, 98, 50, 100, 99.5], [99, 99.5]],
		['is low on activation only after it has recovered', [20, 10, 200, 99], [99]],
		['is at the limit not at all', [150, 100], []],
		['falls below 0', [150, -1], [-1]],
	])('starts the workflow when the balance %s', async (_name, balances, told) => {
		const poller = setup.trigger(balanceLow);
		const items = [];
		for (const balance of balances) {
			setBalance(balance);
			items.push(...(await poller.poll()));
		}
		expect(items.map(({ balance }) => balance)).toEqual(told);
	});

	it('yields what Account > Get yields, for one request without a secret in the address', async () => {
		const poller = await setup.activated(balanceLow);
		setBalance(12);
		expect(await poller.poll()).toEqual([
			{
				id: '1',
				name: 'mysub1',
				balance: 12,
				from: 'tormuto',
				defaultDialCode: '234',
				timezoneOffset: '1',
				notificationEmail: 'example@gmail.com',
			},
		]);
		const { all } = setup.sandbox.requests;
		expect(all.map(inShort)).toEqual(['account_info']);
		expect(all[0]?.url).toBe(all[0]?.path);
	});

	it('yields the answer as it came without Simplify, save for passwords', async () => {
		const poller = await setup.activated({ ...balanceLow, simplify: false });
		answerWith({ sub_account: 'mysub1', balance: '12', sub_account_pass: 'x', Password: 'y' });
		expect(await poller.poll()).toEqual([{ sub_account: 'mysub1', balance: '12' }]);
	});

	it('says nothing a second time after a restart', async () => {
		const poller = await setup.activated(balanceLow);
		setBalance(12);
		expect(await poller.poll()).toHaveLength(1);
		poller.restart();
		expect(await poller.poll()).toEqual([]);
	});

	it.each([
		[{ balance: 'n/a' }, /returned a balance that this node cannot read: “"n\/a"”/],
		[{ balance: null }, /returned a balance that this node cannot read: “null”/],
		[
			{ balance: START_SUB_ACCOUNT.password },
			/returned a balance that this node cannot read: “"•••"”/,
		],
		[{ sub_account: 'mysub1' }, /does not understand/],
	])('says so when the balance cannot be read: %j', async (body, sentence) => {
		const poller = await setup.activated(balanceLow);
		setBalance(12);
		const before = poller.staticData;
		answerWith(body);
		await expect(poller.poll()).rejects.toMatchObject({
			message: expect.stringMatching(sentence),
			description: expect.stringMatching(/report this response/),
		});
		expect(poller.staticData).toBe(before);
		expect(await poller.poll()).toHaveLength(1);
	});

	it('shows the balance in a manual test, however high it is, and touches nothing', async () => {
		const poller = await setup.activated(balanceLow);
		const before = poller.staticData;
		expect(await poller.test()).toMatchObject([{ balance: 1209 }]);
		expect(poller.staticData).toBe(before);
	});

	it('says so when the limit is no number', async () => {
		await expect(setup.trigger({ ...balanceLow, balanceBelow: 'x' }).poll()).rejects.toThrow(
			'Balance Below is “x”, which is not a number.',
		);
	});

	it('says so when the log-in is refused', async () => {
		const poller = setup.trigger(balanceLow, { credential: { subAccountPassword: 'wrong' } });
		await expect(poller.poll()).rejects.toMatchObject({ failure: { cause: 'credential-invalid' } });
	});
});
