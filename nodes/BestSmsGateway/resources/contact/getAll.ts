import type { INodeProperties } from 'n8n-workflow';
import { limitField, returnAllField, simplifyField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { listOperation } from '../../../shared/listOperation';
import { readAccount } from '../../account';
import { FETCH_CONTACTS } from '../../actions';
import { toContact } from '../../contact';
import { contactFilterOptions } from './filters';
import { findContacts, readContactFilters } from './find';

const showOnlyForContactGetAll = { resource: ['contact'], operation: ['getAll'] };

export const contactGetAllFields: INodeProperties[] = [
	{ ...returnAllField, displayOptions: { show: showOnlyForContactGetAll } },
	{ ...limitField, displayOptions: { show: { ...showOnlyForContactGetAll, returnAll: [false] } } },
	{ ...simplifyField, displayOptions: { show: showOnlyForContactGetAll } },
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: showOnlyForContactGetAll },
		options: contactFilterOptions,
	},
];

export const contactGetAll = listOperation(FETCH_CONTACTS, async (context, http, fields) => {
	const account = await readAccount(context);
	const limit = fields.limit();
	const filters = readContactFilters(fields, account);
	const found = await findContacts(context, account, http, filters, limit);
	if (!found.ok || !fields.flag('simplify', true)) return found;
	return success(found.value.map(toContact));
});
