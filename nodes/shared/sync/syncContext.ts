import type { IExecuteFunctions, IExecutePaginationFunctions, INode } from 'n8n-workflow';
import { isToolCall } from '../operations/toolCall';
import { isRecord } from '../record/json';
import type { SendRunContext } from '../sending/sendContext';
import { runContextOf, singleItemContextOf } from '../sending/sendContext';
import type { PartialInput } from './partialInput';
import { FROM_AGENT, partialInputOf } from './partialInput';
import { pastSyncsOf } from './pastSync';
import type { PastSyncs } from './pastSync';

/** What a sync needs of n8n, whichever way n8n calls it. */
export interface SyncContext extends Omit<SendRunContext, 'showHint'> {
	/** Whether an AI agent calls the node, and no person allowed it to change groups. */
	mayOnlyShow: boolean;
	/** Why the input items may be only a part of the list, as far as n8n tells. */
	partialInput: PartialInput | undefined;
	/** What earlier tries of this run did. */
	past: PastSyncs;
	/** Shows a sentence beside the output; missing where n8n has no place for it. */
	showHint?: (sentence: string, type: 'info' | 'warning') => void;
}

/** The context of an operation among `customOperations`: all input items of a run. */
export function syncContextOf(context: IExecuteFunctions): SyncContext {
	const run = runContextOf(context);
	const isFromAgent = isToolCall(run.node, context);
	return {
		...run,
		mayOnlyShow: isFromAgent && !isAllowedToChange(run.node),
		partialInput: isFromAgent ? FROM_AGENT : partialInputOf(context),
		past: pastSyncsOf(run.memory),
		showHint: (message, type) =>
			context.addExecutionHints({ message, type, location: 'outputPane' }),
	};
}

/**
 * The context of a sync that n8n runs through its declarative engine, which it does for AI agents up to version 2 and for
 * MCP servers only. There, all calls of an agent share one memory, so that it is not used.
 */
export function agentContextOf(context: IExecutePaginationFunctions): SyncContext {
	const run = singleItemContextOf(context);
	return {
		...run,
		mayOnlyShow: !isAllowedToChange(run.node),
		partialInput: FROM_AGENT,
		past: new Map(),
		showHint: undefined,
	};
}

/** By what a person set in the editor: an expression, which an agent could fill in, does not count. */
function isAllowedToChange({ parameters }: INode): boolean {
	return isRecord(parameters) && parameters.allowChangesAsTool === true;
}
