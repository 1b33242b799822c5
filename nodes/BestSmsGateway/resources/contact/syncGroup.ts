import type { INodeProperties } from 'n8n-workflow';
import { syncOperation } from '../../../shared/sync/syncOperation';
import {
	allowChangesAsToolField,
	changesOnlyOption,
	clearEmptyValuesOption,
	mostRemovalsOption,
	onlyShowChangesField,
	removeMissingField,
} from '../../../shared/ui/syncFields';
import { FETCH_CONTACTS } from '../../api/endpoints';
import { nameChangeField } from '../../fields/descriptions';
import { contactPhoneField, savingGroupField } from './contactFields';
import { createSyncAdapter } from './syncAdapter';

const showOnlyForContactSyncGroup = { resource: ['contact'], operation: ['syncGroup'] };

export const contactSyncGroupFields: INodeProperties[] = [
	{
		displayName:
			'The group becomes equal to all input items: people are matched by phone number, and only differences are written.',
		name: 'syncNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: showOnlyForContactSyncGroup },
	},
	{
		...savingGroupField,
		hint: 'Without a group, the group “default” is synced',
		description:
			'The contact group to sync. An expression can sync several groups. A new name creates a new group.',
		displayOptions: { show: showOnlyForContactSyncGroup },
	},
	{ ...contactPhoneField, displayOptions: { show: showOnlyForContactSyncGroup } },
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ibukun',
		description:
			'Leave empty to keep the first name that BestSMSGateway already has. It keeps the first 25 characters.',
		displayOptions: { show: showOnlyForContactSyncGroup },
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Oladipo',
		description:
			'Leave empty to keep the last name that BestSMSGateway already has. It keeps the first 25 characters.',
		displayOptions: { show: showOnlyForContactSyncGroup },
	},
	{ ...removeMissingField, displayOptions: { show: showOnlyForContactSyncGroup } },
	{ ...onlyShowChangesField, displayOptions: { show: showOnlyForContactSyncGroup } },
	{
		...allowChangesAsToolField,
		displayOptions: { show: { ...showOnlyForContactSyncGroup, '@tool': [true] } },
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: showOnlyForContactSyncGroup },
		options: [nameChangeField],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: showOnlyForContactSyncGroup },
		options: [changesOnlyOption, clearEmptyValuesOption, mostRemovalsOption],
	},
];

export const contactSyncGroup = syncOperation(FETCH_CONTACTS, createSyncAdapter);
