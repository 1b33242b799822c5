import { formScalars } from '../fields.mts';
import type { Fields } from '../fields.mts';
import type { Account } from './accounts.mts';
import { CodedRefusal } from './refusal.mts';
import type { BestSmsGatewaySettings } from './settings.mts';
import type { Json } from './state.mts';

export interface Paging {
	page: number;
	perPage: number;
}

/** `p` and `perpage`: 1 to 300, 100 unless given; what lies outside is clamped (fact sheet 3). */
export function readPaging(fields: Fields<string>): Paging {
	return {
		page: fields.optional('p', formScalars.int) ?? 1,
		perPage: Math.min(300, Math.max(1, fields.optional('perpage', formScalars.int) ?? 100)),
	};
}

/** One page in the frame of the samples. A page past the end is the last one (fact sheet 3). */
export function pageOf<T>(
	settings: BestSmsGatewaySettings,
	{ page, perPage }: Paging,
	found: readonly T[],
	account: Account,
	record: (item: T) => Json,
): Json {
	if (found.length === 0 && settings.noMatch === 'error') throw new CodedRefusal(10);
	const pages = Math.ceil(found.length / perPage);
	const shown = pages === 0 ? 0 : Math.max(1, Math.min(page, pages));
	const offset = Math.max(0, shown - 1) * perPage;
	return {
		total: found.length,
		totalpages: pages,
		p: shown,
		perpage: perPage,
		timezone_offset: account.timezoneOffset,
		records: found.slice(offset, offset + perPage).map(record),
		filter: { sub_account_id: String(account.id), perpage: perPage, offset },
	};
}
