import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeApiError } from '../../shared/failure/failure';
import { plainText } from '../../shared/record/text';
import { readAccount } from '../api/account';
import { DEVICES } from '../api/endpoints';
import { readRows } from '../api/pages';
import { callMethod } from '../api/request';
import { looksOffline, toDevice } from '../records/device';

/**
 * The phones of the account for a drop-down, in the order of their names, those that are offline last. n8n stores the
 * name of the one that is chosen, so that it tells no time.
 */
export async function searchDevices(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const account = await readAccount(this);
	const answer = await callMethod(this, account, DEVICES, {
		form: {},
		expects: ['device', 'count'],
	});
	const rows = answer.ok ? readRows(answer.value.device, 'devices') : answer;
	if (!rows.ok) throw toNodeApiError(this.getNode(), rows.failure);

	const now = Date.now();
	const wanted = filter.trim().toLowerCase();
	const results = rows.value
		.map((row) => ({
			value: plainText(toDevice(row, account.timezone).id),
			title: plainText(row.title) || 'Phone',
			isOffline: looksOffline(row, account.timezone, now),
		}))
		.filter(({ value }) => value !== '')
		.sort(
			(a, b) =>
				Number(a.isOffline) - Number(b.isOffline) ||
				a.title.localeCompare(b.title) ||
				Number(a.value) - Number(b.value),
		)
		.map(({ value, title, isOffline }) => ({
			name: `${title} (${value})${isOffline ? ' (offline)' : ''}`,
			value,
		}))
		.filter(({ name }) => name.toLowerCase().includes(wanted));
	return { results };
}
