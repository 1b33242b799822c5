import type { INodeProperties } from 'n8n-workflow';
import { askOption } from '../../../shared/ui/askFields';
import { estimateOption } from '../../../shared/ui/costFields';
import { smsEstimate } from './estimate';
import { smsGetConversation } from './getConversation';
import { smsGetInbox } from './getInbox';
import { smsGetScheduled } from './getScheduled';
import { smsGetSent } from './getSent';
import { smsReadFields } from './readFields';
import { smsSend } from './send';
import { smsSendAndWait, smsSendAndWaitFields } from './sendAndWait';
import { smsSendFields } from './sendFields';
import { smsSendMany } from './sendMany';
import { smsSendToGroup } from './sendToGroup';
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
				name: 'Get Conversation',
				value: 'getConversation',
				action: 'Get conversation',
				description: 'Retrieve the messages to and from one phone number',
				routing: smsGetConversation.routing,
			},
			{
				name: 'Get Inbox',
				value: 'getInbox',
				action: 'Get inbox',
				description: 'Retrieve received messages of all your numbers, or of one',
				routing: smsGetInbox.routing,
			},
			{
				name: 'Get Scheduled',
				value: 'getScheduled',
				action: 'Get scheduled SMS',
				description: 'Retrieve messages that are scheduled and not sent yet',
				routing: smsGetScheduled.routing,
			},
			{
				name: 'Get Sent',
				value: 'getSent',
				action: 'Get sent SMS',
				description: 'Retrieve sent messages with their delivery status',
				routing: smsGetSent.routing,
			},
			{
				name: 'Send',
				value: 'send',
				action: 'Send SMS',
				description:
					'Send one SMS to each phone number. Each SMS gets an ID, which Get Conversation shows too.',
				routing: smsSend.routing,
			},
			{ ...askOption, routing: smsSendAndWait.routing },
			{
				name: 'Send Many',
				value: 'sendMany',
				action: 'Send many SMS',
				description:
					'Send the SMS of all input items in few requests. Faster for many SMS, but without IDs, because Smstools does not report which ID belongs to which SMS.',
				routing: smsSendMany.routing,
			},
			{
				name: 'Send to Group',
				value: 'sendToGroup',
				action: 'Send SMS to group',
				description: 'Send one text to all contacts of a group, once for each input item',
				routing: smsSendToGroup.routing,
			},
			{
				name: 'Send Voice',
				value: 'sendVoice',
				action: 'Send voice message',
				description: 'Call each phone number and read the text aloud',
				routing: smsSendVoice.routing,
			},
		],
		default: 'send',
	},
	...smsSendFields,
	...smsSendAndWaitFields,
	...smsReadFields,
];
