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
				description: 'Add a phone number to the opt-out list. Smstools then sends nothing to it.',
				routing: optOutCreate.routing,
			},
		],
		default: 'create',
	},
	...optOutCreateFields,
];
