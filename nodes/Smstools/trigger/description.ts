import type { INodeProperties } from 'n8n-workflow';
import { PHONE_HINT } from '../../shared/ui/descriptions';
import {
	eventField,
	followDaysField,
	ignoreOlderThanField,
	lookBackField,
	noticeField,
	phoneField,
	simplifyField,
	smsReceived,
	smsStatusChanged,
	statusesField,
} from '../../shared/ui/triggerFields';

/** An hour: by so much local times step back when summer time ends. */
export const LOOK_BACK_HOURS = 1;

export const triggerProperties: INodeProperties[] = [
	eventField(
		[smsReceived('One of your numbers at Smstools got an SMS'), smsStatusChanged],
		'smsReceived',
	),
	noticeField(
		'smsReceived',
		'To receive SMS you need a virtual number at Smstools. WhatsApp messages and forwarded calls come into the same inbox: choose them with Types under Options.',
	),
	noticeField(
		'smsStatusChanged',
		'The ID in the output comes from the history of Smstools. It is not the ID that Send returns. To find out which SMS it is, compare the number and the text, or the reference if there is one. SMS to groups are left out, because their status does not say anything about delivery.',
	),
	statusesField,
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			followDaysField,
			{
				displayName: 'From',
				name: 'from',
				type: 'string',
				default: '',
				placeholder: 'e.g. Bakery',
				description: 'Only SMS that were sent with this sender, a name or a number',
				displayOptions: { show: { '/event': ['smsStatusChanged'] } },
			},
			ignoreOlderThanField,
			{
				displayName: 'Inbox Number',
				name: 'inboxNumber',
				type: 'string',
				default: '',
				placeholder: 'e.g. +32460200300',
				hint: PHONE_HINT,
				description: 'Only SMS sent to this one of your numbers',
				displayOptions: { show: { '/event': ['smsReceived'] } },
			},
			lookBackField(
				LOOK_BACK_HOURS,
				'How far back each poll looks for SMS that Smstools lists late. More hours make polls larger.',
			),
			{ ...phoneField, placeholder: 'e.g. +32474123456' },
			{
				displayName: 'Types',
				name: 'types',
				type: 'multiOptions',
				options: [
					{ name: 'Call', value: 'call', description: 'A call that Smstools forwarded' },
					{ name: 'SMS', value: 'sms' },
					{ name: 'WhatsApp', value: 'whatsapp' },
				],
				default: ['sms'],
				description:
					'Which messages in the inbox start the workflow. By default, only SMS do. Leave empty for all of them.',
				displayOptions: { show: { '/event': ['smsReceived'] } },
			},
		],
	},
];
