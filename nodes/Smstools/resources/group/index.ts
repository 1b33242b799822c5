import type { INodeProperties } from 'n8n-workflow';
import { groupGetAll, groupGetAllFields } from './getAll';
import { groupUpdateFields, groupUpdateRouting } from './update';

export const groupDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['group'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many groups',
				description: 'Retrieve many contact groups of the account',
				routing: groupGetAll.routing,
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update group',
				description: 'Rename a contact group',
				routing: groupUpdateRouting,
			},
		],
		default: 'getAll',
	},
	...groupGetAllFields,
	...groupUpdateFields,
];
