import type { INodeProperties } from 'n8n-workflow';

export const fromField: INodeProperties = {
	displayName: 'From',
	name: 'from',
	type: 'string',
	default: '',
	placeholder: 'e.g. President',
	description:
		'The name or number that the recipient sees: 3 to 11 characters, or 3 to 14 digits. Leave empty for the default of your sub-account.',
};

/** The gateway knows groups by their name only (vendor document, `get_contact_groups`). */
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
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. My Customers',
		},
	],
};

/** Where several groups are allowed. */
export const groupsField: INodeProperties = {
	...groupField,
	modes: (groupField.modes ?? []).map((mode) =>
		mode.name === 'name'
			? {
					...mode,
					placeholder: 'e.g. My Customers,default',
					hint: 'Separate several names with commas',
				}
			: mode,
	),
};

export const whenTextChangesField: INodeProperties = {
	displayName: 'When Text Would Change',
	name: 'whenTextChanges',
	type: 'options',
	options: [
		{
			name: 'Go On',
			value: 'goOn',
			description: 'The output shows the text as the gateway has it',
		},
		{
			name: 'Refuse',
			value: 'refuse',
			description: 'The item fails, and nothing goes to the gateway for it',
		},
	],
	default: 'refuse',
	description:
		'What to do with a text that the gateway does not keep as it is. It turns most emojis into ????, replaces words such as [phone] and [time] with values of its own, and cuts off very long texts.',
};
