import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IExecuteFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/**
 * A credential, decrypted, with which all requests of a run are signed: n8n reads it from its database for each request
 * that comes without one.
 */
export interface RunCredential extends ICredentialsDecrypted {
	data: ICredentialDataDecryptedObject;
}

/**
 * Reads the credential of a node, as it is now: expressions in it, external secrets and what n8n resolves for the user of
 * the execution included. Nobody keeps it beyond the run.
 *
 * @throws NodeOperationError where an expression in the credential gives the items of a run different accounts, which
 * all share one here; n8n's own error where the node has no credential
 */
export async function readRunCredential(
	context: IAllExecuteFunctions,
	type: string,
): Promise<RunCredential> {
	const data = await context.getCredentials(type);
	if (hasAllItems(context)) await refuseOtherAccounts(context, type, data);
	const { id, name } = context.getNode().credentials?.[type] ?? {};
	return { id: id ?? '', name: name ?? type, type, data };
}

/** A context for a single item, or none, reads the credential for that. */
function hasAllItems(context: IAllExecuteFunctions): context is IExecuteFunctions {
	return 'getInputData' in context && !('getItemIndex' in context);
}

/** Whatever is sent for an item must come from the account that the credential means for it. */
async function refuseOtherAccounts(
	context: IExecuteFunctions,
	type: string,
	first: ICredentialDataDecryptedObject,
): Promise<void> {
	const items = context.getInputData().length;
	if (items < 2) return;
	const known = JSON.stringify(first);
	const readFor = async (itemIndex: number) =>
		JSON.stringify(await context.getCredentials(type, itemIndex));
	// An item that is not there: what is the same without any item depends on none.
	const withoutItem = await readFor(items).catch(() => undefined);
	if (withoutItem === known) return;
	// What differs from one reading to the next, such as the time, says nothing about the items.
	if ((await readFor(0)) !== known) return;
	for (let itemIndex = 1; itemIndex < items; itemIndex++) {
		if ((await readFor(itemIndex)) === known) continue;
		throw new NodeOperationError(
			context.getNode(),
			`The expressions in the credential give item ${itemIndex} other values than item 0, but all items of a run share one account. Nothing was done.`,
			{
				itemIndex,
				description:
					'Add a Loop Over Items node with a Batch Size of 1 before this node, so that each item is a run of its own.',
			},
		);
	}
}
