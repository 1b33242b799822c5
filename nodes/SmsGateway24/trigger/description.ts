import type { INodeProperties } from 'n8n-workflow';
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
import { deviceField, simField } from '../fields/descriptions';

/** How far back the gateway is asked: whole days, in a zone that is not documented. */
export const LOOK_BACK_HOURS = 48;

const messageEvents = ['smsReceived', 'smsStatusChanged'];

export const triggerProperties: INodeProperties[] = [
	eventField(
		[
			{
				name: 'Device Status Changed',
				value: 'deviceStatusChanged',
				action: 'On device status changed',
				description: 'A phone went offline or came online again',
			},
			smsReceived('One of your phones got an SMS'),
			smsStatusChanged,
		],
		'smsReceived',
	),
	noticeField(
		'smsReceived',
		'Your phone must run the SmsGateway24 app, be online, and forward incoming SMS. An SMS appears here once the phone has uploaded it.',
	),
	noticeField(
		'smsStatusChanged',
		'Enable delivery reports in the SmsGateway24 app. Without them the status stays Sent, and you only hear about SMS that the phone could not send.',
	),
	noticeField(
		'deviceStatusChanged',
		'Without Device under Options, all phones of the account are checked, with one request each.',
	),
	statusesField,
	{
		displayName: 'Changes',
		name: 'deviceChanges',
		type: 'multiOptions',
		options: [
			{ name: 'Came Online', value: 'online' },
			{ name: 'Went Offline', value: 'offline' },
		],
		default: ['offline'],
		description: 'Which changes start the workflow. Leave empty for both.',
		displayOptions: { show: { event: ['deviceStatusChanged'] } },
	},
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				...deviceField,
				required: false,
				description: 'Only start the workflow for this phone',
			},
			followDaysField,
			{ ...ignoreOlderThanField, displayOptions: { show: { '/event': messageEvents } } },
			{
				...lookBackField(
					LOOK_BACK_HOURS,
					'How far back each poll looks for SMS that a phone uploads late, at least 24. Raise it if a phone may be offline for days. More hours make each response larger.',
				),
				typeOptions: { minValue: 24 },
				displayOptions: { show: { '/event': messageEvents } },
			},
			{
				displayName: 'Offline After (Minutes)',
				name: 'offlineAfterMinutes',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 15,
				description:
					'How long a phone must be unseen to count as offline. By default, SmsGateway24 decides.',
				displayOptions: { show: { '/event': ['deviceStatusChanged'] } },
			},
			{ ...phoneField, displayOptions: { show: { '/event': messageEvents } } },
			{
				...simField,
				description: 'Only SMS sent or received through this SIM slot or channel',
				displayOptions: { show: { '/event': messageEvents } },
			},
		],
	},
];
