import type { IExecuteFunctions, INodeExecutionData, INodePropertyRouting } from 'n8n-workflow';
import type { Endpoint } from '../http/endpoint';
import { readRequestOptions } from '../http/requestOptions';
import { FieldReader } from '../input/fieldReader';
import { askInTurn } from './declarativeGate';
import type { Ask } from './declarativeRequest';
import { itemsFor, routingOf } from './declarativeRequest';
import { pauseUntil } from './gate';

/** An operation that reads a list, for both ways in which n8n may call it. */
export interface ListOperation {
	/** For `customOperations`: there, a list may have any number of rows. */
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
	/**
	 * For the operation's option: n8n ignores `customOperations` where an AI agent up to version 2
	 * or an MCP server calls the node as a tool, and routes its single item declaratively. A list of
	 * more rows than n8n can take there ends with a sentence.
	 */
	routing: INodePropertyRouting;
}

/** An operation that reads a list at `endpoint`. */
export function listOperation<const E extends Endpoint>(endpoint: E, ask: Ask<E>): ListOperation {
	return {
		async execute() {
			const asking: Array<Promise<INodeExecutionData[]>> = [];
			const notices = new Set<string>();
			const signal = this.getExecutionCancelSignal();
			const isStopped = () => signal?.aborted ?? false;
			const batching = batchingOf(this);
			for (const itemIndex of this.getInputData().keys()) {
				if (batching && itemIndex > 0 && itemIndex % batching.size === 0) {
					await pauseUntil(Date.now() + batching.intervalMs, isStopped);
				}
				const items = itemsFor(this, itemIndex, async () => {
					const fields = new FieldReader(this.getNode(), itemIndex, (name, fallback, options) =>
						this.getNodeParameter(name, itemIndex, fallback, options),
					);
					const target = { ...optionsOf(this, itemIndex).http, ...endpoint };
					const reading = await askInTurn(this, async () => await ask(this, target, fields));
					if (reading.ok && reading.notice !== undefined) notices.add(reading.notice);
					return reading;
				});
				// One that fails while others wait for their batch is reported in the end.
				items.catch(() => {});
				asking.push(items);
			}
			const rows = await inOrder(asking);
			for (const message of notices) {
				this.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
			}
			return [rows];
		},
		routing: routingOf(endpoint, ask),
	};
}

/** Options that cannot be read fail each item by itself. */
function batchingOf(context: IExecuteFunctions) {
	try {
		return optionsOf(context, 0).batching;
	} catch {
		return undefined;
	}
}

function optionsOf(context: IExecuteFunctions, itemIndex: number) {
	const options = context.getNodeParameter('requestOptions', itemIndex, {});
	return readRequestOptions(context.getNode(), options);
}

/**
 * The items of all, once all are there.
 *
 * @throws what the first of those that failed threw
 */
async function inOrder(
	asking: Array<Promise<INodeExecutionData[]>>,
): Promise<INodeExecutionData[]> {
	await Promise.allSettled(asking);
	return (await Promise.all(asking)).flat();
}
