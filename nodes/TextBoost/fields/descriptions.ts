import type { INodeProperties } from 'n8n-workflow';
import { PHONE_HINT } from '../../shared/ui/descriptions';

export const fromField: INodeProperties = {
	displayName: 'From',
	name: 'from',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. YourName',
	description:
		'The sender that recipients see: a name of up to 11 characters, or a phone number with the country code. Your host must have approved it.',
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

export const dltTemplateIdField: INodeProperties = {
	displayName: 'DLT Template ID',
	name: 'dltTemplateId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1107160000000012345',
	description: 'The template under which the text is registered, for SMS to India',
};
