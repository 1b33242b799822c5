import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { limitField, returnAllField } from '../../../shared/ui/descriptions';
import { GET_CONTACT_GROUPS } from '../../api/endpoints';
import { readingOperation } from '../../gateway';
import { fetchGroups } from '../../records/group';

const showOnlyForGroupGetAll = { resource: ['group'], operation: ['getAll'] };

export const groupGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForGroupGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForGroupGetAll, returnAll: [false] } } },
];

/** It has no paging. */
export const groupGetAll = readingOperation(GET_CONTACT_GROUPS, async ({ connection, fields }) => {
	const limit = fields.limit();
	const groups = await fetchGroups(connection);
	return groups.ok ? success<IDataObject[]>(groups.value.slice(0, limit)) : groups;
});
