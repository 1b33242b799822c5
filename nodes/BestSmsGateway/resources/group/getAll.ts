import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { limitField, returnAllField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { listOperation } from '../../../shared/listOperation';
import { readAccount } from '../../account';
import { GET_CONTACT_GROUPS } from '../../actions';
import { fetchGroups } from '../../group';

const showOnlyForGroupGetAll = { resource: ['group'], operation: ['getAll'] };

export const groupGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForGroupGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForGroupGetAll, returnAll: [false] } } },
];

/** It has no paging. */
export const groupGetAll = listOperation(GET_CONTACT_GROUPS, async (context, http, fields) => {
	const account = await readAccount(context);
	const limit = fields.limit();
	const groups = await fetchGroups(context, account, http);
	return groups.ok ? success<IDataObject[]>(groups.value.slice(0, limit)) : groups;
});
