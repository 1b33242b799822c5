import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Failure, Reading, SharedRequest } from '../failure/failure';
import { refusal, toNodeApiError } from '../failure/failure';
import { addToSentence, attempt } from '../failure/thrown';
import { readRequestOptions } from '../http/requestOptions';
import { hasNoCountryCode, localNumbersInWords } from '../input/localNumber';
import { errorItem, outputItem } from '../operations/outputItem';
import { byKey } from '../record/byKey';
import { KeyGuard, readKey, readMostKeys, withGivenKey, withKeys } from './idempotency';
import { itemRanges } from './itemRanges';
import type { OutgoingMessage } from './outgoingMessage';
import type { SendAdapter } from './sendAdapter';
import type { SendRunContext } from './sendContext';
import type { RunSettings } from './transmission';
import { readConcurrency, transmitAll } from './transmission';
import { sendChanged } from './unchangedMessages';

/** A message with its outcome. */
interface Outcome<M> {
	message: M;
	result: Reading<IDataObject>;
}

/** How many refusals of one item its sentence spells out. */
const MOST_REASONS = 3;

/**
 * Sends the messages of all input items: nothing before every item was read, a bounded number of
 * requests at once, in item order, and no message twice.
 *
 * An item whose messages were all refused fails. Where some were accepted the item succeeds, and
 * each of the others is an output item with the reason in it.
 *
 * @returns one output item per message, each linked to its input item
 * @throws NodeOperationError or NodeApiError for the failed item that matters most, unless the node
 * continues on fail: then nothing is thrown, for n8n would pass its input on as if it had been sent
 */
export async function runSends<M extends OutgoingMessage>(
	context: SendRunContext,
	createAdapter: () => Promise<SendAdapter<M>>,
): Promise<INodeExecutionData[]> {
	const { node, itemIndexes } = context;
	const failAll = (error: Error) => {
		if (!context.continueOnFail) throw error;
		return itemIndexes.map((itemIndex) => errorItem(node, error, itemIndex, 'notSent'));
	};

	const adapter = await attempt(createAdapter);
	if (adapter instanceof Error) return failAll(adapter);

	const prepared = new Map<number, M[] | Error>();
	for (const itemIndex of itemIndexes) {
		const parameter = context.parametersOf(itemIndex);
		const item = await attempt(() => {
			const { idempotency } = adapter;
			const key = idempotency && readKey(context, parameter, itemIndex);
			const messages = adapter.prepare(parameter, itemIndex, context.memory.startedAt);
			return idempotency ? withKeys(messages, context, parameter, key, idempotency) : messages;
		});
		if (item instanceof Error) {
			const isForAll = itemIndexes.length > 1 && !context.continueOnFail;
			const { nothingDone, notSent } = adapter.outcomeInWords;
			addToSentence(item, isForAll ? nothingDone : notSent(1));
			if (!context.continueOnFail) throw item;
		}
		prepared.set(itemIndex, item);
	}
	const settings = await attempt(() => readSettings(context, prepared));
	if (settings instanceof Error) return failAll(settings);

	const read = [...prepared.values()].flatMap((item) => (item instanceof Error ? [] : item));
	const messages = adapter.arrange?.(read) ?? read;
	for (const [itemIndex, ofItem] of byKey(messages, (message) => message.itemIndex)) {
		prepared.set(itemIndex, ofItem);
	}
	const guard = guardOf(messages, context, adapter, settings);
	const send = async (some: M[]) => await transmitAll(some, context, adapter, settings, guard);
	const { results, closedBy } = adapter.remembrance
		? await sendChanged(messages, adapter.remembrance, context, send)
		: await send(messages);
	const outcomesOf = (item: M[]): Array<Outcome<M>> =>
		item.map((message) => ({
			message,
			result: results.get(message) ?? refusal(closedBy ?? notStarted(adapter.service)),
		}));

	if (!context.continueOnFail) throwMostSevere(prepared, outcomesOf, context, adapter);
	showNotices(messages, results, context);
	showLocalNumbers(messages, context, adapter);
	return itemIndexes.flatMap((itemIndex) => {
		const item = prepared.get(itemIndex) ?? [];
		if (item instanceof Error) return [errorItem(node, item, itemIndex, 'notSent')];
		const outcomes = outcomesOf(item);
		const failure = failureOf(outcomes, adapter);
		if (failure) {
			const error = toNodeApiError(node, failure, itemIndex);
			return [errorItem(node, error, itemIndex, failure.outcome)];
		}
		return outcomes.flatMap(({ message, result }) => {
			const row = result.ok ? result.value : adapter.failedRow?.(message, result.failure);
			return row === undefined ? [] : [outputItem(withGivenKey(row, message), itemIndex)];
		});
	});
}

