import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import {
	changeShare,
	inExclusiveSecond,
} from '../../nodes/BestSmsGateway/sending/exclusiveSecond.ts';
import type { Failure, Reading } from '../../nodes/shared/failure/failure.ts';
import { refusal, success } from '../../nodes/shared/failure/failure.ts';

const accountOf = (subAccount: string, changes: { baseUrl?: string; isShared?: boolean } = {}) => ({
	baseUrl: 'https://gateway.example/api_v1',
	subAccount,
	isShared: false,
	defaultCountryCode: '',
	timezone: 'UTC',
	secrets: [],
	credential: { id: '', name: '', type: 'bestSmsGatewayApi', data: {} },
	...changes,
});
const goesOn = () => false;
const lost: Failure = { message: 'Lost.', advice: '', outcome: 'unknown' };

let starts: Record<string, number>;
let begin: number;
let count = 0;
/** What the gateway has stored, by what was sent. */
let stored: IDataObject[];

const secondNow = () => Math.floor(Date.now() / 1000);

/** Stores what a send is known by, as the gateway does in the second in which it gets to it. */
const store = (text: string) => stored.push({ message: text, time_submitted: String(secondNow()) });

interface Course {
	/** After how many milliseconds the answer comes. */
	ms: number;
	/** Instead of an answer. */
	failure?: Failure;
	/** How many milliseconds after the send the gateway stores it; never where it is missing. */
	storedAfter?: number;
	/** From when to when the gateway answers nothing, in milliseconds after the beginning. */
	blocked?: [number, number];
}

/** A send that goes like this, and reads what is stored. */
function going(name: string, { ms, failure, storedAfter, blocked = [0, 0] }: Course) {
	return {
		send: async (): Promise<Reading<IDataObject>> => {
			starts[name] = Date.now() - begin;
			if (storedAfter !== undefined) setTimeout(() => store(name), storedAfter);
			await new Promise((resolve) => setTimeout(resolve, ms));
			return failure ? refusal(failure) : success({ batch_id: `1_1_${secondNow()}`, name });
		},
		isOwn: ({ message }: IDataObject) => message === name,
		look: async (): Promise<Reading<IDataObject[]>> => {
			const [from, to] = blocked;
			const now = Date.now() - begin;
			if (now < from || now >= to) return success([...stored]);
			await new Promise((resolve) => setTimeout(resolve, 10_000));
			return Date.now() - begin < to ? refusal(lost) : success([...stored]);
		},
	};
}

beforeEach(() => {
	jest.useFakeTimers({ now: Date.parse('2027-01-01T12:00:00Z') });
	starts = {};
	stored = [];
	begin = Date.now();
	count += 1;
});
afterEach(() => void jest.useRealTimers());

/** Sends one after the other from one account, as long as it takes. */
async function sendAll(...sends: Array<[string, Course]>) {
	const account = accountOf(`1_a${count}`);
	const all = Promise.all(
		sends.map(
			async ([name, course]) => await inExclusiveSecond(account, goesOn, going(name, course)),
		),
	);
	await jest.advanceTimersByTimeAsync(400_000);
	return await all;
}

it('starts a send a second after the answer to the one before', async () => {
	await sendAll(['first', { ms: 400 }], ['second', { ms: 400 }]);
	expect(starts).toEqual({ first: 0, second: 1_400 });
});

it('leaves no timer behind that keeps the process up', async () => {
	const sending = inExclusiveSecond(accountOf(`1_a${count}`), goesOn, going('only', { ms: 400 }));
	await jest.advanceTimersByTimeAsync(400);
	await sending;
	expect(jest.getTimerCount()).toBe(0);
});

it('knows an account by all spellings of its name and address', async () => {
	const all = [
		accountOf(`001_sub${count}`),
		accountOf(`1_Sub${count}`),
		accountOf(`1_sub${count}`, { baseUrl: 'http://www.Gateway.example/api_v1' }),
	].map(
		async (account, i) => await inExclusiveSecond(account, goesOn, going(String(i), { ms: 100 })),
	);
	await jest.advanceTimersByTimeAsync(5_000);
	await Promise.all(all);
	expect(starts).toEqual({ 0: 0, 1: 1_100, 2: 2_200 });
});

