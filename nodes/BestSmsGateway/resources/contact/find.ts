import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import { success } from '../../../shared/failure/failure';
import type { FieldReader } from '../../../shared/input/fieldReader';
import { quoted } from '../../../shared/record/text';
import { textOrNull } from '../../../shared/record/values';
import type { Account } from '../../api/account';
import { FETCH_CONTACTS } from '../../api/endpoints';
import { readList } from '../../api/pages';
import type { Connection } from '../../api/request';
import type { WordSearch } from '../../fields/search';
import { readContactSearch } from '../../fields/search';
import { readIds } from '../../fields/values';

/** Which contacts are meant. What is undefined or empty does not narrow it. */
export interface ContactFilters {
	ids: string[];
	groupId: string | undefined;
	search: WordSearch | undefined;
}

/**
 * Reads the filters of Get Many and Delete.
 *
 * @throws NodeOperationError for ids that are none, for a group of whose name the gateway leaves nothing, and for a
 * search that can mean several contacts' numbers
 */
export function readContactFilters(
	fields: FieldReader,
	{ defaultCountryCode }: Pick<Account, 'defaultCountryCode'>,
): ContactFilters {
	const filters = fields.collection('filters');
	const entered = fields.optionalId('filters.groupId', 'Group');
	// The gateway takes them out of names (vendor's public source, `_clean_group_name`).
	const groupId = entered?.replace(/[,'"]/g, '').trim();
	if (groupId === '') {
		throw fields.error(
			`Group in Filters is ${quoted(entered ?? '')}, and the gateway removes all of its characters.`,
			'Choose a group in Group, or enter its name.',
		);
	}
	return {
		ids: readIds(fields, filters.contactIds, 'Contact IDs'),
		groupId,
		search: readContactSearch(fields, filters.search, defaultCountryCode),
	};
}

/**
 * Fetches the contacts that are meant, and no others: what the gateway finds is more than that (fact sheet, section
 * 12.6, and 6: names of groups are compared without regard to case and accents). Of several ids in one request it
 * finds the first only, so that each is asked for on its own.
 */
export async function findContacts(
	connection: Connection,
	{ ids, groupId, search }: ContactFilters,
	limit = Infinity,
): Promise<Reading<IDataObject[]>> {
	const isMeant = (record: IDataObject) =>
		(ids.length === 0 || ids.includes(textOrNull(record.contact_id) ?? '')) &&
		(groupId === undefined || isSameName(textOrNull(record.group_name), groupId)) &&
		(search === undefined || search.isIn(record));
	const isNarrowedHere = groupId !== undefined || search !== undefined;
	const found: IDataObject[] = [];
	for (const id of ids.length > 0 ? ids : [undefined]) {
		if (found.length >= limit) break;
		const records = await readList(connection, {
			action: FETCH_CONTACTS,
			idKey: 'contact_id',
			form: { group_name: groupId, search_term: search?.term, contact_ids: id },
			limit: limit - found.length,
			...(isNarrowedHere && { keep: isMeant }),
		});
		if (!records.ok) return records;
		for (const record of records.value) found.push(record);
	}
	return success(found);
}

function isSameName(name: string | null, wanted: string): boolean {
	return name !== null && name.trim().toLowerCase() === wanted.toLowerCase();
}
