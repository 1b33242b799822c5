import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { itemMark } from '../failure/failure';

/**
 * An error about what the user entered in a field, raised before any request.
 *
 * @param message one sentence that names the field by its display name
 * @param advice what to enter instead
 */
export function fieldError(
	node: INode,
	itemIndex: number,
	message: string,
	advice: string,
): NodeOperationError {
	return new NodeOperationError(node, message + itemMark(itemIndex), {
		itemIndex,
		description: advice,
	});
}
