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
