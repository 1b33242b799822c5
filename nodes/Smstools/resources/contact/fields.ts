import type { INodeProperties } from 'n8n-workflow';
import { maxConcurrencyField, PHONE_HINT } from '../../../shared/ui/descriptions';
import { contactField, groupField } from '../../fields/descriptions';
import { EXTRA_NAMES } from '../../records/contact';

const showOnlyForNew = { resource: ['contact'], operation: ['create', 'upsert'] };
const showOnlyForUpdate = { resource: ['contact'], operation: ['update'] };
const showOnlyForCreate = { resource: ['contact'], operation: ['create'] };
const showOnlyForChange = { resource: ['contact'], operation: ['update', 'upsert'] };

export const phoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	default: '',
	placeholder: 'e.g. +32474123456',
	hint: PHONE_HINT,
	description: 'The phone number of the contact',
};

export const firstNameField: INodeProperties = {
	displayName: 'First Name',
	name: 'firstName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nathan',
};

export const lastNameField: INodeProperties = {
	displayName: 'Last Name',
	name: 'lastName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Smith',
};

const birthdayField: INodeProperties = {
	displayName: 'Birthday',
	name: 'birthday',
	type: 'dateTime',
	default: '',
	description: 'The date of birth, e.g. 1997-03-23. A time after the date is ignored.',
};

const extraFields: INodeProperties[] = EXTRA_NAMES.map((name, index) => ({
	displayName: `Extra ${index + 1}`,
	name,
	type: 'string',
	default: '',
	description: `Your custom field ${index + 1}, as set up under Advanced at Smstools`,
}));

const unsubscribedField: INodeProperties = {
	displayName: 'Unsubscribed',
	name: 'unsubscribed',
	type: 'boolean',
	default: true,
	description: 'Whether the contact has opted out of messages',
};

/** What a contact may have besides its names, in alphabetical order. */
export const detailFields: INodeProperties[] = [birthdayField, ...extraFields, unsubscribedField];

export const optionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
};

/** The fields of Create, Update and Create or Update (vendor document a; fact sheet, section 5.2). */
export const contactWriteFields: INodeProperties[] = [
	{ ...contactField, displayOptions: { show: showOnlyForUpdate } },
	{
		...groupField,
		description: 'The contact group to add the contact to',
		displayOptions: { show: showOnlyForNew },
	},
	{
		...groupField,
		required: false,
		description: 'The contact group to move the contact to. Leave empty to keep it in its group.',
		displayOptions: { show: showOnlyForUpdate },
	},
	{ ...phoneField, required: true, displayOptions: { show: showOnlyForNew } },
	{
		...phoneField,
		description:
			'The new phone number. Leave empty to keep the phone number that Smstools already has.',
		displayOptions: { show: showOnlyForUpdate },
	},
	{
		...firstNameField,
		description: 'The first name of the contact',
		displayOptions: { show: showOnlyForCreate },
	},
	{
		...firstNameField,
		description: 'Leave empty to keep the first name that Smstools already has',
		displayOptions: { show: showOnlyForChange },
	},
	{
		...lastNameField,
		description: 'The last name of the contact',
		displayOptions: { show: showOnlyForCreate },
	},
	{
		...lastNameField,
		description: 'Leave empty to keep the last name that Smstools already has',
		displayOptions: { show: showOnlyForChange },
	},
	{
		...optionalFields,
		options: [birthdayField, ...extraFields, maxConcurrencyField, unsubscribedField],
		displayOptions: { show: showOnlyForNew },
	},
	{
		...optionalFields,
		displayName: 'Update Fields',
		options: detailFields,
		displayOptions: { show: showOnlyForUpdate },
	},
];
