import type { INodeProperties } from 'n8n-workflow';
import { askOption } from '../../../shared/ui/askFields';
import { estimateOption } from '../../../shared/ui/costFields';
import { smsEstimate } from './estimate';
import { smsFilters } from './filters';
import { smsGetFields, smsGetRouting } from './get';
import { smsGetAll, smsGetAllFields } from './getAll';
import { smsSend } from './send';
import { smsSendAndWait, smsSendAndWaitFields } from './sendAndWait';
import { smsSendFields } from './sendFields';
import { smsSendMany } from './sendMany';
import { smsSendMms } from './sendMms';
import { smsSendVoice } from './sendVoice';

export const smsDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['sms'] } },
		options: [
			{ ...estimateOption, routing: smsEstimate.routing },
			{
				name: 'Get',
				value: 'get',
				action: 'Get SMS',
				description: 'Retrieve one sent or received SMS with its delivery status by its ID',
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
				description: 'Send one text to one or several phone numbers',
				routing: smsSend.routing,
			},
			{ ...askOption, routing: smsSendAndWait.routing },
			{
				name: 'Send Many',
				value: 'sendMany',
				action: 'Send many SMS',
				description:
					'Send the SMS of all input items in as few requests as possible. Those with the same text, sender and time go together.',
				routing: smsSendMany.routing,
			},
			{
				name: 'Send MMS',
				value: 'sendMms',
				action: 'Send MMS',
				description: 'Send a picture to one or several phone numbers',
				routing: smsSendMms.routing,
			},
			{
				name: 'Send Voice',
				value: 'sendVoice',
				action: 'Send voice message',
				description: 'Call one or several phone numbers and read a text aloud',
				routing: smsSendVoice.routing,
			},
		],
		default: 'send',
	},
	...smsSendFields,
	...smsSendAndWaitFields,
	...smsGetFields,
	...smsGetAllFields,
	smsFilters,
];
