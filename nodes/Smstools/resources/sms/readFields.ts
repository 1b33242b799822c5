import type { INodeProperties } from 'n8n-workflow';
import {
	limitField,
	PHONE_HINT,
	returnAllField,
	simplifyField,
} from '../../../shared/ui/descriptions';

const showOnlyForReading = {
	resource: ['sms'],
	operation: ['getConversation', 'getInbox', 'getScheduled', 'getSent'],
};
const showOnlyForConversation = { resource: ['sms'], operation: ['getConversation'] };
const showOnlyForInbox = { resource: ['sms'], operation: ['getInbox'] };

/** The fields of the operations that read messages. */
export const smsReadFields: INodeProperties[] = [
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +32474123456',
		hint: PHONE_HINT,
		description: 'The phone number of the other person',
		displayOptions: { show: showOnlyForConversation },
	},
	{ ...returnAllField, displayOptions: { show: showOnlyForReading } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForReading, returnAll: [false] } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForReading } },
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: showOnlyForInbox },
		options: [
			{
				displayName: 'Inbox Number',
				name: 'inboxNumber',
				type: 'string',
				default: '',
				placeholder: 'e.g. +32460200300',
				hint: PHONE_HINT,
				description: 'Only messages sent to this one of your numbers',
			},
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: [
					{ name: 'Call', value: 'call' },
					{ name: 'SMS', value: 'sms' },
					{ name: 'WhatsApp', value: 'whatsapp' },
				],
				default: 'sms',
				description: 'Return only messages of this type',
			},
		],
	},
];
