import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { limitField, returnAllField, simplifyField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { toContact } from '../../contact';
import { CONTACTS } from '../../contactDirectory';
import { readingOperation } from '../../gateway';

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
