import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { limitField, returnAllField, simplifyField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { readingOperation } from '../../gateway';
import { GROUPS, toNamed } from '../../group';

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
