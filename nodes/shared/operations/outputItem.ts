import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import type { SendOutcome } from '../failure/failure';

/**
 * An output item that is linked to its input item.
 *
 * A top-level `error` key is left out: with Retry On Fail n8n takes a first item that has one for a
 * failed run, and runs the node again.
 */
export function outputItem(json: IDataObject, itemIndex: number): INodeExecutionData {
	const kept = { ...json };
	delete kept.error;
	return { json: kept, pairedItem: { item: itemIndex } };
}

/**
 * The output item of an input item that failed, for a node that continues on fail.
 *
 * On the error output n8n replaces the fields of an item that has `error` by the bare message, but
 * without it takes an item with `outcome` for a success. A property that is not enumerable is seen
 * when n8n chooses the output and is gone when it copies the item, so that all fields arrive.
 *
 * @param outcome for sends: whether the message can have gone out
 */
export function errorItem(
	node: INode,
	error: Error,
	itemIndex: number,
	outcome?: SendOutcome,
): INodeExecutionData {
	const item: INodeExecutionData = {
		json: { error: error.message, ...(outcome && { outcome }) },
		pairedItem: { item: itemIndex },
	};
	if (node.onError === 'continueErrorOutput') {
		Object.defineProperty(item, 'error', { value: error, enumerable: false });
	}
	return item;
}
