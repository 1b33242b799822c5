import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { toNodeApiError } from '../../shared/failure/failure';
import { PageGuard } from '../../shared/http/pageGuard';
import { plainText } from '../../shared/record/text';
import { textOrNull } from '../../shared/record/values';
import { readAccount, SERVICE } from '../api/account';
import { contactsOf, GROUPS } from '../api/endpoints';
import { fetchPage } from '../api/pages';
import type { Call } from '../api/request';
import { createApi } from '../api/request';
import { groupIdOf } from '../fields/groupChoice';
import { UID } from '../fields/values';
import { toContact } from '../records/contact';
import { toGroup } from '../records/group';

/** How many entries are worth an answer while somebody searches; pages have 25 (fact sheet, section 6). */
const ENOUGH_RESULTS = 25;
const MOST_PAGES_AT_ONCE = 10;

/** The groups of the account for a drop-down. */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, GROUPS, filter, paginationToken, (row) => {
		const { id, name } = toGroup(row);
		return { name: plainText(name) || plainText(id), value: plainText(id) };
	});
}

/** The contacts of the group that is chosen for a drop-down. */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const groupId = await chosenGroup(this);
	return await search(this, contactsOf(groupId), filter, paginationToken, (row) => {
		const { id, phone, firstName, lastName } = toContact(row, groupId);
		const fullName = [firstName, lastName].map(plainText).filter(Boolean).join(' ');
		return {
			name: fullName === '' ? plainText(phone) : `${fullName} (${plainText(phone)})`,
			value: plainText(id),
		};
	});
}

/** The ID of the group in the field Group, which may have been set by name. */
async function chosenGroup(context: ILoadOptionsFunctions): Promise<string> {
	const mode = context.getCurrentNodeParameter('groupId.mode');
	const value = context.getCurrentNodeParameter('groupId', { extractValue: true });
	const chosen = plainText(value).trim();
	const isName = mode === 'name' && !chosen.startsWith('=');
	if (isName && chosen !== '') {
		const api = createApi(context, await readAccount(context));
		const id = await groupIdOf(context, api, { name: chosen });
		if (!id.ok) throw toNodeApiError(context.getNode(), id.failure);
		return id.value;
	}
	if (UID.test(chosen)) return chosen;
	throw new NodeOperationError(context.getNode(), 'Choose a group first.', {
		description:
			'Contacts are listed by group. If Group is an expression, its value is known only when the workflow runs: enter Contact by phone or ID instead.',
	});
}

/** The server cannot search, so that pages are read until enough entries hold the text. */
async function search(
	context: ILoadOptionsFunctions,
	call: Call,
	filter: string | undefined,
	paginationToken: string | undefined,
	toEntry: (row: IDataObject) => INodeListSearchItems,
): Promise<INodeListSearchResult> {
	const account = await readAccount(context);
	const api = createApi(context, account);
	const wanted = (filter ?? '').trim().toLowerCase();
	const results: INodeListSearchItems[] = [];
	const guard = new PageGuard<IDataObject>(SERVICE, ({ uid }) => textOrNull(uid));
	const first = Number(paginationToken ?? 1);
	for (let page = first; page < first + MOST_PAGES_AT_ONCE; page++) {
		const reading = await fetchPage(api, call, 'a list', page);
		if (!reading.ok) throw toNodeApiError(context.getNode(), reading.failure);
		const { rows, isLast } = reading.value;
		const fresh = guard.admit(rows);
		if (!fresh.ok) throw toNodeApiError(context.getNode(), fresh.failure);
		for (const entry of fresh.value.map(toEntry)) {
			const isChoice = entry.value !== '' && entry.name.toLowerCase().includes(wanted);
			if (isChoice) results.push(entry);
		}
		if (isLast) return { results };
		if (results.length >= ENOUGH_RESULTS) return { results, paginationToken: String(page + 1) };
	}
	return { results, paginationToken: String(first + MOST_PAGES_AT_ONCE) };
}
