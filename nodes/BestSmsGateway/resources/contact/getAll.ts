import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { limitField, returnAllField, simplifyField } from '../../../shared/descriptions';
import { success } from '../../../shared/failure';
import { fieldsOf } from '../../../shared/fields';
import { readAccount } from '../../account';
import { toContact } from '../../contact';
import { isBlank, readIds } from '../../input';
import { fetchRecords } from '../../records';
import { contactFilterOptions } from './filters';

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

/**
 * `fetch_contacts` (vendor document). Of several ids in one request the gateway finds the first only
 * (fact sheet, section 6: seen in the source), so that each is asked for on its own.
 */
export const contactGetAllRouting = routingOf('', async (context, http) => {
	const account = await readAccount(context);
	const fields = fieldsOf(context);
	const limit = fields.limit();
	const { contactIds, search } = fields.collection('filters');
	const form = {
		group_name: fields.optionalId('filters.groupId'),
		search_term: isBlank(search) ? undefined : String(search).trim(),
	};
	const ids = readIds(fields, contactIds, 'Contact IDs');
	const found: IDataObject[] = [];
	for (const id of ids.length > 0 ? ids : [undefined]) {
		if (found.length >= limit) break;
		const records = await fetchRecords(context, account, http, {
			action: 'fetch_contacts',
			idKey: 'contact_id',
			form: { ...form, contact_ids: id },
			limit: limit - found.length,
		});
		if (!records.ok) return records;
		found.push(...records.value);
	}
	return success(fields.flag('simplify', true) ? found.map(toContact) : found);
});
