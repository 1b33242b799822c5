import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { createTestClock } from '../../lab/sandbox/clock.mts';
import { PIXEL_7, START_ACCOUNT } from '../../lab/sandbox/smsGateway24.mts';
import { startSandbox } from '../../lab/sandbox/sandbox.mts';
import type { Engine } from '../engine/engine.mts';
import { startEngine } from '../engine/engine.mts';
import { plainText } from '../engine/plainText.mts';
import { createPoller } from '../engine/poller.mts';

jest.setTimeout(600_000);

const SECOND_MS = 1000;
const HOUR_MS = 60 * 60 * SECOND_MS;
/** More than two such seconds do not fit into a capped response, which may list both ends of a stretch. */
const MOST_AT_ONCE = 45;
const MOST_POLLS = 60;
/** How many schedules are tried; more than a quick run tries, where this says so. */
const runs = Number(process.env.POLLING_RUNS ?? 1000) / 25;

/** What a gateway may do, and what may happen to a poll. */
type Step =
	/** SMS come in, a second after all others, all at one instant. */
	| { kind: 'arrive'; count: number }
	/** A phone uploads an SMS of an earlier time. */
	| { kind: 'arriveLate'; byHours: number }
	| { kind: 'wait'; ms: number }
	/** @param answered how many requests the gateway answers before it fails in this way */
	| { kind: 'poll'; fails?: 'rate limit' | 'fault'; answered: number; restarts: boolean };

const arrive = fc.record({
	kind: fc.constant('arrive' as const),
	count: fc.integer({ min: 1, max: MOST_AT_ONCE }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 6, arbitrary: arrive },
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('arriveLate' as const),
			byHours: fc.integer({ min: 1, max: 40 }),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('wait' as const),
			ms: fc.oneof(
				fc.integer({ min: SECOND_MS, max: HOUR_MS }),
				fc.integer({ min: HOUR_MS, max: 100 * HOUR_MS }),
			),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('poll' as const),
			fails: fc.option(fc.constantFrom('rate limit' as const, 'fault' as const), {
				nil: undefined,
			}),
			answered: fc.integer({ min: 0, max: 6 }),
			restarts: fc.boolean(),
		}),
	},
);

const schedule = fc.record({
	/** How many rows fit into a response; which ones are in it is not documented (fact sheet, section 7.4). */
	mostRows: fc.constantFrom(100, 130, Infinity),
	cappedTo: fc.constantFrom('oldest' as const, 'newest' as const),
	event: fc.constantFrom('smsReceived' as const, 'smsStatusChanged' as const),
	earlier: fc.array(arrive, { maxLength: 4 }),
	later: fc.array(step, { minLength: 5, maxLength: 25 }),
});
type Schedule = typeof schedule extends fc.Arbitrary<infer T> ? T : never;

