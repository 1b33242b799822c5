import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { limitField, returnAllField, simplifyField } from '../../../shared/ui/descriptions';
import { GROUPS } from '../../api/endpoints';
import { readingOperation } from '../../gateway';
import { toNamed } from '../../records/group';

const showOnlyForGroupGetAll = { resource: ['group'], operation: ['getAll'] };

export const groupGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForGroupGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForGroupGetAll, returnAll: [false] } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForGroupGetAll } },
];

/** See the fact sheet, section 5.4; known by third parties only. */
export const groupGetAll = readingOperation(GROUPS.endpoint, async ({ fields, list }) => {
	const rows = await list(GROUPS.list, fields.limit());
	if (!rows.ok) return rows;
	return success<IDataObject[]>(
		fields.flag('simplify', true) ? rows.value.map(toNamed) : rows.value,
	);
});
