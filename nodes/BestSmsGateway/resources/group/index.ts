import type { INodeProperties } from 'n8n-workflow';
import { groupGetAll, groupGetAllFields } from './getAll';

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
				description: 'Retrieve many contact groups, each with its number of contacts',
				routing: groupGetAll.routing,
			},
		],
		default: 'getAll',
	},
	...groupGetAllFields,
];
