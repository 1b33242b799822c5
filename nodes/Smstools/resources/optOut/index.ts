import type { INodeProperties } from 'n8n-workflow';
import { optOutCreate, optOutCreateFields } from './create';

export const optOutDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['optOut'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create opt out',
				description: 'Put a number on the list of those that Smstools sends nothing to',
				routing: optOutCreate.routing,
			},
		],
		default: 'create',
	},
	...optOutCreateFields,
];
