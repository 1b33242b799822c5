import type { INodeProperties } from 'n8n-workflow';
import { contactCreate } from './create';
import { contactWriteFields } from './fields';
import { contactGetAll, contactGetAllFields } from './getAll';
import { contactSyncGroup, contactSyncGroupFields } from './syncGroup';
import { contactUpdate } from './update';
import { contactUpsert } from './upsert';

export const contactDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['contact'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create contact',
				description: 'Add contacts to a group, many in one request',
				routing: contactCreate.routing,
			},
			{
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update contact',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
				routing: contactUpsert.routing,
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many contacts',
				description: 'Retrieve many contacts of the account',
				routing: contactGetAll.routing,
			},
			{
				name: 'Sync Group',
				value: 'syncGroup',
				action: 'Sync a group',
				description: 'Bring the contacts of a group to a list, such as that of a CRM',
				routing: contactSyncGroup.routing,
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update contact',
				description: 'Change some fields of a contact and leave the others as they are',
				routing: contactUpdate.routing,
			},
		],
		default: 'create',
	},
	...contactWriteFields,
	...contactGetAllFields,
	...contactSyncGroupFields,
];
