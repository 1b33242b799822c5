import type { INodeProperties } from 'n8n-workflow';
import { syncOperation } from '../../../shared/sync/syncOperation';
import {
	allowChangesAsToolField,
	changesOnlyOption,
	onlyShowChangesField,
} from '../../../shared/ui/syncFields';
import { CONTACTS } from '../../api/endpoints';
import { groupField } from '../../fields/descriptions';
import { detailFields, firstNameField, lastNameField, optionalFields, phoneField } from './fields';
import { createSyncAdapter } from './syncAdapter';

const showOnlyForContactSyncGroup = { resource: ['contact'], operation: ['syncGroup'] };

const KEEPS = 'Leave empty to keep the one that Smstools already has';

/** Without Empty Values Clear: Smstools documents no way to empty a field (see `syncAdapter.ts`). */
export const contactSyncGroupFields: INodeProperties[] = [
	{
		displayName:
			'The group gets the contacts of all input items. A contact that is in none of them stays in the group and is in the output as extra, because Smstools documents no way to remove it.',
		name: 'syncGroupNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: showOnlyForContactSyncGroup },
	},
	{
		...groupField,
		description: 'The contact group to bring to the input items',
		displayOptions: { show: showOnlyForContactSyncGroup },
	},
	{ ...phoneField, required: true, displayOptions: { show: showOnlyForContactSyncGroup } },
	{
		...firstNameField,
		description: KEEPS,
		displayOptions: { show: showOnlyForContactSyncGroup },
	},
	{
		...lastNameField,
		description: KEEPS,
		displayOptions: { show: showOnlyForContactSyncGroup },
	},
	{ ...onlyShowChangesField, displayOptions: { show: showOnlyForContactSyncGroup } },
	{
		...allowChangesAsToolField,
		displayOptions: { show: { ...showOnlyForContactSyncGroup, '@tool': [true] } },
	},
	{
		...optionalFields,
		options: detailFields,
		displayOptions: { show: showOnlyForContactSyncGroup },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [changesOnlyOption],
		displayOptions: { show: showOnlyForContactSyncGroup },
	},
];

/** The contacts of all input items together are what their groups are to hold. */
export const contactSyncGroup = syncOperation(CONTACTS.endpoint, createSyncAdapter);
