import type { INodeProperties } from 'n8n-workflow';
import {
	balanceBelowField,
	balanceLow,
	eventField,
	followDaysField,
	ignoreOlderThanField,
	lookBackField,
	noticeField,
	phoneField,
	simplifyField,
	smsStatusChanged,
	statusesField,
} from '../../shared/ui/triggerFields';
import { fromField } from '../fields/descriptions';

export const LOOK_BACK_HOURS = 1;

const showOnlyForStatus = { event: ['smsStatusChanged'] };

export const triggerProperties: INodeProperties[] = [
	eventField(
		[balanceLow('The balance of your sub-account fell below a limit'), smsStatusChanged],
		'smsStatusChanged',
	),
	noticeField(
		'smsStatusChanged',
		'This trigger tracks the SMS that you send. BestSMSGateway cannot receive SMS, so replies do not start it. It sees all SMS of your sub-account, including those sent on the website or by other workflows. Narrow them down under Options.',
	),
	noticeField(
		'balanceLow',
		'The balance is that of your sub-account, in units. If it is already below the limit when you publish the workflow, the workflow starts only after you buy units and the balance drops below the limit again.',
	),
	statusesField,
	balanceBelowField,
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: showOnlyForStatus },
		options: [
			{
				displayName: 'Batch ID',
				name: 'batchId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1_1_1437039374',
				description: 'Only SMS of this batch, which is what was sent in one request',
			},
			followDaysField,
			{
				...fromField,
				placeholder: 'e.g. MyShop',
				description: 'Only SMS from this sender. Enter the whole name. Not case-sensitive.',
			},
			ignoreOlderThanField,
			lookBackField(
				LOOK_BACK_HOURS,
				'How far back each poll looks for SMS that are listed late, such as those of a large batch. With more hours, polls that find something new take longer.',
			),
			{
				...phoneField,
				placeholder: 'e.g. +2348094309926',
				description: 'Only SMS to this number',
			},
		],
	},
];
