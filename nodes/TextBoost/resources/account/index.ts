import type { INodeProperties } from 'n8n-workflow';
import { accountGetBalanceFields, accountGetBalanceRouting } from './getBalance';
import { accountGetProfileRouting } from './getProfile';

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
				action: 'Get balance of account',
				description: 'Retrieve how much credit the account has left',
				routing: accountGetBalanceRouting,
			},
			{
				name: 'Get Profile',
				value: 'getProfile',
				action: 'Get profile of account',
				description: 'Retrieve the name, email and time zone of the account, without its API token',
				routing: accountGetProfileRouting,
			},
		],
		default: 'getBalance',
	},
	...accountGetBalanceFields,
];
