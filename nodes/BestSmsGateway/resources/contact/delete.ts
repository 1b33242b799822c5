import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Failure, Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import type { FieldReader } from '../../../shared/input/fieldReader';
import type { Account } from '../../api/account';
import { DELETE_CONTACTS } from '../../api/endpoints';
import { idsOf } from '../../api/pages';
import type { Connection } from '../../api/request';
import { blankFilter, isBlank } from '../../fields/values';
import { plainOperation } from '../../gateway';
import { deleteContacts } from './deleting';
import { contactFilterOptions } from './filters';
import type { ContactFilters } from './find';
import { findContacts, readContactFilters } from './find';

export const contactDeleteFields: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description:
			'Which contacts to delete. Add at least one filter, and fill in every filter that you add.',
		displayOptions: { show: { resource: ['contact'], operation: ['delete'] } },
		options: contactFilterOptions,
	},
];

/** By id, see `deleteContacts`: the contacts are found first. */
export const contactDeleteRouting = plainOperation(
	DELETE_CONTACTS,
	async ({ connection, account, fields }) => {
		const filters = readNarrowFilters(fields, account);
		const ids = await idsToDelete(connection, filters);
		if (!ids.ok) return ids;
		const { results, count } = await deleteContacts(connection, ids.value);
		for (const result of results) if (!result.ok) return afterSome(result.failure, count);
		return success([{ deleted: count > 0, count }]);
	},
);

function afterSome(failure: Failure, count: number): Reading<IDataObject[]> {
	if (count === 0) return refusal(failure);
	const words = count === 1 ? '1 contact was' : `${count} contacts were`;
	return refusal({ ...failure, message: `${failure.message} ${words} deleted before.` });
}

async function idsToDelete(
	connection: Connection,
	filters: ContactFilters,
): Promise<Reading<string[]>> {
	const { ids, groupId, search } = filters;
	if (groupId === undefined && search === undefined) return success(ids);
	const found = await findContacts(connection, filters);
	return found.ok ? idsOf(found.value, 'contact_id') : found;
}

/**
 * Reads the filters. Refuses those that do not narrow it, before any request: what is blank, the
 * gateway treats as everything (fact sheet, section 5).
 */
function readNarrowFilters(fields: FieldReader, account: Account): ContactFilters {
	const filters = fields.collection('filters');
	const added = contactFilterOptions.filter(({ name }) => name in filters);
	const read = readContactFilters(fields, account);
	const isEmpty: Record<string, boolean> = {
		contactIds: read.ids.length === 0,
		groupId: isBlank(read.groupId),
		search: isBlank(filters.search) || read.search === undefined,
	};
	const blank = added.find(({ name }) => isEmpty[name]);
	if (blank) throw blankFilter(fields, blank.displayName, 'delete', 'contacts');
	if (added.length > 0) return read;
	throw fields.error(
		'Filters is empty, which would delete all contacts of the sub-account.',
		'Add a filter for the contacts that you mean, e.g. Contact IDs.',
	);
}