/** Undefined where no message has an idempotency key. */
function guardOf<M extends OutgoingMessage>(
	messages: M[],
	context: SendRunContext,
	{ idempotency, service }: SendAdapter<M>,
	{ mostKeys }: RunSettings,
): KeyGuard<M> | undefined {
	return idempotency && messages.some(({ key }) => key !== undefined)
		? new KeyGuard(context, { idempotency, service }, mostKeys, messages)
		: undefined;
}

/** Shows each notice once, with the items that it is about. */
function showNotices<M extends OutgoingMessage>(
	messages: M[],
	results: Map<M, Reading<IDataObject>>,
	{ itemIndexes, showHint }: SendRunContext,
): void {
	const itemsByNotice = new Map<string, number[]>();
	for (const message of messages) {
		const result = results.get(message);
		if (!result?.ok || result.notice === undefined) continue;
		const items = itemsByNotice.get(result.notice) ?? [];
		items.push(message.itemIndex);
		itemsByNotice.set(result.notice, items);
	}
	for (const [notice, items] of itemsByNotice) {
		showHint?.(itemIndexes.length === 1 ? notice : `${notice} Items: ${itemRanges(items)}.`);
	}
}

/** Says which numbers the gateway has to find a country for. */
function showLocalNumbers<M extends OutgoingMessage>(
	messages: M[],
	{ showHint }: SendRunContext,
	{ defaultCountryCode, service }: SendAdapter<M>,
): void {
	if (defaultCountryCode !== '') return;
	const numbers = [
		...new Set(messages.flatMap((message) => message.numbers ?? message.recipientKey ?? [])),
	].filter(hasNoCountryCode);
	if (numbers.length > 0) showHint?.(localNumbersInWords(numbers, service));
}

/** Reads what holds for the whole run from the first item whose fields could be read. */
function readSettings(
	context: SendRunContext,
	prepared: Map<number, unknown[] | Error>,
): RunSettings {
	const first = [...prepared].find(([, item]) => !(item instanceof Error));
	const parameter = context.parametersOf(first?.[0] ?? 0);
	return {
		concurrency: readConcurrency(parameter('additionalFields', {})),
		mostKeys: readMostKeys(context, parameter),
		options: readRequestOptions(context.node, parameter('requestOptions', {})),
	};
}

/** Why an item failed; undefined where one of its messages was accepted. */
function failureOf<M extends OutgoingMessage>(
	outcomes: Array<Outcome<M>>,
	adapter: SendAdapter<M>,
): Failure | undefined {
	const failures = outcomes.flatMap(({ result }) => (result.ok ? [] : [result.failure]));
	const gravest = failures.find(({ outcome }) => outcome === 'unknown') ?? failures[0];
	if (gravest === undefined || failures.length < outcomes.length) return undefined;
	if (adapter.goesOnIfUnknown && gravest.outcome === 'unknown') return undefined;
	const isOneReason = failures.every(({ message }) => message === gravest.message);
	const what = isOneReason ? gravest.message + itemsInWords(failures) : reasonsOf(outcomes);
	const count = isOneReason
		? countMessages(failures)
		: failures.filter(({ outcome }) => outcome === gravest.outcome).length;
	return {
		...gravest,
		message: `${what} ${adapter.outcomeInWords[gravest.outcome](count)}`,
		advice: adviceIn(gravest, adapter),
	};
}

