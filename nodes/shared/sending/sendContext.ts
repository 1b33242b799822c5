import type {
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INode,
} from 'n8n-workflow';
import type { Reading } from '../failure/failure';
import type { ParameterReader } from '../input/parameterReader';
import { parametersOfRun } from '../input/runParameters';
import { deduplicationStoreOf } from '../operations/deduplicationStore';
import type { RunMemory } from '../operations/runMemory';
import { memoryOf } from '../operations/runMemory';
import type { DeduplicationStore } from '../operations/savedStates';
import { isToolCall } from '../operations/toolCall';
import { isRecord } from '../record/json';
import type { OutgoingMessage } from './outgoingMessage';

/** What a run of sends needs of n8n, whichever way n8n calls it. */
export interface SendRunContext {
	node: INode;
	itemIndexes: number[];
	continueOnFail: boolean;
	parametersOf(itemIndex: number): ParameterReader;
	isStopped(): boolean;
	memory: RunMemory;
	/** What makes a message the same one when n8n tries again. */
	identityOf(message: OutgoingMessage): string;
	/** Whether a result holds for the next try too. */
	isKept(result: Reading<IDataObject>): boolean;
	/** Where idempotency keys are kept across executions, and what tells the node from others; missing where n8n has no store. */
	keyStore?: { store: DeduplicationStore; node: string };
	/** Set where the same must not go to the same recipient twice in an execution, even without a key. */
	onceIn?: { execution: string; advice?: string };
	/** Shows a sentence beside the output; missing where n8n has no place for it. */
	showHint?: (sentence: string) => void;
}

/** The context of an operation among `customOperations`: all input items of a run. */
export function runContextOf(context: IExecuteFunctions): SendRunContext {
	const signal = context.getExecutionCancelSignal();
	const node = context.getNode();
	return {
		node,
		itemIndexes: context.getInputData().map((_, itemIndex) => itemIndex),
		continueOnFail: context.continueOnFail(),
		parametersOf: parametersOfRun(context),
		isStopped: () => signal?.aborted ?? false,
		memory: memoryOf(
			context.getExecuteData(),
			`${node.name} ${context.getWorkflowDataProxy(0).$runIndex}`,
		),
		// Not the text: an expression with the time or chance in it gives another one on every try.
		identityOf: ({ itemIndex, recipientKey }) => `${itemIndex} ${recipientKey ?? ''}`,
		isKept: (result) => result.ok || result.failure.outcome === 'unknown',
		keyStore: keyStoreOf(context),
		...(isToolCall(node, context) &&
			!isAllowedToRepeat(node) && {
				onceIn: {
					execution: context.getExecutionId(),
					advice: 'Do not call this tool again for it.',
				},
			}),
		showHint: (message) =>
			context.addExecutionHints({ message, type: 'warning', location: 'outputPane' }),
	};
}

/**
 * The context of a send that n8n runs through its declarative engine, one item at a time, as it
 * does for AI agents that call tools outside the workflow engine.
 *
 * There, all calls of an agent share one execution data object, and a try again counts as a new
 * run. So only an unknown outcome is kept, under all that the message says: an agent may well send
 * a second SMS to a number, but must not repeat one that may have gone out.
 */
export function singleItemContextOf(context: IExecutePaginationFunctions): SendRunContext {
	const signal = context.getExecutionCancelSignal();
	const node = context.getNode();
	return {
		node,
		itemIndexes: [context.getItemIndex()],
		continueOnFail: context.continueOnFail(),
		parametersOf: () => (name, fallback, options) =>
			context.getNodeParameter(name, fallback, options),
		isStopped: () => signal?.aborted ?? false,
		memory: memoryOf(context.getExecuteData(), `${node.name} single`),
		identityOf: (message) => JSON.stringify(message, withAsEntered),
		isKept: (result) => !result.ok && result.failure.outcome === 'unknown',
	};
}

/** For JSON: what was entered takes the place of what was made of it, whose time may be another one by now. */
function withAsEntered(_: string, value: unknown): unknown {
	if (!isRecord(value) || !isRecord(value.asEntered)) return value;
	const { asEntered, ...computed } = value;
	// First too, so that the order of the properties is always the same.
	return { ...asEntered, ...computed, ...asEntered };
}

function keyStoreOf(context: IExecuteFunctions): SendRunContext['keyStore'] {
	const store = deduplicationStoreOf(context);
	const { id } = context.getWorkflow();
	// A workflow that was not saved yet has no entries.
	if (store === undefined || !id) return undefined;
	return { store, node: JSON.stringify([id, context.getNode().id]) };
}

/** By what a person set in the editor: an expression, which an agent could fill in, does not count. */
function isAllowedToRepeat({ parameters }: INode): boolean {
	return isRecord(parameters) && parameters.allowRepeats === true;
}
