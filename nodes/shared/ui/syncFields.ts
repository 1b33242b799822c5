import type { INodeProperties } from 'n8n-workflow';

/** The fields of Sync Group. Spread one in, and add its `displayOptions`. */

export const removeMissingField: INodeProperties = {
	displayName: 'Remove Contacts Not in the Input',
	name: 'removeMissing',
	type: 'boolean',
	default: false,
	description:
		'Whether to remove contacts from the group that are in none of the input items. If an input item or the group cannot be read completely, nobody is removed.',
};

export const onlyShowChangesField: INodeProperties = {
	displayName: 'Only Show Changes',
	name: 'onlyShowChanges',
	type: 'boolean',
	default: false,
	description: 'Whether to only return what would change, without changing anything',
};

/** Add `'@tool': [true]` to its `displayOptions.show`: only agents need it. It takes no expression, which they could fill in. */
export const allowChangesAsToolField: INodeProperties = {
	displayName: 'Allow Changes by AI Agents',
	name: 'allowChangesAsTool',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether an AI agent may change the group. Otherwise, it can use this tool only with Only Show Changes.',
};

/** Those of the collection `options`, in alphabetical order. */
export const changesOnlyOption: INodeProperties = {
	displayName: 'Changes Only',
	name: 'changesOnly',
	type: 'boolean',
	default: false,
	description: 'Whether to leave unchanged contacts out of the output',
};

export const clearEmptyValuesOption: INodeProperties = {
	displayName: 'Empty Values Clear',
	name: 'clearEmptyValues',
	type: 'boolean',
	default: false,
	description:
		'Whether a field that an expression leaves empty is emptied at the gateway too. Otherwise, it is left as it is.',
};

/** For gateways that can remove contacts. */
export const mostRemovalsOption: INodeProperties = {
	displayName: 'Most Removals',
	name: 'mostRemovals',
	type: 'string',
	default: '10%',
	placeholder: 'e.g. 25',
	description:
		'How many contacts may be removed from a group at most: a percentage of its contacts, or a number. If more would be removed, nothing is changed in the group.',
};
