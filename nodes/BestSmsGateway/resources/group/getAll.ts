import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/operations/declarativeRequest';
import { limitField, returnAllField } from '../../../shared/ui/descriptions';
import { success } from '../../../shared/failure/failure';
import { fieldReaderOf } from '../../../shared/input/fieldReader';
import { readAccount } from '../../api/account';
import { GET_CONTACT_GROUPS } from '../../api/endpoints';
import { fetchGroups } from '../../records/group';

const showOnlyForGroupGetAll = { resource: ['group'], operation: ['getAll'] };

export const groupGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForGroupGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForGroupGetAll, returnAll: [false] } } },
];

/** It has no paging. */
export const groupGetAllRouting = routingOf(GET_CONTACT_GROUPS, async (context, http) => {
	const account = await readAccount(context);
	const limit = fieldReaderOf(context).limit();
	const groups = await fetchGroups(context, account, http);
	return groups.ok ? success<IDataObject[]>(groups.value.slice(0, limit)) : groups;
});
