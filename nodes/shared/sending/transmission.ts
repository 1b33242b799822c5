import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { Failure, Reading } from '../failure/failure';
import { refusal } from '../failure/failure';
import type { RequestOptions } from '../http/requestOptions';
import type { Pass } from '../operations/gate';
import { Gate, pauseUntil, SLICE_MS } from '../operations/gate';
import { Patience } from '../operations/patience';
import type { Ending } from '../operations/sentKeys';
import { isRecord } from '../record/json';
import type { KeyGuard, Waiting } from './idempotency';
import { ItemTally } from './itemTally';
import type { OutgoingMessage } from './outgoingMessage';
import { pack } from './packing';
import type { SendAdapter } from './sendAdapter';
import type { SendRunContext } from './sendContext';

/** What the user set for the whole run. */
export interface RunSettings {
	/** How many requests may be under way at once. */
	concurrency: number;
	options: RequestOptions;
	/** How many idempotency keys the node remembers. */
	mostKeys: number;
}

const DEFAULT_CONCURRENCY = 10;

/** How the sending of many messages ended. */
export interface Transmission<M> {
	/** What happened to each message; those that were not started are missing. */
	results: Map<M, Reading<IDataObject>>;
	/** Why the gateway was not asked for the missing ones, where it had asked to be left alone. */
	closedBy?: Failure;
}

/** Reads `maxConcurrency` from a collection such as `additionalFields`. */
export function readConcurrency(collection: unknown): number {
	const value = isRecord(collection) ? Number(collection.maxConcurrency) : NaN;
	return Number.isFinite(value) && value >= 1 ? Math.floor(value) : DEFAULT_CONCURRENCY;
}

/**
 * Sends messages in as few requests as the gateway allows, a bounded number of them at once, in
 * order. What an earlier try of the run settled is taken from its memory. Nothing more starts once
 * the execution was stopped, or an item failed on a node that does not continue, or the gateway
 * kept answering HTTP 429 to whoever waited.
 *
 * @param guard looks after the idempotency keys of the messages. A key is claimed when its message has its turn, so that a
 * killed process leaves only those behind that were under way.
 */
export async function transmitAll<M extends OutgoingMessage>(
	messages: M[],
	context: SendRunContext,
	adapter: SendAdapter<M>,
	{ concurrency, options }: Omit<RunSettings, 'mostKeys'>,
	guard?: KeyGuard<M>,
): Promise<Transmission<M>> {
	const { memory } = context;
	let closedBy: Failure | undefined;
	let accepted = 0;
	const results = new Map<M, Reading<IDataObject>>();
	const items = new ItemTally(messages);
	const settle = (message: M, result: Reading<IDataObject>) => {
		results.set(message, result);
		items.count(message, result);
		const isToRepeat = !result.ok && adapter.isRepeatable;
		if (context.isKept(result) && !isToRepeat)
			memory.results.set(context.identityOf(message), result);
	};

	const fresh = messages.filter((message) => {
		const known = memory.results.get(context.identityOf(message));
		if (known) settle(message, known);
		return known === undefined;
	});

	const isOver = () =>
		context.isStopped() || closedBy !== undefined || (items.someFailed && !context.continueOnFail);
	const gate = new Gate(Math.min(concurrency, adapter.maxConcurrency ?? Infinity), isOver);
	const { batching } = options;
	const most = Math.min(adapter.maxPerRequest, batching?.size ?? Infinity);
	const sizeOf = (message: M) => Math.min(most, adapter.mostTogether?.(message) ?? Infinity);
	const sendGroup = async (group: M[], pass: Pass): Promise<void> => {
		const transmitGroup = async () => await transmit(group, adapter, options, isOver);
		const outcomes = await transmitPatiently(transmitGroup, gate, pass, () => accepted);
		const ofGroup = withSharedRequest(outcomes.results, group);
		for (const [place, message] of group.entries()) {
			const result = ofGroup[place] ?? notMentioned(adapter.service);
			if (result.ok) accepted++;
			settle(message, result);
		}
		closedBy ??= outcomes.closedBy;
		// Only now, so that nothing starts on old knowledge.
		if (outcomes.holdsPass) gate.leave();
	};
	const waiting: Array<Waiting<M>> = [];
	/** Those behind an earlier message of the run that waits with the same key wait too, so that the items keep their order. */
	const inLine = (group: M[]): M[] =>
		group.filter((message) => {
			const key = message.key?.whole;
			const before = key && waiting.find((one) => one.message.key?.whole === key);
			if (!before) return true;
			waiting.push({ message, ended: before.ended });
			return false;
		});
	const sendGuarded = async (group: M[], pass: Pass, ofRun: KeyGuard<M>): Promise<void> => {
		const claimed = await ofRun.claim(inLine(group));
		for (const [message, result] of claimed.settled) settle(message, result);
		waiting.push(...claimed.waiting);
		const { granted } = claimed;
		if (granted.length === 0 || isOver()) gate.leave();
		else await sendGroup(granted, pass);
		await ofRun.end(granted.map((message) => [message, endingOf(results.get(message))]));
	};
	let inBatch = 0;
	const sendAll = async (some: M[]): Promise<void> => {
		const running: Array<Promise<void>> = [];
		const groups = pack(some, {
			sizeOf,
			kindOf: (message) => adapter.groupOf?.(message) ?? '',
			allowsRepeats: adapter.allowsRepeats ?? false,
		});
		for (const [position, group] of groups.entries()) {
			if (batching && inBatch > 0 && inBatch + group.length > batching.size) {
				await pauseUntil(Date.now() + batching.intervalMs, isOver);
				inBatch = 0;
			}
			inBatch += group.length;
			// Started in one go, requests wait for each other's preparation, and so do all that follow them.
			if (position > 0) await sleep(0);
			const pass = await gate.enter();
			if (pass === undefined) break;
			running.push(guard ? sendGuarded(group, pass, guard) : sendGroup(group, pass));
		}
		await Promise.all(running);
	};

	await sendAll(fresh);
	while (waiting.length > 0 && !isOver()) {
		const some = waiting.splice(0);
		await anyEnded(some, isOver);
		await sendAll(some.map(({ message }) => message));
	}
	return { results, closedBy };
}

