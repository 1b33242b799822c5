import type { INodeProperties } from 'n8n-workflow';
import { accountGetBalanceRouting } from './getBalance';
import { accountGetSenders } from './getSenders';

export const accountDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['account'] } },
		options: [
			{
				name: 'Get Balance',
				value: 'getBalance',
				action: 'Get balance',
				description: 'Check how much credit is left',
				routing: accountGetBalanceRouting,
			},
			{
				name: 'Get Senders',
				value: 'getSenders',
				action: 'Get senders',
				description: 'Retrieve the names and numbers that you can use in From',
				routing: accountGetSenders.routing,
			},
		],
		default: 'getBalance',
	},
];
