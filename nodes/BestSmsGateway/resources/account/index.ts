import type { INodeProperties } from 'n8n-workflow';
import { accountGetFields, accountGetRouting } from './get';

export const accountDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['account'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get account',
				description: 'Retrieve the balance and the settings of the sub-account',
				routing: accountGetRouting,
			},
		],
		default: 'get',
	},
	...accountGetFields,
];
