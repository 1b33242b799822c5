import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { PHONE_HINT, simplifyField as responseSimplifyField } from './descriptions';

/** The fields that mean the same on every trigger. */

/** @param options what the trigger can react to, in alphabetical order */
export function eventField(options: INodePropertyOptions[], defaultEvent: string): INodeProperties {
	return {
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options,
		default: defaultEvent,
	};
}

/** What stands under the node's name on the canvas. */
export const eventSubtitle =
	'={{ ({ balanceLow: "Balance Low", deviceStatusChanged: "Device Status Changed", smsReceived: "SMS Received", smsStatusChanged: "SMS Status Changed" })[$parameter["event"]] }}';

export const smsStatusChanged: INodePropertyOptions = {
	name: 'SMS Status Changed',
	value: 'smsStatusChanged',
	action: 'On SMS status changed',
	description: 'An SMS was delivered, failed, or changed status in another way',
};

/** @param description whose SMS it is */
export function smsReceived(description: string): INodePropertyOptions {
	return { name: 'SMS Received', value: 'smsReceived', action: 'On SMS received', description };
}

/** @param description whose balance it is */
export function balanceLow(description: string): INodePropertyOptions {
	return { name: 'Balance Low', value: 'balanceLow', action: 'On balance low', description };
}

export const simplifyField: INodeProperties = {
	...responseSimplifyField,
	description: 'Whether to return a simplified version of the data instead of the raw data',
};

/** What the user needs to know about an event. */
export function noticeField(event: string, text: string): INodeProperties {
	return {
		displayName: text,
		name: `${event}Notice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { event: [event] } },
	};
}

/** The other party's number as a filter. */
export const phoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	default: '',
	placeholder: 'e.g. +33612345678',
	hint: PHONE_HINT,
	description: 'Only start the workflow for SMS from or to this number',
};

export const statusesField: INodeProperties = {
	displayName: 'Statuses',
	name: 'statuses',
	type: 'multiOptions',
	options: [
		{ name: 'Delivered', value: 'delivered' },
		{ name: 'Failed', value: 'failed' },
		{ name: 'Queued', value: 'queued', description: 'Accepted by the gateway, not sent yet' },
		{ name: 'Sent', value: 'sent', description: 'On its way, with no delivery report yet' },
		{
			name: 'Unknown',
			value: 'unknown',
			description: 'The gateway does not report what happened to it',
		},
	],
	default: ['delivered', 'failed'],
	description:
		'Which statuses start the workflow. Delivered and Failed are final. Leave empty for all of them.',
	displayOptions: { show: { event: ['smsStatusChanged'] } },
};

export const ignoreOlderThanField: INodeProperties = {
	displayName: 'Ignore Messages Older Than',
	name: 'ignoreOlderThanHours',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 24,
	description:
		'Skip messages older than this many hours, for example after the workflow was off. Uses the clock of this n8n. By default, nothing is skipped.',
};

export const followDaysField: INodeProperties = {
	displayName: 'Follow SMS For (Days)',
	name: 'followDays',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 3,
	description:
		'How many days to keep checking an SMS that is neither delivered nor failed. For a scheduled SMS, counted from its send time.',
	displayOptions: { show: { '/event': ['smsStatusChanged'] } },
};

/** @param hours the default */
export function lookBackField(hours: number, description: string): INodeProperties {
	return {
		displayName: 'Look Back (Hours)',
		name: 'lookBackHours',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: hours,
		description,
	};
}

export const balanceBelowField: INodeProperties = {
	displayName: 'Balance Below',
	name: 'balanceBelow',
	type: 'number',
	default: 100,
	description:
		'Start the workflow when the balance drops below this amount. It starts again only after the balance has recovered.',
	displayOptions: { show: { event: ['balanceLow'] } },
};
