import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import { unreadable } from '../../shared/failure/unreadable';
import { PageGuard } from '../../shared/http/pageGuard';
import { isJsonObject, isRecord } from '../../shared/record/json';
import type { RowReader } from '../../shared/record/rows';
import { onlyObjects } from '../../shared/record/rows';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import { SERVICE } from './account';
import type { Answer } from './answer';
import type { Api, Call } from './request';

/** One page of a list. */
export interface RowPage {
	rows: IDataObject[];
	isLast: boolean;
	/** How many rows the whole list has, where the server tells. */
	total?: number;
	/** The number of the last page, where the server tells. */
	lastPage?: number;
}

/**
 * Reads `data` as one record: an object, or a list with one. What the vendor document prints there
 * is only a description in words.
 */
export function recordIn(data: unknown): IDataObject | undefined {
	const [record] = [data].flat();
	return isJsonObject(record) ? record : undefined;
}

/** As `recordIn`, where there is nothing to return without a record. */
export function readRecord(answer: Answer, name: string): Reading<IDataObject> {
	const record = recordIn(answer.data);
	return record ? success(record) : refusal(unreadable(SERVICE, name, answer.data));
}

/**
 * Asks for the pages of a list, from the first to `last_page`, until there are `limit` rows. The
 * addresses in an answer are not followed: they are the server's own idea of itself, and may lead
 * to another host (fact sheet, section 6). Rows that come again, because new ones pushed them to
 * the next page, are left out.
 *
 * @param name what the rows are, in the plural, for the sentence
 * @param keep chooses rows; may say why it cannot
 */
export async function readList(
	api: Api,
	call: Call,
	name: string,
	limit: number,
	keep: (row: IDataObject) => Reading<boolean> = () => success(true),
): Promise<Reading<IDataObject[]>> {
	const kept: IDataObject[] = [];
	const guard = new PageGuard<IDataObject>(SERVICE, ({ uid }) => textOrNull(uid));
	for (let number = 1; kept.length < limit; number++) {
		const page = await fetchPage(api, call, name, number);
		if (!page.ok) return page;
		const fresh = guard.admit(page.value.rows);
		if (!fresh.ok) return fresh;
		for (const row of fresh.value) {
			const isKept = keep(row);
			if (!isKept.ok) return isKept;
			if (isKept.value) kept.push(row);
		}
		if (page.value.isLast) break;
	}
	return success(kept.slice(0, limit));
}

/** How many pages of a list may be on their way at once. */
const MOST_PAGES_AT_ONCE = 10;

/** A list that was read to its end. */
interface WholeList {
	rows: IDataObject[];
	/** Whether it certainly did not change while it was read: its pages tell one total, and hold as many rows. */
	isWhole: boolean;
}

/**
 * Asks for all pages of a list, several at once where the server tells how many there are: the less time that takes, the
 * less the list changes meanwhile. Rows that come again are left out.
 *
 * @param name what the rows are, in the plural, for the sentence
 */
export async function readWholeList(
	api: Api,
	call: Call,
	name: string,
): Promise<Reading<WholeList>> {
	const guard = new PageGuard<IDataObject>(SERVICE, ({ uid }) => textOrNull(uid));
	const rows: IDataObject[] = [];
	const totals = new Set<number | undefined>();
	let last: RowPage | undefined;
	for (let number = 1; !last?.isLast; ) {
		const left = (last?.lastPage ?? number) - number + 1;
		const count = Math.max(1, Math.min(MOST_PAGES_AT_ONCE, left));
		const first = number;
		const pages = await Promise.all(
			Array.from(
				{ length: count },
				async (_, place) => await fetchPage(api, call, name, first + place),
			),
		);
		for (const page of pages) {
			if (!page.ok) return page;
			const fresh = guard.admit(page.value.rows);
			if (!fresh.ok) return fresh;
			rows.push(...fresh.value);
			totals.add(page.value.total);
			last = page.value;
			// The list has become shorter since the pages were counted.
			if (last.isLast) break;
		}
		number += count;
	}
	const [total] = totals;
	// A list without a total is a bare one, whose only page cannot shift.
	const isOnePage = total === undefined && last?.lastPage === undefined;
	const isWhole = totals.size === 1 && (total === rows.length || isOnePage);
	return success({ rows, isWhole });
}

/**
 * Asks for one page of a list.
 *
 * @param rowsIn what to do with a row that is no object
 */
export async function fetchPage(
	api: Api,
	call: Call,
	name: string,
	number: number,
	rowsIn: RowReader = onlyObjects,
): Promise<Reading<RowPage>> {
	const query = { ...call.query, page: number };
	const answer = await api.call({ ...call, query, lists: true });
	return answer.ok ? pageIn(answer.value.data, name, number, rowsIn) : answer;
}

/** Laravel's paginator (fact sheet, section 6); a bare list is one page, and null an empty one. */
function pageIn(data: unknown, name: string, number: number, rowsIn: RowReader): Reading<RowPage> {
	const paginator = isRecord(data) ? data : { data };
	const entries = paginator.data ?? [];
	const rows = Array.isArray(entries) ? rowsIn(entries) : undefined;
	if (!rows) return refusal(unreadable(SERVICE, name, data));
	const lastPage = numberOrNull(paginator.last_page);
	const isLast = lastPage === null ? !paginator.next_page_url : number >= lastPage;
	return success({
		rows,
		isLast,
		total: numberOrNull(paginator.total) ?? undefined,
		lastPage: lastPage ?? undefined,
	});
}
