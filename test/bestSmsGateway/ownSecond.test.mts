import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { inOwnSecond } from '../../nodes/BestSmsGateway/ownSecond.ts';
import type { Reading } from '../../nodes/shared/failure.ts';
import { success } from '../../nodes/shared/failure.ts';

const accountOf = (subAccount: string, baseUrl = 'https://gateway.example/api_v1') => ({
	baseUrl,
	subAccount,
	defaultCountryCode: '',
	timezone: 'UTC',
	secrets: [],
});
const goesOn = () => false;
let starts: Record<string, number>;
let begin: number;
let count = 0;

/** A send that takes so long. */
const taking = (name: string, ms: number) => async (): Promise<Reading<string>> => {
	starts[name] = Date.now() - begin;
	await new Promise((resolve) => setTimeout(resolve, ms));
	return success(name);
};

beforeEach(() => {
	jest.useFakeTimers();
	starts = {};
	begin = Date.now();
	count += 1;
});
afterEach(() => void jest.useRealTimers());

it('starts a send a second after the answer to the one before', async () => {
	const account = accountOf(`1_a${count}`);
	const both = Promise.all([
		inOwnSecond(account, goesOn, taking('first', 400)),
		inOwnSecond(account, goesOn, taking('second', 400)),
	]);
	await jest.advanceTimersByTimeAsync(5_000);
	await both;
	expect(starts).toEqual({ first: 0, second: 1_400 });
});

it('knows an account by all spellings of its name and address', async () => {
	const all = [
		inOwnSecond(accountOf(`001_sub${count}`), goesOn, taking('first', 100)),
		inOwnSecond(accountOf(`1_Sub${count}`), goesOn, taking('second', 100)),
		inOwnSecond(
			accountOf(`1_sub${count}`, 'http://www.Gateway.example/api_v1'),
			goesOn,
			taking('third', 100),
		),
	];
	await jest.advanceTimersByTimeAsync(5_000);
	await Promise.all(all);
	expect(starts).toEqual({ first: 0, second: 1_100, third: 2_200 });
});

it('is not held up for long by a send that gets no answer', async () => {
	const account = accountOf(`1_a${count}`);
	const hanging = inOwnSecond(account, goesOn, taking('hanging', 300_000));
	const other = inOwnSecond(account, goesOn, taking('other', 100));
	await jest.advanceTimersByTimeAsync(40_000);
	expect(starts.other).toBeGreaterThanOrEqual(31_000);
	expect(starts.other).toBeLessThan(32_000);
	expect(await other).toEqual(success('other'));
	await jest.advanceTimersByTimeAsync(300_000);
	expect(await hanging).toEqual(success('hanging'));
});

it.each([100, 600])(
	'tells that nothing was sent when stopped after %i ms of waiting',
	async (ms) => {
		const account = accountOf(`1_a${count}`);
		let isStopped = false;
		const first = inOwnSecond(account, goesOn, taking('first', 400));
		const second = inOwnSecond(account, () => isStopped, taking('second', 100));
		const third = inOwnSecond(account, goesOn, taking('third', 100));
		setTimeout(() => (isStopped = true), ms);
		await jest.advanceTimersByTimeAsync(5_000);
		await Promise.all([first, third]);
		expect(await second).toMatchObject({
			ok: false,
			failure: { outcome: 'notSent', isNotStarted: true },
		});
		// The one that was stopped takes no second.
		expect(starts).toEqual({ first: 0, third: 1_400 });
	},
);

it('goes on after a send that threw', async () => {
	const account = accountOf(`1_a${count}`);
	const failing = inOwnSecond(account, goesOn, async () => await Promise.reject(new Error('x')));
	const caught = expect(failing).rejects.toThrow('x');
	const next = inOwnSecond(account, goesOn, taking('next', 100));
	await jest.advanceTimersByTimeAsync(5_000);
	await caught;
	expect(await next).toEqual(success('next'));
});
