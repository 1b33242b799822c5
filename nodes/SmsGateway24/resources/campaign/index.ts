import type { INodeProperties } from 'n8n-workflow';
import { campaignCreate, campaignCreateFields } from './create';

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
				description:
					'Prepare one text for all contacts of a group, which SmsGateway24 calls a newsletter',
				routing: campaignCreate.routing,
			},
		],
		default: 'create',
	},
	...campaignCreateFields,
];
