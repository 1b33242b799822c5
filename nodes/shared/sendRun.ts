import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Failure, Reading, SendOutcome } from './failure';
import { refusal, toNodeApiError } from './failure';
import { Gate, pauseUntil } from './gate';
import { isRecord } from './httpAnswer';
import { describeNetworkFault } from './networkFault';
import type { OutgoingMessage } from './outgoingMessage';
import { errorItem, outputItem } from './outputItem';
import { pack } from './packing';
import type { ParameterReader } from './parameterReader';
import type { RequestOptions } from './requestOptions';
import { readRequestOptions } from './requestOptions';
import { memoryOf } from './runMemory';
import type { SendRunContext } from './sendContext';

/** What a gateway knows of sending; the run is the same for all of them. */
export interface SendAdapter<M extends OutgoingMessage> {
	/** The gateway's name in sentences. */
	service: string;
	/** How many messages one request may hold. */
	maxPerRequest: number;
	/** How many requests may be under way at once, where the gateway bears no more than that. */
	maxConcurrency?: number;
	/**
	 * Reads and checks the fields of one item, without any request.
	 *
	 * @throws NodeOperationError naming the field at fault
	 */
	prepare(parameter: ParameterReader, itemIndex: number): M[];
	/** Messages of different groups never share a request. */
	groupOf?(message: M): string;
	/** Sends messages in one request; what became of each, in their order. */
	transmit(messages: M[], options: RequestOptions): Promise<Array<Reading<IDataObject>>>;
	/** The row that stands for a message that did not go out while others of its item did. */
	failedRow(message: M, failure: Failure): IDataObject;
	/** Sentences that tell what an outcome means for what was to be sent. */
	outcomeInWords: Record<SendOutcome, string>;
}

/** The outcomes of an SMS in words. */
export const SMS_OUTCOME_IN_WORDS: Record<SendOutcome, string> = {
	notSent: 'The SMS was not sent.',
	unknown: 'The SMS may have been sent all the same, so it is not sent again.',
};

const DEFAULT_CONCURRENCY = 10;
const MOST_TRIES_AFTER_429 = 3;
const FIRST_PAUSE_MS = 1_000;

/**
 * Sends the messages of all input items: nothing before every item was read, a bounded number of
 * requests at once, in item order, and no message twice.
 *
 * An item whose messages were all refused fails. Where some were accepted the item succeeds, and
 * each of the others is an output item with the reason in it.
 *
 * @returns one output item per message, each linked to its input item
 * @throws NodeOperationError or NodeApiError for the first failed item, unless the node continues
 */
export async function runSends<M extends OutgoingMessage>(
	context: SendRunContext,
	createAdapter: () => Promise<SendAdapter<M>>,
): Promise<INodeExecutionData[]> {
	const { node, itemIndexes } = context;
	const adapter = context.continueOnFail
		? await createAdapter().catch((error: Error) => error)
		: await createAdapter();
	// An error that leaves a node which continues makes n8n pass its input on as if it had been sent.
	if (adapter instanceof Error) {
		return itemIndexes.map((itemIndex) => errorItem(node, adapter, itemIndex, 'notSent'));
	}
	const prepared = prepareItems(context, adapter);
	const messages = [...prepared.values()].flatMap((item) => (item.ok ? item.messages : []));
	const results = await transmitAll(messages, context, adapter);

	return itemIndexes.flatMap((itemIndex) => {
		const item = prepared.get(itemIndex);
		if (!item?.ok) return item ? [errorItem(node, item.error, itemIndex, 'notSent')] : [];
		return outputOf(item.messages, itemIndex, results, context, adapter);
	});
}

type PreparedItem<M> = { ok: true; messages: M[] } | { ok: false; error: Error };

function prepareItems<M extends OutgoingMessage>(
	context: SendRunContext,
	adapter: SendAdapter<M>,
): Map<number, PreparedItem<M>> {
	const prepare = (itemIndex: number): PreparedItem<M> => ({
		ok: true,
		messages: adapter.prepare(context.parametersOf(itemIndex), itemIndex),
	});
	const prepareOrKeepError = (itemIndex: number): PreparedItem<M> => {
		try {
			return prepare(itemIndex);
		} catch (error) {
			return { ok: false, error: error instanceof Error ? error : new Error(String(error)) };
		}
	};
	const how = context.continueOnFail ? prepareOrKeepError : prepare;
	return new Map(context.itemIndexes.map((itemIndex) => [itemIndex, how(itemIndex)]));
}

function outputOf<M extends OutgoingMessage>(
	messages: M[],
	itemIndex: number,
	results: Map<M, Reading<IDataObject>>,
	context: SendRunContext,
	adapter: SendAdapter<M>,
): INodeExecutionData[] {
	const outcomes = messages.map((message) => ({
		message,
		result: results.get(message) ?? notStarted(adapter.service),
	}));
	if (outcomes.some(({ result }) => result.ok)) {
		return outcomes.map(({ message, result }) =>
			outputItem(result.ok ? result.value : adapter.failedRow(message, result.failure), itemIndex),
		);
	}
	const failures = outcomes.flatMap(({ result }) => (result.ok ? [] : [result.failure]));
	const failure = failures.find(({ outcome }) => outcome === 'unknown') ?? failures[0];
	if (failure === undefined) return [];
	const message = `${failure.message} ${adapter.outcomeInWords[failure.outcome]}`;
	const error = toNodeApiError(context.node, { ...failure, message }, itemIndex);
	if (!context.continueOnFail) throw error;
	return [errorItem(context.node, error, itemIndex, failure.outcome)];
}

