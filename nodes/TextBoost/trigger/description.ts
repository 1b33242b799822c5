import type { INodeProperties } from 'n8n-workflow';
import {
	balanceBelowField,
	balanceLow,
	eventField,
	followDaysField,
	ignoreOlderThanField,
	noticeField,
	phoneField,
	simplifyField,
	smsReceived,
	smsStatusChanged,
	statusesField,
} from '../../shared/ui/triggerFields';

/** How long after its time an SMS may turn up in the list: 15 minutes (fact sheet, section 13.1). */
export const LOOK_BACK_MINUTES = 15;

const messageEvents = ['smsReceived', 'smsStatusChanged'];

export const triggerProperties: INodeProperties[] = [
	eventField(
		[
			balanceLow('The balance fell below an amount that you choose'),
			smsReceived('Someone sent an SMS to your number'),
			smsStatusChanged,
		],
		'smsReceived',
	),
	noticeField(
		'balanceLow',
		'The balance is money at some hosts, and a number of SMS at others. To see it, use the TextBoost node with Account > Get Balance. A balance that is already below the limit when you publish the workflow does not start it.',
	),
	noticeField(
		'smsReceived',
		'To receive SMS, you need a number that your host has assigned to your account, and a host that distinguishes received SMS from sent ones. If yours does not, this trigger reports that with the first SMS that it finds.',
	),
	noticeField(
		'smsStatusChanged',
		'On some hosts, the SMS of other customers start the workflow too: add the option From with your own sender, and ask your host to fix it. Delivered may only mean that the gateway behind your host has accepted the SMS. A host that does not distinguish received SMS from sent ones may show received SMS as Delivered here.',
	),
	balanceBelowField,
	statusesField,
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: { event: messageEvents } },
		options: [
			followDaysField,
			{
				displayName: 'From',
				name: 'from',
				type: 'string',
				default: '',
				placeholder: 'e.g. YourName',
				description: 'Only SMS with this sender: a name, or a phone number with the country code',
				displayOptions: { show: { '/event': ['smsStatusChanged'] } },
			},
			ignoreOlderThanField,
			{
				displayName: 'Look Back (Minutes)',
				name: 'lookBackMinutes',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: LOOK_BACK_MINUTES,
				description:
					'How far back each poll looks for SMS that the host lists late. Raise it if SMS are missing. More minutes mean more requests when something is new.',
			},
			phoneField,
			{
				displayName: 'Sent By',
				name: 'direction',
				type: 'options',
				options: [
					{ name: 'API', value: 'api', description: 'Sent by n8n or another program' },
					{ name: 'Website', value: 'outgoing', description: 'Sent on the website of the host' },
				],
				default: 'api',
				description:
					'Only SMS that were sent this way. Older hosts do not report how an SMS was sent.',
				displayOptions: { show: { '/event': ['smsStatusChanged'] } },
			},
		],
	},
];
