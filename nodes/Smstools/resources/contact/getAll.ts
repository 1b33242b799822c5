import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { limitField, returnAllField, simplifyField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { fieldsOf } from '../../../shared/fields';
import { readAccount } from '../../account';
import { toContact } from '../../contact';
import { CONTACTS } from '../../contactDirectory';
import { readList } from '../../list';

const showOnlyForContactGetAll = { resource: ['contact'], operation: ['getAll'] };

export const contactGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForContactGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForContactGetAll, returnAll: [false] } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForContactGetAll } },
];

/** See the fact sheet, section 5.3; known by third parties only. */
export const contactGetAllRouting = routingOf(CONTACTS.endpoint, async (context, target) => {
	const account = await readAccount(context);
	const fields = fieldsOf(context);
	const rows = await readList(context, account, target, CONTACTS.list, fields.limit());
	if (!rows.ok) return rows;
	return success<IDataObject[]>(
		fields.flag('simplify', true) ? rows.value.map(toContact) : rows.value,
	);
});
