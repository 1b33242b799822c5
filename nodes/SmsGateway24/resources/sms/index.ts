import type { INodeProperties } from 'n8n-workflow';
import { askOption } from '../../../shared/ui/askFields';
import { estimateOption } from '../../../shared/ui/costFields';
import { smsCountRouting } from './count';
import { smsEstimate } from './estimate';
import { smsFilters } from './filters';
import { smsGetFields, smsGetRouting } from './get';
import { smsGetAll, smsGetAllFields, smsGetAllOptions } from './getAll';
import { smsSend } from './send';
import { smsSendAndWait, smsSendAndWaitFields } from './sendAndWait';
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
				description: 'Count the sent and received SMS that match the filters',
				routing: smsCountRouting,
			},
			{ ...estimateOption, routing: smsEstimate.routing },
			{
				name: 'Get',
				value: 'get',
				action: 'Get SMS status',
				description: 'Retrieve the delivery status of one SMS by its ID',
				routing: smsGetRouting,
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many SMS',
				description: 'Retrieve the sent and received SMS that match the filters',
				routing: smsGetAll.routing,
			},
			{
				name: 'Send',
				value: 'send',
				action: 'Send SMS',
				description:
					'Send one SMS to each phone number. Each gets an ID for checking its delivery.',
				routing: smsSend.routing,
			},
			{ ...askOption, routing: smsSendAndWait.routing },
			{
				name: 'Send Many',
				value: 'sendMany',
				action: 'Send many SMS',
				description: 'Send in batches of 50. Faster, but SmsGateway24 returns no IDs.',
				routing: smsSendMany.routing,
			},
		],
		default: 'send',
	},
	...smsSendFields,
	...smsSendAndWaitFields,
	...smsGetFields,
	...smsGetAllFields,
	smsFilters,
	smsGetAllOptions,
];
