import type { INodeProperties } from 'n8n-workflow';
import {
	groupNameField,
	limitField,
	returnAllField,
	simplifyField,
} from '../../../shared/ui/descriptions';
import { groupField } from '../../fields/descriptions';
import { groupCreate } from './create';
import { groupDeleteRouting } from './delete';
import { groupGetRouting } from './get';
import { groupGetAll } from './getAll';
import { groupUpdateRouting } from './update';

const resource = ['group'];

export const groupDescription: INodeProperties[] = [
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
				action: 'Create group',
				description: 'Make a new contact group',
				routing: groupCreate.routing,
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete group',
				description: 'Remove a contact group together with all its contacts',
				routing: groupDeleteRouting,
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get group',
				description: 'Retrieve the name of a contact group',
				routing: groupGetRouting,
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many groups',
				description: 'Retrieve many contact groups of the account',
				routing: groupGetAll.routing,
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update group',
				description: 'Rename a contact group',
				routing: groupUpdateRouting,
			},
		],
		default: 'getAll',
	},
	{
		...groupField,
		displayOptions: { show: { resource, operation: ['delete', 'get', 'update'] } },
	},
	{
		...groupNameField,
		description: 'The name of the contact group',
		displayOptions: { show: { resource, operation: ['create'] } },
	},
	{
		...groupNameField,
		description: 'The new name of the group',
		displayOptions: { show: { resource, operation: ['update'] } },
	},
	{ ...returnAllField, displayOptions: { show: { resource, operation: ['getAll'] } } },
	{
		...limitField,
		displayOptions: { show: { resource, operation: ['getAll'], returnAll: [false] } },
	},
	{
		...simplifyField,
		displayOptions: { show: { resource, operation: ['create', 'get', 'getAll', 'update'] } },
	},
];
