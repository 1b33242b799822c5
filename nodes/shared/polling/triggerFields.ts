import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

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

export const smsStatusChanged: INodePropertyOptions = {
	name: 'SMS Status Changed',
	value: 'smsStatusChanged',
	description: 'An SMS was delivered, has failed, or moved on otherwise',
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
	description: 'React only to SMS from this number, or, for a change of status, to this number',
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
			description: 'The gateway does not say what became of it',
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
		'How many hours old a message may be when it is found, by the clock of this n8n. Older ones are skipped, so that a workflow that was off for a month does not work off a month of messages. Without this option nothing is skipped.',
};

export const followDaysField: INodeProperties = {
	displayName: 'Follow SMS For (Days)',
	name: 'followDays',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 3,
	description:
		'For how many days to ask for the status of an SMS that is neither delivered nor failed. A scheduled SMS is followed from the time at which it is to go out.',
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
		'Start the workflow when the balance falls below this, and again only after it was at or above it in between',
	displayOptions: { show: { event: ['balanceLow'] } },
};
