import type { INodeProperties } from 'n8n-workflow';
import { contactDeleteFields, contactDeleteRouting } from './delete';
import { contactGetAllFields, contactGetAllRouting } from './getAll';
import { contactUpsertFields, contactUpsertRouting } from './upsert';

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
				routing: contactUpsertRouting,
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete contacts',
				description: 'Remove contacts, by filters',
				routing: contactDeleteRouting,
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many contacts',
				description: 'Retrieve many contacts, by filters',
				routing: contactGetAllRouting,
			},
		],
		default: 'upsert',
	},
	...contactUpsertFields,
	...contactGetAllFields,
	...contactDeleteFields,
];
