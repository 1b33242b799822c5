import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { routingOf } from '../../../shared/declarativeRequest';
import { success } from '../../../shared/failure';
import type { Fields } from '../../../shared/fields';
import { fieldsOf } from '../../../shared/fields';
import { textOrNull } from '../../../shared/values';
import { readAccount } from '../../account';
import { blankFilter, isBlank, readIds } from '../../input';
import { actAndCount, actByIds, fetchRecords, idsOf } from '../../records';
import { contactFilterOptions } from './filters';

export const contactDeleteFields: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description:
			'Which contacts to delete. Add at least one filter, and fill in each that you add.',
		displayOptions: { show: { resource: ['contact'], operation: ['delete'] } },
		options: contactFilterOptions,
	},
];

/**
 * `delete_contacts` (vendor document).
 *
 * Its search leaves common words out, and when nothing is left it deletes every contact (seen in
 * the vendor's public source, `delete_contacts`). So what a search finds is trimmed here, and
 * deleted by id.
 */
export const contactDeleteRouting = routingOf('', async (context, http) => {
	const account = await readAccount(context);
	const fields = fieldsOf(context);
	const { ids, groupId, words } = readFilters(fields);
	const act = async () => {
		if (words.length === 0) {
			const form = { contact_ids: ids.length > 0 ? ids.join() : undefined, group_name: groupId };
			return await actAndCount(context, account, http, 'delete_contacts', form);
		}
		const found = await fetchRecords(context, account, http, {
			action: 'fetch_contacts',
			idKey: 'contact_id',
			form: { group_name: groupId, search_term: words.join(' ') },
			keep: (record) => isWanted(record, ids, words),
		});
		const wanted = found.ok ? idsOf(found.value, 'contact_id') : found;
		if (!wanted.ok) return wanted;
		const deletion = { action: 'delete_contacts', name: 'contact_ids', ids: wanted.value };
		return await actByIds(context, account, http, deletion);
	};
	const count = await act();
	return count.ok ? success([{ deleted: count.value > 0, count: count.value }]) : count;
});

function isWanted(record: IDataObject, ids: string[], words: string[]): boolean {
	const texts = [record.phone, record.firstname, record.lastname].map((value) =>
		(textOrNull(value) ?? '').toLowerCase(),
	);
	const hasWord = (word: string) => texts.some((text) => text.includes(word));
	const isAmong = ids.length === 0 || ids.includes(textOrNull(record.contact_id) ?? '');
	return isAmong && words.every(hasWord);
}

/**
 * Reads the filters. Refuses those that do not narrow it, before any request: what is blank, the
 * gateway takes for everything (fact sheet, section 5). So it does with a group of which nothing is
 * left without commas and quotation marks (seen in the vendor's public source).
 */
function readFilters(fields: Fields) {
	const filters = fields.collection('filters');
	const groupId = fields.optionalId('filters.groupId')?.replace(/[,'"]/g, '').trim();
	const ids = readIds(fields, filters.contactIds, 'Contact IDs');
	const words = String(filters.search ?? '')
		.toLowerCase()
		.split(/\s+/)
		// So that 0809… and +234… are found, as by the gateway's own search (fact sheet, section 6).
		.map((word) => word.replace(/^[+0]+(?=\d{6})/, ''))
		.filter((word) => !isBlank(word));
	const read: Record<string, unknown> = { contactIds: ids, groupId, search: words };
	const added = contactFilterOptions.filter(({ name }) => name in filters);
	const blank = added.find(({ name }) => isBlank(read[name]));
	if (blank) throw blankFilter(fields, blank.displayName, 'delete', 'contacts');
	if (added.length > 0) return { ids, groupId, words };
	throw fields.error(
		'Filters is empty, which would delete all contacts of the sub-account.',
		'Add a filter that says which contacts you mean, e.g. Contact IDs.',
	);
}
