import type { INodeProperties } from 'n8n-workflow';
import { smsCountRouting } from './count';
import { smsFilters } from './filters';
import { smsGetFields, smsGetRouting } from './get';
import { smsGetAllFields, smsGetAllRouting } from './getAll';
import { smsSend } from './send';
import { smsSendFields } from './sendFields';
import { smsSendMany } from './sendMany';

export const smsDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['sms'] } },
		options: [
			{
				name: 'Count',
				value: 'count',
				action: 'Count SMS',
				description: 'Get the number of sent and received SMS, by filters',
				routing: smsCountRouting,
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get SMS',
				description: 'Retrieve the delivery status of one SMS by its ID',
				routing: smsGetRouting,
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many SMS',
				description: 'Retrieve many sent and received SMS, by filters',
				routing: smsGetAllRouting,
			},
			{
				name: 'Send',
				value: 'send',
				action: 'Send SMS',
				description:
					'Send one SMS to each phone number. Every SMS gets an ID, by which its delivery can be followed.',
				routing: smsSend.routing,
			},
			{
				name: 'Send Many',
				value: 'sendMany',
				action: 'Send many SMS',
				description:
					'Send the SMS of all input items in few requests. Quicker for many, but SmsGateway24 returns no IDs.',
				routing: smsSendMany.routing,
			},
		],
		default: 'send',
	},
	...smsSendFields,
	...smsGetFields,
	...smsGetAllFields,
	smsFilters,
];
