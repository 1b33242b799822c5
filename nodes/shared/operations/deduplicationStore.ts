import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { DeduplicationStore } from './savedStates';

/**
 * n8n's store of what a node has processed. Undefined in older versions of n8n, and where n8n routes an operation
 * declaratively, as it does for AI agents up to version 2 and for MCP servers.
 */
export function deduplicationStoreOf(
	context: IAllExecuteFunctions,
): DeduplicationStore | undefined {
	const { helpers } = context;
	return 'checkProcessedAndRecord' in helpers &&
		'removeProcessed' in helpers &&
		'clearAllProcessedItems' in helpers
		? helpers
		: undefined;
}