describe('SmsGateway24 Trigger', () => {
	let engine: Engine;
	beforeAll(async () => {
		engine = await startEngine();
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});

	/** Plays a schedule, polls until nothing is left to tell, and says what must not be. */
	async function play({ mostRows, cappedTo, event, earlier, later }: Schedule): Promise<void> {
		const clock = createTestClock(new Date('2026-03-10T22:00:00Z'));
		jest.spyOn(Date, 'now').mockImplementation(() => clock.now().getTime());
		const sandbox = await startSandbox({ clock, strict: true });
		const { smsGateway24, faults } = sandbox;
		Object.assign(smsGateway24.settings, { mostRows, cappedTo });
		const isReceived = event === 'smsReceived';
		/** The SMS that must be told, with whether they were uploaded late. */
		const expected = new Map<string, { isLate: boolean }>();
		const told: IDataObject[] = [];
		let baselineAt: Date | undefined;

		const add = (count: number, created: Date, isLate: boolean) => {
			const ids = smsGateway24.seedMessages(count, (i) => ({
				sendto: `+4917${i}`,
				body: 'x',
				deviceId: PIXEL_7.id,
				created,
				...(isReceived && { status: 5 }),
			}));
			if (baselineAt !== undefined) for (const id of ids) expected.set(String(id), { isLate });
		};
		const take = async (one: Step) => {
			const now = clock.now().getTime();
			switch (one.kind) {
				case 'arrive':
					clock.advance(SECOND_MS);
					add(one.count, clock.now(), false);
					break;
				case 'arriveLate': {
					const at = Math.max(baselineAt?.getTime() ?? 0, now - one.byHours * HOUR_MS);
					add(1, new Date(at), true);
					break;
				}
				case 'wait':
					clock.advance(one.ms);
					break;
				case 'poll': {
					const fault =
						one.fails === 'fault'
							? ({ kind: 'answer', status: 500, body: '' } as const)
							: ({ kind: 'tooManyRequests' } as const);
					if (one.fails) {
						faults.add({ when: 'before', skip: one.answered, times: Infinity, fault });
					}
					// What went wrong is reported once; what it has found comes with a later poll.
					told.push(...(await poller.poll().catch(() => [])));
					faults.clear();
					if (one.restarts) poller.restart();
				}
			}
		};
		const poller = createPoller(engine, {
			type: 'smsGateway24Trigger',
			parameters: { event, statuses: [] },
			credentials: {
				smsGateway24Api: {
					baseUrl: smsGateway24.baseUrl,
					authentication: 'token',
					token: START_ACCOUNT.token,
				},
			},
		});
		const poll: Step = { kind: 'poll', answered: 0, restarts: false };
		try {
			for (const one of earlier) await take(one);
			const earlierIds = smsGateway24.messages.map(({ id }) => String(id));
			clock.advance(SECOND_MS);
			await take(poll);
			expect(told).toEqual([]);
			baselineAt = clock.now();
			for (const one of later) await take(one);
			// All have reached their last status.
			clock.advance(HOUR_MS);
			// Open SMS that a capped response leaves out are found with a few requests a poll.
			const last = isReceived ? 'received' : 'delivered';
			const isThrough = () => {
				const done = told.filter(({ status }) => status === last).map(({ id }) => plainText(id));
				return new Set(done.filter((id) => expected.has(id))).size === expected.size;
			};
			for (let polls = 0; polls < MOST_POLLS && !isThrough(); polls += 1) await take(poll);
			for (let polls = 0; polls < 3; polls += 1) await take(poll);
			check(told, expected, isReceived, new Set(earlierIds));
			expect(sandbox.requests.undocumented).toEqual([]);
		} finally {
			await sandbox.close();
		}
	}

	it('tells each SMS once and in order, however much of its list the gateway gives at once', async () => {
		await fc.assert(fc.asyncProperty(schedule, play), { numRuns: runs });
	});
});

/** @throws Error for an SMS that was lost, came twice, out of order or without its last status */
function check(
	told: IDataObject[],
	expected: Map<string, { isLate: boolean }>,
	isReceived: boolean,
	earlier: Set<string>,
): void {
	const statuses = new Map<string, string[]>();
	for (const item of told) {
		const [id, status] = [plainText(item.id), plainText(item.status)];
		const before = statuses.get(id) ?? [];
		if (!earlier.has(id) && (before.at(-1) ?? null) !== (item.previousStatus ?? null)) {
			throw new Error(`${id} skipped a status`);
		}
		if (before.includes(status)) throw new Error(`${id} was ${status} twice`);
		statuses.set(id, [...before, status]);
	}
	for (const id of expected.keys()) {
		const last = statuses.get(id)?.at(-1);
		if (last === undefined) throw new Error(`${id} was lost`);
		if (last !== (isReceived ? 'received' : 'delivered')) {
			throw new Error(`The last status of ${id} was not told`);
		}
	}
	for (const id of statuses.keys()) {
		if (!expected.has(id) && (isReceived || !earlier.has(id))) throw new Error(`${id} is strange`);
	}
	const firsts = [...statuses.keys()].filter((id) => expected.get(id)?.isLate === false);
	const early = firsts.find((id, i) => Number(firsts[i - 1] ?? 0) > Number(id));
	if (early !== undefined) throw new Error(`${early} came after a newer one`);
}