function adviceIn<M extends OutgoingMessage>(
	failure: Failure,
	{ isRepeatable, service }: SendAdapter<M>,
): string {
	const { advice, advisesSenders, advisesSendersToo, outcome } = failure;
	if (outcome === 'notSent' || advisesSenders || isRepeatable) return advice;
	const check = `Before you run this item again, check in ${service} whether this has already happened.`;
	return advisesSendersToo ? `${check} ${advice}` : check;
}

/** The requests that failed as a whole, each once. */
function sharedRequestsOf(failures: Failure[]): SharedRequest[] {
	return [...new Set(failures.flatMap(({ sharedRequest }) => sharedRequest ?? []))];
}

/** How many messages failed: those of an item, and all that shared a request with one of them. */
function countMessages(failures: Failure[]): number {
	const alone = failures.filter(({ sharedRequest }) => sharedRequest === undefined).length;
	return sharedRequestsOf(failures).reduce((sum, { messages }) => sum + messages, alone);
}

/** Which items were in the requests that failed as a whole. */
function itemsInWords(failures: Failure[]): string {
	const requests = sharedRequestsOf(failures);
	if (requests.length === 0) return '';
	const shared = requests.length === 1 ? 'a request' : 'requests';
	const items = requests.flatMap((request) => request.items);
	return ` This concerns items ${itemRanges(items)}, which shared ${shared}.`;
}

function reasonsOf<M extends OutgoingMessage>(outcomes: Array<Outcome<M>>): string {
	const reasons = outcomes.flatMap(({ message, result }) => {
		if (result.ok) return [];
		const mark = result.failure.outcome === 'unknown' ? ' (may have been sent)' : '';
		return [`${message.to}: ${reasonOf(result.failure)}${mark}`];
	});
	const shown = reasons.slice(0, MOST_REASONS).join('; ');
	const more = reasons.length > MOST_REASONS ? '; …' : '.';
	return `None of the ${reasons.length} numbers in To was confirmed. ${shown}${more}`;
}

function reasonOf({ vendorSentence, message }: Failure): string {
	return vendorSentence === undefined ? message.replace(/\.$/, '') : `“${vendorSentence}”`;
}

/**
 * Throws for the failed item that the user must know of first: one that may have gone out, then one
 * that was refused, then one that was not reached any more; with what happened to the others.
 */
function throwMostSevere<M extends OutgoingMessage>(
	prepared: Map<number, M[] | Error>,
	outcomesOf: (item: M[]) => Array<Outcome<M>>,
	{ node }: SendRunContext,
	adapter: SendAdapter<M>,
): void {
	const items = [...prepared].flatMap(([itemIndex, item]) => {
		const outcomes = item instanceof Error ? [] : outcomesOf(item);
		return { itemIndex, outcomes, failure: failureOf(outcomes, adapter) };
	});
	const failed = items.flatMap(({ itemIndex, outcomes, failure }) =>
		failure ? [{ itemIndex, failure, isStarted: !outcomes.every(isNotStarted) }] : [],
	);
	const decisive =
		failed.find(({ failure }) => failure.outcome === 'unknown') ??
		failed.find(({ isStarted }) => isStarted) ??
		failed[0];
	if (decisive === undefined) return;

	const others = items
		.filter(({ itemIndex }) => itemIndex !== decisive.itemIndex)
		.flatMap(({ outcomes }) => outcomes.map(({ result }) => result));
	const accepted = others.filter(({ ok }) => ok).length;
	const unknown = others.filter(
		(result) => !result.ok && result.failure.outcome === 'unknown',
	).length;
	const warning = adapter.isRepeatable ? '' : '; do not run these again';
	const tally =
		accepted + unknown === 0
			? ''
			: ` Others in this run: ${accepted} accepted, ${unknown} unknown${warning}.`;
	const { failure, itemIndex } = decisive;
	throw toNodeApiError(node, { ...failure, advice: failure.advice + tally }, itemIndex);
}

function notStarted(service: string): Failure {
	return {
		message: `The run ended before ${service} was called.`,
		advice: 'Run the workflow again for the items that were not sent.',
		outcome: 'notSent',
		isNotStarted: true,
	};
}

function isNotStarted({ result }: Outcome<OutgoingMessage>): boolean {
	return !result.ok && result.failure.isNotStarted === true;
}
