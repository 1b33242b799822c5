import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeApiError } from '../../shared/failure/failure';
import { plainText } from '../../shared/record/text';
import { readAccount } from '../api/account';
import { DEVICES } from '../api/endpoints';
import { readRows } from '../api/pages';
import { callMethod } from '../api/request';
import { toDevice } from '../records/device';

/** The phones of the account for a drop-down, each with the time it was last seen. */
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

	const wanted = filter.trim().toLowerCase();
	const results = rows.value
		.map((row) => toDevice(row, account.timezone))
		.filter(({ id }) => id !== null)
		.map(({ id, name, lastSeenAt }) => ({
			name: `${plainText(name) || 'Phone'} (${plainText(id)})${lastSeenAt ? `, last seen ${readable(lastSeenAt)}` : ''}`,
			value: plainText(id),
		}))
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}

/** "2020-04-23T17:02:21Z" as "2020-04-23 17:02 UTC". */
function readable(iso: unknown): string {
	return plainText(iso)
		.replace(/^(.{10})T(\d\d:\d\d):\d\d/, '$1 $2 ')
		.replace(/Z$/, 'UTC')
		.trim();
}
