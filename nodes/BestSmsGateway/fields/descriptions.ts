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

/** What to do with a text of an SMS that the gateway would change. */
export const textChangeField: INodeProperties = {
	displayName: 'If the Gateway Would Change the Text',
	name: 'whenTextChanges',
	type: 'options',
	options: [
		{
			name: 'Do Not Send',
			value: 'refuse',
			description: 'The item fails, and nothing is sent to the gateway for it',
		},
		{
			name: 'Send Anyway',
			value: 'send',
			description: 'The output shows the text as the gateway stored it',
		},
	],
	default: 'refuse',
	description:
		'The gateway turns most emojis into ????, replaces words such as [phone] and [time] with its own values, and cuts off very long texts',
};

/** What to do with a name of a contact or group that the gateway would change. */
export const nameChangeField: INodeProperties = {
	...textChangeField,
	displayName: 'If the Gateway Would Change a Name',
	options: [
		{
			name: 'Do Not Save',
			value: 'refuse',
			description: 'The item fails, and nothing is sent to the gateway for it',
		},
		{
			name: 'Save Anyway',
			value: 'save',
			description: 'The output shows the name as the gateway stored it',
		},
	],
	description: 'The gateway turns most emojis into ????',
};

/** How a user lets a field go to the gateway that it would change. */
export const CHANGE_CONSENT = {
	send: { field: textChangeField, option: 'Send Anyway' },
	save: { field: nameChangeField, option: 'Save Anyway' },
} as const;
