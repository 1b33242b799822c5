import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import type { Failure } from '../../shared/failure/failure';
import { toNodeApiError } from '../../shared/failure/failure';
import type { Endpoint } from '../../shared/http/endpoint';
import { PageGuard } from '../../shared/http/pageGuard';
import { comparable } from '../../shared/input/phoneNumber';
import { textOrNull } from '../../shared/record/values';
import { readAccount, SERVICE } from '../api/account';
import { CONTACTS, GROUPS, SENDERS } from '../api/endpoints';
import { idOf } from '../api/ids';
import type { List } from '../api/pages';
import { fetchPage, isLastPage, readList } from '../api/pages';
import { fullNameOf } from '../records/contact';

/** See the fact sheet, section 7; a bare array by third parties, not known to take `page`. */
const SUBACCOUNTS: { endpoint: Endpoint; list: List } = {
	endpoint: { method: 'GET', url: '/subaccount' },
	list: { name: 'subaccounts', paging: 'none' },
};

/** How many contacts are worth an answer while somebody searches. */
const ENOUGH_RESULTS = 25;
/** Of contacts, which a drop-down asks for one after the other. */
const MOST_PAGES_AT_ONCE = 10;

/** An entry of a drop-down; undefined for a row that cannot be chosen. */
type ToEntry = (row: IDataObject) => INodeListSearchItems | undefined;

/** The groups of the account for a drop-down. */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, GROUPS, filter, (row) => withId(row, row.name));
}

/** The senders of the account for a drop-down; a send takes their name, not their `ID` (fact sheet, section 7). */
export async function searchSenders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, SENDERS, filter, (row) => {
		const name = textOrNull(row.name)?.trim() ?? '';
		return name === '' ? undefined : { name, value: name };
	});
}

/** The subaccounts for a drop-down; their `ID` is what a send takes (fact sheet, section 7). */
export async function searchSubaccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, SUBACCOUNTS, filter, (row) => withId(row, row.username));
}

/**
 * The contacts of the account for a drop-down, by name or number: as many pages as it takes to find some. That the
 * gateway can search by itself is known from one third party only (fact sheet, section 5.3), so that it is not asked to.
 */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const account = await readAccount(this);
	const { endpoint, list } = CONTACTS;
	const guard = new PageGuard<IDataObject>(SERVICE, idOf);
	const first = Number(paginationToken ?? 1);
	let results: INodeListSearchItems[] = [];
	for (let page = first; page < first + MOST_PAGES_AT_ONCE; page++) {
		const reading = await fetchPage(this, account, endpoint, list, { page });
		if (!reading.ok) throw errorOf(this, reading.failure);
		const fresh = guard.admit(reading.value.rows);
		if (!fresh.ok) throw errorOf(this, fresh.failure);
		results = results.concat(entriesOf(fresh.value, contactEntry, filter));
		if (isLastPage(page, reading.value)) return { results };
		if (results.length >= ENOUGH_RESULTS) return { results, paginationToken: String(page + 1) };
	}
	return { results, paginationToken: String(first + MOST_PAGES_AT_ONCE) };
}

async function search(
	context: ILoadOptionsFunctions,
	{ endpoint, list }: { endpoint: Endpoint; list: List },
	filter: string | undefined,
	toEntry: ToEntry,
): Promise<INodeListSearchResult> {
	const account = await readAccount(context);
	const rows = await readList(context, account, endpoint, list, Infinity);
	if (!rows.ok) throw errorOf(context, rows.failure);
	return { results: entriesOf(rows.value, toEntry, filter) };
}

/** In alphabetical order, those that have the text that somebody searches for, or its digits. */
function entriesOf(rows: IDataObject[], toEntry: ToEntry, filter = ''): INodeListSearchItems[] {
	const wanted = filter.trim().toLowerCase();
	const digits = /^[+\d][\d\s().-]+$/.test(wanted) ? comparable(wanted) : wanted;
	return rows
		.flatMap((row) => toEntry(row) ?? [])
		.filter(({ name }) => [wanted, digits].some((text) => name.toLowerCase().includes(text)))
		.sort((a, b) => a.name.localeCompare(b.name));
}

function contactEntry(row: IDataObject): INodeListSearchItems | undefined {
	const names = [fullNameOf(row), textOrNull(row.phone) ?? ''].filter(Boolean);
	return withId(row, names.join(', '));
}

function withId(row: IDataObject, name: unknown): INodeListSearchItems | undefined {
	const id = idOf(row);
	return id === null ? undefined : { name: `${textOrNull(name) || 'No name'} (${id})`, value: id };
}

function errorOf(context: ILoadOptionsFunctions, failure: Failure) {
	return toNodeApiError(context.getNode(), failure);
}
