import type { INodeProperties } from 'n8n-workflow';
import { askOption } from '../../../shared/ui/askFields';
import { estimateOption } from '../../../shared/ui/costFields';
import { smsDeleteRouting, smsStopRouting } from './act';
import { smsEstimate } from './estimate';
import { smsFilters } from './filters';
import { smsGetFields, smsGetRouting } from './get';
import { smsGetAll, smsGetAllFields } from './getAll';
import { smsGetUnitsRouting } from './getUnits';
import { smsSend } from './send';
import { smsSendAndWait, smsSendAndWaitFields } from './sendAndWait';
import { smsSendFields } from './sendFields';
import { smsSendMany } from './sendMany';
import { smsSendToGroup } from './sendToGroup';

export const smsDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['sms'] } },
		options: [
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete SMS',
				description:
					'Remove the SMS that match the filters from the log. Scheduled SMS are then not sent.',
				routing: smsDeleteRouting,
			},
			{ ...estimateOption, routing: smsEstimate.routing },
			{
				name: 'Get',
				value: 'get',
				action: 'Get SMS',
				description: 'Retrieve an SMS with its delivery status by its ID',
				routing: smsGetRouting,
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many SMS',
				description: 'Retrieve many sent and scheduled SMS that match the filters',
				routing: smsGetAll.routing,
			},
			{
				name: 'Get Units',
				value: 'getUnits',
				action: 'Get units spent on SMS',
				description:
					'Add up the units that the gateway recorded for the SMS that match the filters. For long SMS, this is less than the amount charged after delivery.',
				routing: smsGetUnitsRouting,
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
				description:
					'Send SMS for items with hundreds of phone numbers each, up to 1,000 per request. Otherwise the same as Send.',
				routing: smsSendMany.routing,
			},
			{
				name: 'Send to Group',
				value: 'sendToGroup',
				action: 'Send SMS to group',
				description: 'Send one text to all contacts of a group',
				routing: smsSendToGroup.routing,
			},
			{
				name: 'Stop',
				value: 'stop',
				action: 'Stop SMS',
				description: 'Cancel the scheduled SMS that match the filters',
				routing: smsStopRouting,
			},
		],
		default: 'send',
	},
	...smsSendFields,
	...smsSendAndWaitFields,
	...smsGetFields,
	...smsGetAllFields,
	smsFilters(['getAll']),
	smsFilters(['getUnits']),
	smsFilters(
		['stop', 'delete'],
		'Which SMS to act on. Add at least one filter, and fill in every filter that you add.',
	),
];
