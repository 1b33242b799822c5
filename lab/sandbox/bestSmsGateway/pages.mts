import type { Account } from './accounts.mts';
import type { Parameters } from './parameters.mts';
import { asText, isEmpty, isNumeric } from './php.mts';
import type { Json } from './state.mts';
import { zoneOfOffset } from './zones.mts';

/**
 * One page in the frame of the samples. `perpage` is 1 to 300, and 100 where it is no number; a page past the end, or
 * one that is no number, is the last one. Both come back as they were sent unless the gateway has another one (recorded:
 * "fetch p 2", "fetch p 9999", "fetch perpage x").
 *
 * @param filters the filters of the request, as the answer repeats them
 */
export function pageOf<T>(
	parameters: Parameters,
	filters: Json,
	found: readonly T[],
	account: Account,
	record: (item: T) => Json,
): Json {
	const perpage = perPageOf(parameters);
	const filter = { sub_account_id: String(account.id), ...filters, perpage };
	const frame = {
		total: found.length,
		totalpages: Math.ceil(found.length / Number(perpage)),
		perpage,
		// An offset without a zone is answered as the server's (source, `api_v1`).
		timezone_offset: zoneOfOffset(account.timezoneOffset) ? account.timezoneOffset : 1,
	};
	if (found.length === 0) return { ...frame, p: 0, records: [], filter };
	const p = shownPage(parameters.get('p'), frame.totalpages);
	const offset = (Number(p) - 1) * Number(perpage);
	return {
		...frame,
		p,
		records: found.slice(offset, offset + Number(perpage)).map(record),
		filter: { ...filter, offset },
	};
}

/** The number of records of a page, as it came where the gateway takes it. */
function perPageOf(parameters: Parameters): number | string {
	const text = asText(parameters.get('perpage'));
	if (!isNumeric(text)) return 100;
	if (Number(text) < 1) return 1;
	return Number(text) > 300 ? 300 : text;
}

function shownPage(p: unknown, last: number): number | string {
	if (isEmpty(p)) return 1;
	const text = String(p);
	if (!isNumeric(text) || Number(text) > last) return last;
	return Number(text) < 1 ? 1 : text;
}
