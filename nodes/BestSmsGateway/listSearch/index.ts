import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeApiError } from '../../shared/failure/failure';
import { readAccount } from '../api/account';
import { fetchGroups } from '../records/group';

/** The contact groups for a drop-down, each with its number of contacts. */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const groups = await fetchGroups({ context: this, account: await readAccount(this), http: {} });
	if (!groups.ok) throw toNodeApiError(this.getNode(), groups.failure);

	const wanted = filter.trim().toLowerCase();
	const results = groups.value
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.map(({ name, contacts }) => ({
			name: contacts === null ? name : `${name} (${contacts})`,
			value: name,
		}));
	return { results };
}
