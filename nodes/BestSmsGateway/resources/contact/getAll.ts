import type { INodeProperties } from 'n8n-workflow';
import { success } from '../../../shared/failure/failure';
import { limitField, returnAllField, simplifyField } from '../../../shared/ui/descriptions';
import { FETCH_CONTACTS } from '../../api/endpoints';
import { readingOperation } from '../../gateway';
import { toContact } from '../../records/contact';
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

export const contactGetAll = readingOperation(
	FETCH_CONTACTS,
	async ({ connection, account, fields }) => {
		const limit = fields.limit();
		const filters = readContactFilters(fields, account);
		const found = await findContacts(connection, filters, limit);
		if (!found.ok || !fields.flag('simplify', true)) return found;
		return success(found.value.map(toContact));
	},
);