async function transmitAll<M extends OutgoingMessage>(
	messages: M[],
	context: SendRunContext,
	adapter: SendAdapter<M>,
): Promise<Map<M, Reading<IDataObject>>> {
	const [firstItem] = context.itemIndexes;
	if (firstItem === undefined) return new Map();
	const parameter = context.parametersOf(firstItem);
	const options = readRequestOptions(parameter('requestOptions', {}));
	const { batching } = options;

	const memory = memoryOf<Promise<Reading<IDataObject>>>(context.executeData, context.run);
	const items = new ItemTally(messages);
	const gate = new Gate(
		adapter.maxConcurrency ?? readConcurrency(parameter('additionalFields', {})),
		() => context.isStopped() || (items.someFailed && !context.continueOnFail),
	);

	const promises = new Map<M, Promise<Reading<IDataObject>>>();
	for (const message of messages) {
		const remembered = memory.get(context.identityOf(message));
		if (remembered)
			promises.set(
				message,
				remembered.then((result) => items.count(message, result)),
			);
	}

	const size = Math.min(adapter.maxPerRequest, batching?.size ?? Infinity);
	const requestsPerBatch = batching ? Math.max(1, Math.floor(batching.size / size)) : Infinity;
	const groups = pack(
		messages.filter((message) => !promises.has(message)),
		size,
		(message) => adapter.groupOf?.(message) ?? '',
	);
	for (const [position, group] of groups.entries()) {
		if (batching && position > 0 && position % requestsPerBatch === 0) {
			await pauseUntil(Date.now() + batching.intervalMs, context.isStopped);
		}
		if (!(await gate.enter())) break;
		// Counted before the next request may start, for a failed item is to stop it.
		const sending = transmitPatiently(group, options, adapter, gate)
			.then((all) =>
				group.map((message, place) =>
					items.count(message, all[place] ?? notAnswered(adapter.service)),
				),
			)
			.finally(() => gate.leave());
		for (const [place, message] of group.entries()) {
			const identity = context.identityOf(message);
			const result = sending.then((all) => {
				const settled = all[place] ?? notAnswered(adapter.service);
				if (!context.isKept(settled)) memory.delete(identity);
				return settled;
			});
			memory.set(identity, result);
			promises.set(message, result);
		}
	}

	const results = new Map<M, Reading<IDataObject>>();
	for (const [message, result] of promises) results.set(message, await result);
	return results;
}

/** Sends one group, and again where the gateway said with HTTP 429 that it took nothing. */
async function transmitPatiently<M extends OutgoingMessage>(
	group: M[],
	options: RequestOptions,
	adapter: SendAdapter<M>,
	gate: Gate,
): Promise<Array<Reading<IDataObject>>> {
	const transmit = async () =>
		await adapter.transmit(group, options).catch((error) => {
			const failure = describeNetworkFault(error, adapter.service);
			return group.map(() => refusal<IDataObject>(failure));
		});
	let results = await transmit();
	for (let tries = 0; tries < MOST_TRIES_AFTER_429; tries++) {
		const [first] = results;
		if (first === undefined || first.ok || first.failure.httpCode !== '429') break;
		if (!gate.slowDown(first.failure.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** tries)) break;
		if (!(await gate.resumed())) break;
		results = await transmit();
	}
	return results;
}

/** Tells when an item has failed: when all its messages are settled and none was accepted. */
class ItemTally {
	someFailed = false;
	private readonly open = new Map<number, number>();
	private readonly accepted = new Set<number>();

	constructor(messages: OutgoingMessage[]) {
		for (const { itemIndex } of messages) {
			this.open.set(itemIndex, (this.open.get(itemIndex) ?? 0) + 1);
		}
	}

	count({ itemIndex }: OutgoingMessage, result: Reading<IDataObject>): Reading<IDataObject> {
		const left = (this.open.get(itemIndex) ?? 0) - 1;
		this.open.set(itemIndex, left);
		if (result.ok) this.accepted.add(itemIndex);
		this.someFailed ||= left === 0 && !this.accepted.has(itemIndex);
		return result;
	}
}

function notAnswered(service: string): Reading<IDataObject> {
	return refusal({
		message: `The answer of ${service} does not mention this recipient.`,
		advice: 'Look the SMS up at the gateway.',
		outcome: 'unknown',
	});
}

function notStarted(service: string): Reading<IDataObject> {
	return {
		ok: false,
		failure: {
			message: `The run ended before ${service} was asked.`,
			advice: 'Run the workflow again for the items that were not sent.',
			outcome: 'notSent',
		},
	};
}

function readConcurrency(additionalFields: unknown): number {
	const value = isRecord(additionalFields) ? Number(additionalFields.maxConcurrency) : NaN;
	return Number.isFinite(value) && value >= 1 ? Math.floor(value) : DEFAULT_CONCURRENCY;
}
