import { describe, expect, it } from '@jest/globals';
import { refusal, success } from '../../../nodes/shared/failure/failure.ts';
import type { PagedList } from '../../../nodes/shared/polling/newestFirst.ts';
import { alreadyNewestFirst } from '../../../nodes/shared/polling/newestFirst.ts';
import type { PollMemory } from '../../../nodes/shared/polling/pollState.ts';
import { readPollState, writePollState } from '../../../nodes/shared/polling/pollState.ts';
import { readPaged } from '../../../nodes/shared/polling/recordSource.ts';
import { track } from '../../../nodes/shared/polling/tracker.ts';

const PAGE = 25;
const IDENTITY = { trigger: 'test', account: 'test' };
const noStatuses = new Set<string>();
const failure = { message: 'Failed', advice: '', outcome: 'unknown' as const };

/** What happens at a request. */
interface Behaviour {
	/** How many records leave the end of the list at each request. */
	leaving?: number;
	/** How many of the newest records one of two servers does not know. */
	lag?: number;
	/** Every how many requests one fails. */
	failsEvery?: number;
}

/** Polls a list whose newest `count` records are new, until they have come. */
async function workOff(count: number, { leaving = 0, lag = 0, failsEvery = 0 }: Behaviour) {
	let records = Array.from({ length: 5000 }, (_item, order) => order);
	let requests = 0;
	const list: PagedList<number> = {
		async readPage(number) {
			requests += 1;
			if (failsEvery > 0 && requests % failsEvery === 0) return refusal(failure);
			records = records.slice(leaving);
			// Mostly in turns, as a load balancer with other customers does it.
			const isSlower = (requests + Math.floor(requests / 7)) % 2 === 0;
			const shown = isSlower ? records.slice(0, records.length - lag) : records;
			const newest = shown.toReversed();
			const rows = newest.slice((number - 1) * PAGE, number * PAGE);
			const lastPage = Math.ceil(newest.length / PAGE);
			return success({
				rows: rows.map((order) => ({
					key: String(order),
					order,
					status: '',
					day: 0,
					record: order,
				})),
				total: newest.length,
				lastPage,
				isLast: number >= lastPage,
			});
		},
	};
	let stored: unknown;
	let hints: PollMemory = {};
	const seen: number[] = [];
	let failed = 0;
	const poll = async () => {
		const { state } = readPollState(stored, IDENTITY);
		const before = state && { ...state, memory: { ...state.memory, ...hints } };
		const reading = await readPaged(
			alreadyNewestFirst(list),
			{
				before,
				followedSince: 0,
				isSample: false,
				budget: {
					hasTime: () => true,
					limits: () => ({ timeout: 1, abortSignal: new AbortController().signal }),
				},
			},
			{ lookBack: 5, openStatuses: noStatuses },
		);
		if (!reading.ok) {
			failed += 1;
			hints = { ...hints, ...reading.failure.hints };
			return;
		}
		hints = {};
		const { window, memory } = reading.value;
		const rules = { openStatuses: noStatuses, followedSince: 0 };
		const { changes, tracking } = track(before?.tracking, window, rules);
		for (const { record } of changes) seen.push(record);
		const options = { values: {}, entered: '' };
		stored = writePollState({ tracking, memory, options, odd: [] }, IDENTITY);
	};
	await poll();
	records = [...records, ...Array.from({ length: count }, (_item, i) => 5000 + i)];
	requests = 0;
	let polls = 0;
	while (seen.length < count && polls < 200) {
		await poll();
		polls += 1;
	}
	return { seen, requests, polls, failed, expected: records.slice(-count) };
}

describe('a long list', () => {
	it.each([
		['keeps what has joined where its end leaves while it is read', 2000, { leaving: 5 }, 350],
		['is read whole where two servers answer in turns, a record apart', 1000, { lag: 1 }, 700],
		['is read in few polls where every 20th request fails', 10_000, { failsEvery: 20 }, 900],
		['is read in few requests where nothing goes wrong', 10_000, {}, 600],
	])('%s', async (_name, count, behaviour, mostRequests) => {
		const { seen, requests, polls, failed, expected } = await workOff(count, behaviour);
		expect(seen).toEqual(expected);
		expect(requests).toBeLessThanOrEqual(mostRequests);
		expect(polls).toBeLessThanOrEqual('failsEvery' in behaviour ? 60 : 12);
		expect(failed).toBeLessThanOrEqual(3);
	});
});

describe('the stored state', () => {
	it.each([
		['long ones', (i: number) => `~${String(i).padStart(8, 'a')}`],
		['numbers', (i: number) => String(1_000_000 + 7 * i)],
		['texts', (i: number) => `0b6f1c2e-0000-4000-8000-${String(i).padStart(12, '0')}`],
	])('stays below 100 kB with 30,000 open records and %s for IDs', (_name, keyOf) => {
		const known = new Map(
			Array.from({ length: 30_000 }, (_item, i) => [
				keyOf(i),
				{ order: 1_790_000_000 + 8 * i, status: 'sent', day: 20_717 + Math.floor(i / 2500) / 4 },
			]),
		);
		const tracking = { frontier: 1_790_240_000, floor: 1_790_236_000, known };
		const options = { values: {}, entered: '' };
		const state = writePollState({ tracking, memory: {}, options, odd: [] }, IDENTITY);
		expect(JSON.stringify(state).length).toBeLessThan(100_000);
		const kept = readPollState(state, IDENTITY).state?.tracking;
		// The newest are kept, and the floor tells what is not known any more.
		expect(kept?.known.has(keyOf(29_999))).toBe(true);
		expect(kept?.frontier).toBe(tracking.frontier);
		const above = [...known].filter(([, { order }]) => order >= (kept?.floor ?? 0));
		for (const [key] of above) expect(kept?.known.has(key)).toBe(true);
	});
});
