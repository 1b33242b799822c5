import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { limitField, returnAllField, simplifyField } from '../../../shared/ui/descriptions';
import { CONTACTS } from '../../api/endpoints';
import { readingOperation } from '../../gateway';
import { toContact } from '../../records/contact';

const showOnlyForContactGetAll = { resource: ['contact'], operation: ['getAll'] };

export const contactGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForContactGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForContactGetAll, returnAll: [false] } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForContactGetAll } },
];

/** See the fact sheet, section 5.3; known by third parties only. */
export const contactGetAll = readingOperation(CONTACTS.endpoint, async ({ fields, list }) => {
	const rows = await list(CONTACTS.list, fields.limit());
	if (!rows.ok) return rows;
	return success<IDataObject[]>(
		fields.flag('simplify', true) ? rows.value.map(toContact) : rows.value,
	);
});
