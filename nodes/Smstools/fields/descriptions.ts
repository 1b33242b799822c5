import type { INodeProperties } from 'n8n-workflow';
import {
	maxSegmentsField,
	messageHint,
	replaceSpecialCharactersField,
} from '../../shared/ui/costFields';
import {
	callAtField,
	maxConcurrencyField,
	messageField,
	sendAtField,
} from '../../shared/ui/descriptions';
import { idempotencyKeyField, rememberedKeysField } from '../../shared/ui/idempotencyFields';
import {
	callOnlyBetweenField,
	sendOnlyBetweenField,
	sendToGroupOnlyBetweenField,
} from '../../shared/ui/sendTimeFields';

export const groupField: INodeProperties = {
	displayName: 'Group',
	name: 'groupId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The contact group at Smstools',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a group...',
			typeOptions: { searchListMethod: 'searchGroups', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Customers' },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 5001' },
	],
};

export const contactField: INodeProperties = {
	displayName: 'Contact',
	name: 'contactId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The contact to update. By Name takes the first name and the last name with a space between them.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a contact...',
			typeOptions: { searchListMethod: 'searchContacts', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Nathan Smith' },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 730001' },
	],
};

const subaccountField: INodeProperties = {
	displayName: 'Subaccount',
	name: 'subaccountId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The subaccount to send from. Leave empty to send from the main account.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a subaccount...',
			typeOptions: { searchListMethod: 'searchSubaccounts', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 71' },
	],
};

/** Optional: the vendor's own clients send none for calls, and may leave it out for SMS (fact sheet, section 14.7). */
export const fromField: INodeProperties = {
	displayName: 'From',
	name: 'from',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'Who the message comes from: a name of at most 11 letters and digits, or a number of at most 14 digits',
	hint: 'Leave empty to use the number of your account, if Smstools allows that',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a sender...',
			typeOptions: { searchListMethod: 'searchSenders', searchable: true },
		},
		{ displayName: 'By Name or Number', name: 'text', type: 'string', placeholder: 'e.g. Bakery' },
	],
};

/** The hint is fact sheet, section 3.1: how characters are counted, and the two limits it found. */
export const smsTextField: INodeProperties = {
	...messageField,
	hint: `${messageHint()}. The characters € \\ { } [ ] ^ ~ | count as two. Smstools documents a limit of 459 characters, newer accounts may have 612. A longer text is refused, not cut.`,
};

const referenceField: INodeProperties = {
	displayName: 'Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. Order 1042',
	description: 'A text of your own, such as an order number, of at most 255 characters',
};

const testField: INodeProperties = {
	displayName: 'Test Mode',
	name: 'test',
	type: 'boolean',
	default: false,
	description: 'Whether Smstools only checks the SMS, without sending or charging it',
};

/** The optional fields of sends to numbers, in alphabetical order. */
export const smsOptions: INodeProperties[] = optionsWith(sendOnlyBetweenField);

/** The optional fields of sends to a group, in alphabetical order. */
export const groupSmsOptions: INodeProperties[] = optionsWith(sendToGroupOnlyBetweenField);

function optionsWith(hoursField: INodeProperties): INodeProperties[] {
	return [
		idempotencyKeyField,
		maxSegmentsField,
		referenceField,
		rememberedKeysField,
		replaceSpecialCharactersField,
		maxConcurrencyField,
		sendAtField,
		hoursField,
		subaccountField,
		testField,
	];
}

/** The optional fields of voice messages (fact sheet, section 3.3; language and voice by the vendor's own client). */
export const voiceOptions: INodeProperties[] = [
	idempotencyKeyField,
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: [
			{ name: 'Dutch', value: 'nl' },
			{ name: 'English', value: 'en' },
			{ name: 'French', value: 'fr' },
			{ name: 'German', value: 'de' },
		],
		default: 'en',
		description: 'The language to read the text aloud in',
	},
	referenceField,
	rememberedKeysField,
	maxConcurrencyField,
	callAtField,
	callOnlyBetweenField,
	{
		...testField,
		description: 'Whether Smstools only checks the call, without making or charging it',
	},
	{
		displayName: 'Voice',
		name: 'gender',
		type: 'options',
		options: [
			{ name: 'Female', value: 'Female' },
			{ name: 'Male', value: 'Male' },
		],
		default: 'Female',
		description: 'The voice that reads the text aloud',
	},
];
