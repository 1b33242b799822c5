import type { INodeProperties } from 'n8n-workflow';
import { limitField, returnAllField, simplifyField } from '../../../shared/ui/descriptions';
import {
	allowChangesAsToolField,
	changesOnlyOption,
	clearEmptyValuesOption,
	mostRemovalsOption,
	onlyShowChangesField,
	removeMissingField,
} from '../../../shared/ui/syncFields';
import {
	contactField,
	customFieldsField,
	groupField,
	nameFields,
	newNameFields,
	phoneField,
} from '../../fields/descriptions';
import { contactCreate } from './create';
import { contactDeleteRouting } from './delete';
import { contactGetRouting } from './get';
import { contactGetAll } from './getAll';
import { contactSyncGroup } from './syncGroup';
import { contactUpdate } from './update';
import { contactUpsert } from './upsert';

const resource = ['contact'];
const writes = { resource, operation: ['create', 'syncGroup', 'update', 'upsert'] };
const syncs = { resource, operation: ['syncGroup'] };

export const contactDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create contact',
				description: 'Add a person to a group',
				routing: contactCreate.routing,
			},
			{
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update contact',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
				routing: contactUpsert.routing,
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete contact',
				description: 'Remove a person from a group',
				routing: contactDeleteRouting,
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get contact',
				description: 'Retrieve the number, name and subscription of one person in a group',
				routing: contactGetRouting,
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many contacts',
				description: 'Retrieve many people in a group',
				routing: contactGetAll.routing,
			},
			{
				name: 'Sync Group',
				value: 'syncGroup',
				action: 'Sync a group',
				description: 'Make a group equal to the list of all input items',
				routing: contactSyncGroup.routing,
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update contact',
				description: 'Change the number and name of a person in a group',
				routing: contactUpdate.routing,
			},
		],
		default: 'create',
	},
	{
		displayName:
			'People are matched by phone number. The API cannot search, so all contacts of the group are read first, once per run. On hosts whose list of contacts does not work, new people are still created, but existing ones cannot be updated.',
		name: 'upsertNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource, operation: ['upsert'] } },
	},
	{
		displayName:
			'The group becomes equal to all input items: people are matched by phone number, and only differences are written. On hosts whose list of contacts does not work, nothing is changed.',
		name: 'syncNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: syncs },
	},
	{ ...groupField, displayOptions: { show: { resource } } },
	{
		...contactField,
		displayOptions: { show: { resource, operation: ['delete', 'get', 'update'] } },
	},
	{
		...phoneField,
		displayOptions: { show: { resource, operation: ['create', 'syncGroup', 'upsert'] } },
	},
	{
		...phoneField,
		description:
			'The new phone number of the contact, or the one that it has: TextBoost requires it even if only the name changes',
		displayOptions: { show: { resource, operation: ['update'] } },
	},
	...newNameFields.map((field) => ({
		...field,
		displayOptions: { show: { resource, operation: ['create'] } },
	})),
	...nameFields.map((field) => ({
		...field,
		displayOptions: { show: { resource, operation: ['syncGroup', 'update', 'upsert'] } },
	})),
	{ ...returnAllField, displayOptions: { show: { resource, operation: ['getAll'] } } },
	{
		...limitField,
		displayOptions: { show: { resource, operation: ['getAll'], returnAll: [false] } },
	},
	{
		...simplifyField,
		displayOptions: {
			show: { resource, operation: ['create', 'get', 'getAll', 'update', 'upsert'] },
		},
	},
	{ ...removeMissingField, displayOptions: { show: syncs } },
	{ ...onlyShowChangesField, displayOptions: { show: syncs } },
	{ ...allowChangesAsToolField, displayOptions: { show: { ...syncs, '@tool': [true] } } },
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: writes },
		options: [customFieldsField],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: syncs },
		options: [changesOnlyOption, clearEmptyValuesOption, mostRemovalsOption],
	},
];
