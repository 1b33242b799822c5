import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeApiError } from '../../shared/failure/failure';
import type { Endpoint } from '../../shared/http/endpoint';
import { textOrNull } from '../../shared/record/values';
import { readAccount } from '../api/account';
import { GROUPS } from '../api/endpoints';
import { idOf } from '../api/ids';
import type { List } from '../api/pages';
import { readList } from '../api/pages';

/** See the fact sheet, section 7; a bare array by third parties, not known to take `page`. */
const SUBACCOUNTS: { endpoint: Endpoint; list: List } = {
	endpoint: { method: 'GET', url: '/subaccount' },
	list: { name: 'subaccounts', paging: 'none' },
};

/** The groups of the account for a drop-down. */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, GROUPS.endpoint, GROUPS.list, (row) => row.name, filter);
}

/** The subaccounts for a drop-down; their `ID` is what a send takes (fact sheet, section 7). */
export async function searchSubaccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, SUBACCOUNTS.endpoint, SUBACCOUNTS.list, (row) => row.username, filter);
}

async function search(
	context: ILoadOptionsFunctions,
	endpoint: Endpoint,
	list: List,
	nameOf: (row: IDataObject) => unknown,
	filter = '',
): Promise<INodeListSearchResult> {
	const account = await readAccount(context);
	const rows = await readList(context, account, endpoint, list, Infinity);
	if (!rows.ok) throw toNodeApiError(context.getNode(), rows.failure);
	const wanted = filter.trim().toLowerCase();
	const results = rows.value
		.flatMap((row) => {
			const id = idOf(row);
			return id === null
				? []
				: [{ name: `${textOrNull(nameOf(row)) ?? 'No name'} (${id})`, value: id }];
		})
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}