/** Waits until the outcome of one of the others is known. */
async function anyEnded(waiting: Array<Waiting<unknown>>, isOver: () => boolean): Promise<void> {
	const ended = Promise.race(waiting.map((one) => one.ended)).then(() => true);
	const slice = async () => await sleep(SLICE_MS).then(() => false);
	while (!isOver() && !(await Promise.race([ended, slice()])));
}

/** What becomes of the idempotency key of a message. */
function endingOf(result: Reading<IDataObject> | undefined): Ending {
	if (result?.ok) return 'accepted';
	return result?.failure.outcome === 'unknown' ? 'unknown' : 'refused';
}

interface GroupOutcome {
	results: Array<Reading<IDataObject>>;
	/** Whether the pass of the gate is still there to be given back. */
	holdsPass: boolean;
	/** Set where the gateway shall be left alone for the rest of the run. */
	closedBy?: Failure;
}

/**
 * Sends one group, and again where the gateway said with HTTP 429 that it took nothing of it.
 *
 * @param firstPass given up while waiting for a further try
 * @param countAccepted how many messages of the run were accepted so far
 */
async function transmitPatiently(
	transmitGroup: () => Promise<Array<Reading<IDataObject>>>,
	gate: Gate,
	firstPass: Pass,
	countAccepted: () => number,
): Promise<GroupOutcome> {
	const acceptedBefore = countAccepted();
	const patience = new Patience();
	let pass: Pass | undefined = firstPass;
	for (;;) {
		const results = await transmitGroup();
		const slowDown = slowDownAskedFor(results);
		if (slowDown === undefined) return { results, holdsPass: true };

		const pause = patience.pauseAfter(slowDown);
		if (pause === 'time') return { results, holdsPass: true, closedBy: slowDown };
		if (pause === 'tries') {
			const nobodyGotThrough = countAccepted() === acceptedBefore;
			return { results, holdsPass: true, ...(nobodyGotThrough && { closedBy: slowDown }) };
		}
		gate.slowDown(pass, pause);
		pass = await gate.reenter();
		if (pass === undefined) return { results, holdsPass: false };
	}
}

async function transmit<M extends OutgoingMessage>(
	group: M[],
	adapter: SendAdapter<M>,
	options: RequestOptions,
	isStopped: () => boolean,
): Promise<Array<Reading<IDataObject>>> {
	return await adapter.transmit(group, options, isStopped).catch((error: unknown) => {
		const words = error instanceof Error ? error.message : String(error);
		const failed = notHandled(adapter.service, words);
		return group.map(() => failed);
	});
}

/** Names the items that shared a request where all of it failed for one reason. */
function withSharedRequest(
	results: Array<Reading<IDataObject>>,
	group: OutgoingMessage[],
): Array<Reading<IDataObject>> {
	const items = [...new Set(group.map(({ itemIndex }) => itemIndex))];
	const [first, ...others] = results;
	if (items.length === 1 || first === undefined || first.ok) return results;
	const { failure } = first;
	if (failure.isNotStarted) return results;
	const isForAll = others.every((result) => !result.ok && result.failure === failure);
	if (!isForAll) return results;
	const sharedRequest = { items, messages: group.length };
	const forAll = refusal<IDataObject>({ ...failure, sharedRequest });
	return results.map(() => forAll);
}

/** The refusal to take more requests for now, by HTTP 429 or in words, where the gateway took nothing of a group. */
function slowDownAskedFor(results: Array<Reading<IDataObject>>): Failure | undefined {
	const failures = results.flatMap((result) => (result.ok ? [] : [result.failure]));
	const isRefusedWhole =
		failures.length === results.length &&
		failures.every(
			({ cause, httpCode, outcome }) =>
				httpCode === '429' || (cause === 'rate-limited' && outcome === 'notSent'),
		);
	return isRefusedWhole ? failures[0] : undefined;
}

function notMentioned(service: string): Reading<IDataObject> {
	return refusal({
		message: `The response from ${service} does not mention this recipient.`,
		advice: '',
		outcome: 'unknown',
	});
}

function notHandled(service: string, words: string): Reading<IDataObject> {
	return refusal({
		message: `${service} was called, but its response could not be processed: ${words}.`,
		advice: '',
		outcome: 'unknown',
	});
}
