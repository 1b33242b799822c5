import type { INodeParameters } from 'n8n-workflow';
import type { Gateway, SendOperation } from './gateway.mts';

/** Number and text of a node, filled from an item. */
export const FROM_ITEM = {
	to: '={{ $json.phone }}',
	message: '={{ $json.text }}',
};

/** The parameters of Send or Send Many with number and text from the item. */
export function sendParameters({ parameters }: Gateway, operation: SendOperation): INodeParameters {
	return { resource: 'sms', operation, ...parameters, ...FROM_ITEM };
}

/** n8n's option Batching, under Request Options. */
export function batching(batchSize: number, batchInterval: number): INodeParameters {
	return { requestOptions: { batching: { batch: { batchSize, batchInterval } } } };
}
