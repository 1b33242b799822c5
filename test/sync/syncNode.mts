import type { IAllExecuteFunctions, INodeType, NodeHint } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { syncOperation } from '../../nodes/shared/sync/syncOperation.ts';
import type { SyncAdapter } from '../../nodes/shared/sync/syncAdapter.ts';
import {
	allowChangesAsToolField,
	changesOnlyOption,
	clearEmptyValuesOption,
	mostRemovalsOption,
	onlyShowChangesField,
	removeMissingField,
} from '../../nodes/shared/ui/syncFields.ts';

/** The types that n8n gives a node, beside others and as a tool of an agent. */
export const SYNC_TYPE = 'test.sync';
export const SYNC_TOOL_TYPE = 'test.syncTool';

export type Hint = Pick<NodeHint, 'message' | 'type'>;

/** A node with Sync Group only, at whatever gateway there is when it runs. */
export function syncNode(
	createAdapter: (context: IAllExecuteFunctions) => Promise<SyncAdapter>,
): INodeType {
	const operation = syncOperation({ method: 'POST', url: '/contacts' }, createAdapter);
	const text = { type: 'string', default: '' } as const;
	return {
		description: {
			displayName: 'Sync',
			name: 'sync',
			group: ['output'],
			version: 1,
			description: 'A node of the tests',
			defaults: { name: 'Sync' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			requestDefaults: { baseURL: 'http://127.0.0.1:9' },
			properties: [
				{
					displayName: 'Resource',
					name: 'resource',
					type: 'options',
					options: [{ name: 'Contact', value: 'contact' }],
					default: 'contact',
				},
				{
					displayName: 'Operation',
					name: 'operation',
					type: 'options',
					options: [{ name: 'Sync Group', value: 'syncGroup', routing: operation.routing }],
					default: 'syncGroup',
				},
				{
					displayName: 'Group',
					name: 'groupId',
					type: 'resourceLocator',
					default: { mode: 'id', value: '' },
					modes: [
						{ displayName: 'From List', name: 'list', type: 'list' },
						{ displayName: 'By Name', name: 'name', type: 'string' },
						{ displayName: 'By ID', name: 'id', type: 'string' },
					],
				},
				{ displayName: 'Phone', name: 'phone', ...text },
				{ displayName: 'First Name', name: 'firstName', ...text },
				{ displayName: 'Last Name', name: 'lastName', ...text },
				removeMissingField,
				onlyShowChangesField,
				allowChangesAsToolField,
				{
					displayName: 'Options',
					name: 'options',
					type: 'collection',
					default: {},
					options: [changesOnlyOption, clearEmptyValuesOption, mostRemovalsOption],
				},
			],
		},
		customOperations: { contact: { syncGroup: operation.execute } },
	};
}
