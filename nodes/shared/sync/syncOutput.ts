import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../failure/failure';
import { toNodeApiError } from '../failure/failure';
import { errorItem, outputItem } from '../operations/outputItem';
import type { ContactOutcome } from './contactOutcome';
import type { SyncAdapter } from './syncAdapter';

type ShownFields = Pick<SyncAdapter, 'fieldNames' | 'moreFields'>;

/** The output item of a contact; of one that failed, its error. */
export function itemOf(
	node: INode,
	outcome: ContactOutcome,
	adapter: ShownFields,
): INodeExecutionData {
	const { itemIndex, failure } = outcome;
	if (failure === undefined) return outputItem(rowOf(outcome, adapter), itemIndex);
	const item = errorItem(
		node,
		toNodeApiError(node, failure, itemIndex),
		itemIndex,
		failure.outcome,
	);
	Object.assign(item.json, rowOf(outcome, adapter));
	return item;
}

/** The output item of an input item of which no contact could be read. */
export function unreadItemOf(node: INode, error: Error, itemIndex: number): INodeExecutionData {
	const item = errorItem(node, error, itemIndex, 'notSent');
	const reason = error.message.replace(/ \[item \d+\]$/, '');
	Object.assign(item.json, { change: 'failed', reason });
	return item;
}

function rowOf(
	{ change, changedFields, reason, failure, id, groupId, phone, values }: ContactOutcome,
	adapter: ShownFields,
): IDataObject {
	const fields = Object.fromEntries(
		adapter.fieldNames.map((name) => [name, values[name] === '' ? null : (values[name] ?? null)]),
	);
	const why = failure?.message ?? reason;
	return {
		change,
		...(changedFields && { changedFields }),
		...(why !== undefined && { reason: why }),
		id,
		groupId,
		phone,
		...fields,
		...adapter.moreFields?.(values),
	};
}

/** Why a contact was not saved or removed, with what is known of it and what to do. */
export function failureOf(failure: Failure, done: 'saved' | 'removed'): Failure {
	const isUnknown = failure.outcome === 'unknown';
	const whatIsKnown = isUnknown
		? `The contact may still have been ${done}.`
		: `The contact was not ${done}.`;
	const again = isUnknown ? 'Run the workflow again: what is already done is not repeated.' : '';
	return {
		...failure,
		message: `${failure.message} ${whatIsKnown}`,
		advice: [failure.advice, again].filter(Boolean).join(' '),
	};
}
