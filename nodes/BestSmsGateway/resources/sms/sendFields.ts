import type { INodeProperties } from 'n8n-workflow';
import {
	maxSegmentsField,
	messageHint,
	replaceSpecialCharactersField,
} from '../../../shared/ui/costFields';
import {
	messageField,
	PHONE_HINT,
	sendAtField,
	simplifyField,
	toField,
} from '../../../shared/ui/descriptions';
import {
	allowRepeatsField,
	idempotencyKeyField,
	rememberedKeysField,
} from '../../../shared/ui/idempotencyFields';
import {
	sendOnlyBetweenField,
	sendToGroupOnlyBetweenField,
} from '../../../shared/ui/sendTimeFields';
import { fromField, groupsField, textChangeField } from '../../fields/descriptions';
import { PAGE_SIZES } from '../../records/smsSizes';

const showOnlyForSending = { resource: ['sms'], operation: ['send', 'sendMany', 'sendToGroup'] };
const showOnlyForNumbers = { resource: ['sms'], operation: ['send', 'sendMany'] };
const showOnlyForText = { resource: ['sms'], operation: ['estimate', 'send', 'sendMany'] };
const showOnlyForEstimate = { resource: ['sms'], operation: ['estimate'] };
const showOnlyForGroups = { resource: ['sms'], operation: ['sendToGroup'] };

const HINT = messageHint(...PAGE_SIZES, 'letters such as ł');

const excludeGroupField: INodeProperties = {
	...groupsField,
	displayName: 'Leave Out Group',
	name: 'excludeGroupId',
	required: false,
	description:
		'Contact group whose numbers get no SMS, even if they are among the recipients. To choose several, select By Name and separate the names with commas.',
};

const flashField: INodeProperties = {
	displayName: 'Flash',
	name: 'flash',
	type: 'boolean',
	default: false,
	description: 'Whether the SMS appears on the screen at once instead of in the inbox',
};

const routeField: INodeProperties = {
	displayName: 'Route',
	name: 'route',
	type: 'options',
	options: [
		{
			name: 'Corporate',
			value: 2,
			description: 'Uses the standard route for numbers without restrictions, which saves units',
		},
		{
			name: 'Financial',
			value: 1,
			description:
				'For one-time passwords and transactions. Never uses the standard route instead.',
		},
		{ name: 'Standard', value: 0 },
	],
	default: 0,
	description: 'The route that the SMS takes to the network',
};

const unicodeField: INodeProperties = {
	displayName: 'Unicode',
	name: 'unicode',
	type: 'options',
	options: [
		{ name: 'Always', value: 'always' },
		{ name: 'Automatic', value: 'automatic', description: 'Only if the text needs it' },
		{ name: 'Never', value: 'never', description: 'Characters such as ć or 你 may be lost' },
	],
	default: 'automatic',
	description:
		'Whether to keep characters that a plain SMS does not support, such as ć or 你. A page then holds 72 characters instead of 160, so long texts cost more. Most emojis are lost either way: see If the Gateway Would Change the Text.',
};

const alsoToField: INodeProperties = {
	displayName: 'Also To',
	name: 'alsoTo',
	type: 'string',
	default: '',
	placeholder: 'e.g. +2348094309926',
	hint: `${PHONE_HINT}. A number that is in the group too gets one SMS, without its name for [firstname] and [lastname].`,
	description:
		'More phone numbers to send the text to, separated by commas. They have no names, so [firstname] and [lastname] become empty.',
};

/** The fields of Send, Send Many and Send to Group. */
export const smsSendFields: INodeProperties[] = [
	{ ...fromField, displayOptions: { show: showOnlyForSending } },
	{ ...toField, placeholder: 'e.g. +2348094309926', displayOptions: { show: showOnlyForNumbers } },
	{
		...groupsField,
		description:
			'The contact group to send to. To choose several, select By Name and separate the names with commas.',
		displayOptions: { show: showOnlyForGroups },
	},
	{ ...messageField, hint: HINT, displayOptions: { show: showOnlyForText } },
	{
		...messageField,
		description:
			'The text that every contact receives. The gateway replaces [firstname], [lastname], [phone] and [group_name] with the values of the contact. This is not documented, so try it first.',
		hint: `${HINT}. The SMS are counted before [firstname] and the like are replaced.`,
		displayOptions: { show: showOnlyForGroups },
	},
	{ ...allowRepeatsField, displayOptions: { show: { '@tool': [true], ...showOnlyForSending } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForSending } },
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: showOnlyForNumbers },
		options: [
			{
				displayName: 'Fetch IDs',
				name: 'fetchIds',
				type: 'boolean',
				default: true,
				description:
					'Whether to look up the ID and status of each SMS after sending. Turn this off to finish faster.',
			},
			{
				displayName: 'First Name',
				name: 'firstName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Ibukun',
				description:
					'The first name of the recipient. It takes the place of [firstname] in Message.',
			},
			flashField,
			{
				displayName: 'Group Name',
				name: 'groupName',
				type: 'string',
				default: '',
				placeholder: 'e.g. My Customers',
				description:
					'What takes the place of [group_name] in Message. It does not change who gets the SMS.',
			},
			idempotencyKeyField,
			textChangeField,
			{
				displayName: 'Last Name',
				name: 'lastName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Oladipo',
				description: 'The last name of the recipient. It takes the place of [lastname] in Message.',
			},
			excludeGroupField,
			maxSegmentsField,
			{
				displayName: 'Reference',
				name: 'reference',
				type: 'string',
				default: '',
				placeholder: 'e.g. Order 1042',
				description:
					'Your own text, returned in the output of this node. BestSMSGateway does not store it, so Get Many and the trigger do not return it.',
			},
			rememberedKeysField,
			replaceSpecialCharactersField,
			routeField,
			{
				displayName: 'Save to Group',
				name: 'saveAs',
				type: 'string',
				default: '',
				placeholder: 'e.g. My Customers',
				description:
					'Name of a contact group to save the recipients in, without names. A new name creates a new group. Sending many different texts then takes a second per text.',
			},
			sendAtField,
			sendOnlyBetweenField,
			unicodeField,
		],
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: showOnlyForGroups },
		options: [
			alsoToField,
			flashField,
			idempotencyKeyField,
			textChangeField,
			excludeGroupField,
			maxSegmentsField,
			rememberedKeysField,
			replaceSpecialCharactersField,
			routeField,
			sendAtField,
			sendToGroupOnlyBetweenField,
			unicodeField,
		],
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: showOnlyForEstimate },
		options: [unicodeField],
	},
];
