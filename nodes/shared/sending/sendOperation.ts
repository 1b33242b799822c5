import type {
	IAllExecuteFunctions,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';
import type { Endpoint } from '../http/endpoint';
import type { OutgoingMessage } from './outgoingMessage';
import type { SendAdapter } from './sendAdapter';
import { runContextOf, singleItemContextOf } from './sendContext';
import { runSends } from './sendRun';

/** A send, for both ways in which n8n may call it. */
export interface SendOperation {
	/** For `customOperations`: sees all input items of a run, so that it can bound and pack them. */
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
	/**
	 * For the operation's option: n8n ignores `customOperations` where an AI agent up to version 2
	 * or an MCP server calls the node as a tool, and routes its single item declaratively.
	 */
	routing: INodePropertyRouting;
}

/**
 * @param endpoint where the adapter sends to
 * @param createAdapter reads the credential; may throw NodeOperationError
 */
export function sendOperation<M extends OutgoingMessage>(
	endpoint: Endpoint,
	createAdapter: (context: IAllExecuteFunctions) => Promise<SendAdapter<M>>,
): SendOperation {
	return {
		async execute() {
			return [await runSends(runContextOf(this), async () => await createAdapter(this))];
		},
		routing: {
			request: endpoint,
			send: { paginate: true },
			operations: {
				async pagination(this: IExecutePaginationFunctions) {
					return await runSends(singleItemContextOf(this), async () => await createAdapter(this));
				},
			},
		},
	};
}
