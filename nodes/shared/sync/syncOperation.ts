import type {
	IAllExecuteFunctions,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';
import type { Endpoint } from '../http/endpoint';
import type { SyncAdapter } from './syncAdapter';
import { agentContextOf, syncContextOf } from './syncContext';
import { runSync } from './syncRun';

/** A sync of groups, for both ways in which n8n may call it. */
export interface SyncOperation {
	/** For `customOperations`: sees all input items of a run, which together are the list. */
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
	/**
	 * For the operation's option: n8n ignores `customOperations` where an AI agent up to version 2
	 * or an MCP server calls the node as a tool, and routes its single item declaratively.
	 */
	routing: INodePropertyRouting;
}

/**
 * @param endpoint where the adapter reads a group
 * @param createAdapter reads the credential; may throw NodeOperationError
 */
export function syncOperation(
	endpoint: Endpoint,
	createAdapter: (context: IAllExecuteFunctions) => Promise<SyncAdapter>,
): SyncOperation {
	return {
		async execute() {
			return [await runSync(syncContextOf(this), async () => await createAdapter(this))];
		},
		routing: {
			request: endpoint,
			send: { paginate: true },
			operations: {
				async pagination(this: IExecutePaginationFunctions) {
					return await runSync(agentContextOf(this), async () => await createAdapter(this));
				},
			},
		},
	};
}
