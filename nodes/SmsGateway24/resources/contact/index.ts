import type { INodeProperties } from 'n8n-workflow';
import { contactCreate, contactCreateFields } from './create';

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
				description: 'Add a person to a group',
				routing: contactCreate.routing,
			},
		],
		default: 'create',
	},
	...contactCreateFields,
];
