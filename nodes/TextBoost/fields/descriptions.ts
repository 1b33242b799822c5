import type { INodeProperties } from 'n8n-workflow';
import { PHONE_HINT } from '../../shared/ui/descriptions';

export const fromField: INodeProperties = {
	displayName: 'From',
	name: 'from',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. YourName',
	hint: 'Your host must have approved it for your account',
	description:
		'The sender that recipients see: a name of up to 11 characters, or a phone number with the country code',
};

export const groupField: INodeProperties = {
	displayName: 'Group',
	name: 'groupId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The contact group',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a group...',
			typeOptions: { searchListMethod: 'searchGroups', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. Customers' },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 6065ecdc9184a' },
	],
};

export const contactField: INodeProperties = {
	displayName: 'Contact',
	name: 'contactId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'A contact of the group',
	typeOptions: { loadOptionsDependsOn: ['groupId.value'] },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a contact...',
			typeOptions: { searchListMethod: 'searchContacts', searchable: true },
		},
		{ displayName: 'By Phone', name: 'phone', type: 'string', placeholder: 'e.g. +33612345678' },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 606732aec8705' },
	],
};

export const phoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +33612345678',
	hint: PHONE_HINT,
	description: 'The phone number of the contact',
};

const firstNameField: INodeProperties = {
	displayName: 'First Name',
	name: 'firstName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nathan',
};

const lastNameField: INodeProperties = {
	displayName: 'Last Name',
	name: 'lastName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Smith',
};

/** The names of a new contact. */
export const newNameFields: INodeProperties[] = [firstNameField, lastNameField];

/** The names of a contact that may be there already. */
export const nameFields: INodeProperties[] = [
	{
		...firstNameField,
		description: 'Leave empty to keep the first name that TextBoost already has',
	},
	{
		...lastNameField,
		description: 'Leave empty to keep the last name that TextBoost already has',
	},
];

/** The fields of a group that its owner has added; no call names those of a group. */
export const customFieldsField: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Custom Field',
	default: {},
	description:
		'Values for fields that you have added to the group at your host. Older hosts have no custom fields.',
	options: [
		{
			displayName: 'Custom Field',
			name: 'field',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. BIRTHDAY',
					hint: 'The tag of the field at your host, with the same capital letters',
					description: 'Contact > Get shows the fields that a contact has',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 23/03/1997',
					description: 'Leave empty to keep the value that TextBoost already has',
				},
			],
		},
	],
};

export const dltTemplateIdField: INodeProperties = {
	displayName: 'DLT Template ID',
	name: 'dltTemplateId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1107160000000012345',
	description: 'The template under which the text is registered, for SMS to India',
};
