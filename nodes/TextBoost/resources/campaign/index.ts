import type { INodeProperties } from 'n8n-workflow';
import { campaignCreate, campaignCreateFields } from './create';
import { campaignGetFields, campaignGetRouting } from './get';

export const campaignDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['campaign'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create campaign',
				description: 'Send one text to all contacts of a group, on hosts that have campaigns',
				routing: campaignCreate.routing,
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get campaign',
				description: 'Retrieve how many messages of a campaign were delivered',
				routing: campaignGetRouting,
			},
		],
		default: 'create',
	},
	...campaignCreateFields,
	...campaignGetFields,
];
