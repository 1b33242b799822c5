import type { INodeProperties } from 'n8n-workflow';

/** The fields that mean the same on every node. Spread one in, and add its `displayOptions`. */

/** Under each field with a phone number. */
export const PHONE_HINT = 'With the country code, unless the credential has a Default Country Code';

export const toField: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +33612345678',
	description:
		'The phone number to send to. Separate several numbers with commas, or use an expression that returns a list.',
	hint: `${PHONE_HINT}. A number that is listed twice gets one SMS.`,
};

/** For operations that call the number instead. */
export const toCallField: INodeProperties = {
	...toField,
	description:
		'The phone number to call. Separate several numbers with commas, or use an expression that returns a list.',
	hint: `${PHONE_HINT}. A number that is listed twice gets one call.`,
};

/** The name of a group that is created or renamed. */
export const groupNameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Customers',
};

export const messageField: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Your order is on its way.',
	description: 'The text of the SMS',
};

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const returnAllField: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limitField: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};

export const sendAtField: INodeProperties = {
	displayName: 'Send At',
	name: 'sendAt',
	type: 'dateTime',
	default: '',
	description:
		'When to send the SMS. A time without an offset is in the time zone of this workflow. Leave empty to send at once.',
};

/** For operations that call a number. */
export const callAtField: INodeProperties = {
	...sendAtField,
	description:
		'When to make the call. A time without an offset is in the time zone of this workflow. Leave empty to call at once.',
};

export const maxConcurrencyField: INodeProperties = {
	displayName: 'Requests at Once',
	name: 'maxConcurrency',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 10,
	description:
		'How many requests to run at the same time. The value of the first item applies to all.',
};