describe('after a send without an answer', () => {
	it('waits until its record is there', async () => {
		// A server that was blocked for seven seconds (fact sheet 12.3), and a client that waits for one.
		await sendAll(
			['first', { ms: 1_000, failure: lost, storedAfter: 7_000 }],
			['second', { ms: 100, blocked: [0, 7_000] }],
		);
		expect(starts.second).toBeGreaterThanOrEqual(8_000);
		expect(starts.second).toBeLessThan(13_000);
	});

	it('waits a minute where the gateway answers, and does not have it', async () => {
		await sendAll(['first', { ms: 1_000, failure: lost }], ['second', { ms: 100 }]);
		expect(starts.second).toBeGreaterThanOrEqual(61_000);
		expect(starts.second).toBeLessThan(65_000);
	});

	it('waits five minutes where the gateway answers nothing', async () => {
		await sendAll(
			['first', { ms: 1_000, failure: lost }],
			['second', { ms: 100, blocked: [0, 1_000_000] }],
		);
		expect(starts.second).toBeGreaterThanOrEqual(300_000);
		expect(starts.second).toBeLessThan(320_000);
	});

	it('lets nobody of those who wait through early', async () => {
		await sendAll(
			['first', { ms: 1_000, failure: lost, storedAfter: 20_000 }],
			['second', { ms: 100 }],
			['third', { ms: 100 }],
		);
		expect(starts.second).toBeGreaterThanOrEqual(21_000);
		expect(starts.third).toBe(Number(starts.second) + 1_100);
	});

	it('does not take an earlier record with the same number and text for it', async () => {
		await sendAll(['same', { ms: 100, storedAfter: 0 }]);
		const account = accountOf(`1_a${count}`);
		const again = inExclusiveSecond(account, goesOn, going('same', { ms: 1_000, failure: lost }));
		const next = inExclusiveSecond(account, goesOn, going('next', { ms: 100 }));
		await jest.advanceTimersByTimeAsync(70_000);
		await Promise.all([again, next]);
		expect(Number(starts.next) - Number(starts.same)).toBeGreaterThanOrEqual(61_000);
	});

	it.each<[string, boolean, Partial<Failure>]>([
		['a refusal', false, { outcome: 'notSent', vendorCode: '11' }],
		['a refusal that is not known', false, { vendorCode: '11' }],
		['a connection that never stood', false, { outcome: 'notSent' }],
		['an error page of the script', false, { httpCode: '500' }],
		['an answer that is cut off', false, { httpCode: '200' }],
		['a web server that is tired of waiting', true, { httpCode: '504' }],
		['a broken connection', true, {}],
	])('looks after %s: %s', async (_, waits, failure) => {
		await sendAll(
			['first', { ms: 100, failure: { ...lost, ...failure } }],
			['second', { ms: 100 }],
		);
		if (waits) expect(starts.second).toBeGreaterThan(60_000);
		else expect(starts.second).toBe(1_100);
	});
});

it('is not held up by a slow send once its record is there', async () => {
	const results = await sendAll(
		['slow', { ms: 200_000, storedAfter: 500 }],
		['other', { ms: 100 }],
	);
	expect(starts.other).toBeGreaterThanOrEqual(10_000);
	expect(starts.other).toBeLessThan(12_000);
	expect(results.map(({ ok }) => ok)).toEqual([true, true]);
});

it.each([100, 600])(
	'tells that nothing was sent when stopped after %i ms of waiting',
	async (ms) => {
		const account = accountOf(`1_a${count}`);
		let isStopped = false;
		const first = inExclusiveSecond(account, goesOn, going('first', { ms: 400 }));
		const second = inExclusiveSecond(account, () => isStopped, going('second', { ms: 100 }));
		const third = inExclusiveSecond(account, goesOn, going('third', { ms: 100 }));
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

it('stops waiting for a lost answer when stopped, and leaves the waiting to others', async () => {
	const account = accountOf(`1_a${count}`);
	let isStopped = false;
	const course = { ms: 100, failure: lost, storedAfter: 30_000 };
	const first = inExclusiveSecond(account, goesOn, going('first', course));
	const second = inExclusiveSecond(account, () => isStopped, going('second', { ms: 100 }));
	setTimeout(() => (isStopped = true), 5_000);
	await jest.advanceTimersByTimeAsync(6_000);
	expect(await second).toMatchObject({ ok: false, failure: { isNotStarted: true } });
	const third = inExclusiveSecond(account, goesOn, going('third', { ms: 100 }));
	await jest.advanceTimersByTimeAsync(60_000);
	await Promise.all([first, third]);
	expect(Object.keys(starts)).toEqual(['first', 'third']);
	expect(starts.third).toBeGreaterThanOrEqual(31_000);
});

it('goes on after a send that threw', async () => {
	const account = accountOf(`1_a${count}`);
	const failing = inExclusiveSecond(account, goesOn, {
		...going('failing', { ms: 100 }),
		send: async () => await Promise.reject(new Error('x')),
	});
	const caught = expect(failing).rejects.toThrow('x');
	const next = inExclusiveSecond(account, goesOn, going('next', { ms: 100 }));
	await jest.advanceTimersByTimeAsync(70_000);
	await caught;
	expect(await next).toMatchObject({ ok: true });
});

describe('a shared account', () => {
	const secondsOf = async (isShared: boolean, sends: number) => {
		const account = accountOf(`1_a${count}`, { isShared });
		const all = Array.from(
			{ length: sends },
			async (_, i) => await inExclusiveSecond(account, goesOn, going(String(i), { ms: 100 })),
		);
		await jest.advanceTimersByTimeAsync(100_000);
		await Promise.all(all);
		const seconds = Object.values(starts).map((ms) => Math.floor((begin + ms) / 1000));
		return { account, seconds };
	};

	it('uses one second of four, and another one after a collision', async () => {
		const { account, seconds } = await secondsOf(true, 5);
		const shares = new Set(seconds.map((second) => second % 4));
		expect(shares.size).toBe(1);
		expect(seconds.map((second) => second - Number(seconds[0]))).toEqual([0, 4, 8, 12, 16]);

		changeShare(account);
		const next = inExclusiveSecond(account, goesOn, going('next', { ms: 100 }));
		await jest.advanceTimersByTimeAsync(5_000);
		await next;
		const [share = NaN] = shares;
		expect(Math.floor((begin + Number(starts.next)) / 1000) % 4).not.toBe(share);
	});

	it('does so only where it is shared', async () => {
		const { seconds } = await secondsOf(false, 5);
		expect(Number(seconds.at(-1)) - Number(seconds[0])).toBeLessThan(6);
	});
});
