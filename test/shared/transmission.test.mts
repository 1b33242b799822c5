import { expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../../nodes/shared/failure/failure.ts';
import { refusal, success } from '../../nodes/shared/failure/failure.ts';
import type { OutgoingMessage } from '../../nodes/shared/sending/outgoingMessage.ts';
import type { SendAdapter } from '../../nodes/shared/sending/sendAdapter.ts';
import { SMS_OUTCOME_IN_WORDS } from '../../nodes/shared/sending/sendAdapter.ts';
import { transmitAll } from '../../nodes/shared/sending/transmission.ts';

type Transmit = SendAdapter<OutgoingMessage>['transmit'];

const slowDown: Failure = { message: '', advice: '', outcome: 'notSent', httpCode: '429' };

/** Sends messages by `transmit`; what happened to each, and the requests that it took. */
async function send(count: number, maxPerRequest: number, transmit: Transmit, concurrency = 10) {
	const messages = Array.from(
		{ length: count },
		(_, itemIndex): OutgoingMessage => ({
			itemIndex,
			recipientKey: String(itemIndex),
		}),
	);
	const requests: number[][] = [];
	let inFlight = 0;
	let mostInFlight = 0;
	const adapter: SendAdapter<OutgoingMessage> = {
		service: 'Gateway',
		maxPerRequest,
		prepare: () => [],
		failedRow: () => ({}),
		outcomeInWords: SMS_OUTCOME_IN_WORDS,
		transmit: async (group, options, isStopped) => {
			requests.push(group.map(({ itemIndex }) => itemIndex));
			mostInFlight = Math.max(mostInFlight, ++inFlight);
			try {
				return await transmit(group, options, isStopped);
			} finally {
				inFlight--;
			}
		},
	};
	const { results, closedBy } = await transmitAll(
		messages,
		{
			node: { id: '', name: '', type: '', typeVersion: 1, position: [0, 0], parameters: {} },
			itemIndexes: [],
			continueOnFail: true,
			parametersOf: () => () => undefined,
			isStopped: () => false,
			memory: { startedAt: 0, results: new Map(), caches: new Map() },
			identityOf: ({ itemIndex }) => String(itemIndex),
			isKept: () => false,
		},
		adapter,
		{ concurrency, options: { http: {} } },
	);
	return { results: [...results.values()], requests, mostInFlight, closedBy };
}

const outcomes = (results: Array<Reading<IDataObject>>) =>
	results.map((result) => (result.ok ? 'accepted' : result.failure.outcome));

it('takes what a gateway throws after the request for an unknown outcome', async () => {
	const { results } = await send(2, 2, async () => {
		throw new TypeError('x is undefined');
	});
	expect(outcomes(results)).toEqual(['unknown', 'unknown']);
});

it('takes a message that the answer does not mention for an unknown outcome', async () => {
	const { results } = await send(2, 2, async () => [success({})]);
	expect(outcomes(results)).toEqual(['accepted', 'unknown']);
});

it('names the items of a request of which all failed for one reason', async () => {
	const no: Failure = { message: 'No', advice: '', outcome: 'notSent' };
	const itemsNamed = async (results: Array<Reading<IDataObject>>) =>
		(await send(2, 2, async () => results)).results.map((result) =>
			result.ok ? undefined : result.failure.sharedRequest,
		);
	const forAll = refusal<IDataObject>(no);
	expect(await itemsNamed([forAll, forAll])).toEqual([
		{ items: [0, 1], messages: 2 },
		{ items: [0, 1], messages: 2 },
	]);
	expect(await itemsNamed([forAll, refusal({ ...no })])).toEqual([undefined, undefined]);
	expect(await itemsNamed([forAll, success({})])).toEqual([undefined, undefined]);
});

it('repeats after HTTP 429 only what was refused as a whole', async () => {
	const { results, requests } = await send(2, 2, async () => [refusal(slowDown), success({})]);
	expect(requests).toEqual([[0, 1]]);
	expect(outcomes(results)).toEqual(['notSent', 'accepted']);
});

it('tries at most four times, and no longer than a minute', async () => {
	const always = await send(1, 1, async () => [refusal({ ...slowDown, retryAfterMs: 1 })]);
	expect(always.requests).toHaveLength(4);
	const long = await send(1, 1, async () => [refusal({ ...slowDown, retryAfterMs: 60_001 })]);
	expect(long.requests).toHaveLength(1);
});

it('leaves a gateway alone that asks for more than a minute', async () => {
	const anHour = async () => [refusal<IDataObject>({ ...slowDown, retryAfterMs: 3_600_000 })];
	const { requests, closedBy } = await send(1000, 1, anHour);
	expect(requests.length).toBeLessThanOrEqual(10);
	expect(closedBy?.retryAfterMs).toBe(3_600_000);
});

it('leaves a gateway alone that lets nobody through', async () => {
	const always = async () => [refusal<IDataObject>({ ...slowDown, retryAfterMs: 1 })];
	const { requests } = await send(1000, 1, always);
	expect(requests.length).toBeLessThanOrEqual(50);
});

it('gets everything through a gateway that takes one request at a time', async () => {
	let busy = 0;
	const oneAtATime: Transmit = async () => {
		busy++;
		// Long enough for all to be started, a tick apart.
		await new Promise((resolve) => setTimeout(resolve, 100));
		const isAlone = busy === 1;
		busy--;
		return [isAlone ? success({}) : refusal({ ...slowDown, retryAfterMs: 20 })];
	};
	const { results, mostInFlight } = await send(6, 1, oneAtATime, 4);
	expect(mostInFlight).toBe(4);
	expect(outcomes(results)).toEqual(Array.from({ length: 6 }, () => 'accepted'));
});
