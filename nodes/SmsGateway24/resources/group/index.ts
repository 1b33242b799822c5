import type { INodeProperties } from 'n8n-workflow';
import { groupCreate, groupCreateFields } from './create';

export const groupDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['group'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create group',
				description: 'Make a new contact list, which SmsGateway24 calls a tag',
				routing: groupCreate.routing,
			},
		],
		default: 'create',
	},
	...groupCreateFields,
];
