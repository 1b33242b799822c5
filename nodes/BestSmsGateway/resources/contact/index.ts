import type { INodeProperties } from 'n8n-workflow';
import { contactDeleteFields, contactDeleteRouting } from './delete';
import { contactGetAll, contactGetAllFields } from './getAll';
import { contactSyncGroup, contactSyncGroupFields } from './syncGroup';
import { contactUpsert, contactUpsertFields } from './upsert';

export const contactDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['contact'] } },
		options: [
			{
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update contact',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
				routing: contactUpsert.routing,
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete contacts',
				description: 'Remove the contacts that match the filters',
				routing: contactDeleteRouting,
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many contacts',
				description: 'Retrieve many contacts that match the filters',
				routing: contactGetAll.routing,
			},
			{
				name: 'Sync Group',
				value: 'syncGroup',
				action: 'Sync a group',
				description: 'Make a group equal to the list of all input items',
				routing: contactSyncGroup.routing,
			},
		],
		default: 'upsert',
	},
	...contactUpsertFields,
	...contactGetAllFields,
	...contactDeleteFields,
	...contactSyncGroupFields,
];
