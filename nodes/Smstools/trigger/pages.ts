import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import { success } from '../../shared/failure/failure';
import type { Endpoint } from '../../shared/http/endpoint';
import type { Budget } from '../../shared/polling/budget';
import type { Page, PagedList } from '../../shared/polling/newestFirst';
import { withOddRows } from '../../shared/record/rows';
import type { Account } from '../api/account';
import type { ListPage } from '../api/pages';
import { fetchPage } from '../api/pages';

/**
 * How many rows a page of a poll has. All polls use the same pages, since a row's page is remembered:
 * few enough for a poll that finds nothing, enough for 10,000 rows with 20 requests.
 */
const PAGE_SIZE = 500;

/** Inbox or history, page by page (fact sheet, sections 3.4 and 3.7). */
export function pagesOfMessages(
	context: IPollFunctions,
	account: Account,
	budget: Budget,
	endpoint: Endpoint,
	toPolledRecords: (rows: IDataObject[]) => Reading<Pick<Page<IDataObject>, 'rows' | 'odd'>>,
): PagedList<IDataObject> {
	return {
		async readPage(number): Promise<Reading<Page<IDataObject>>> {
			const target = { ...endpoint, ...budget.limits() };
			const list = { name: 'messages' };
			const paging = { limit: PAGE_SIZE, page: number };
			const page = await fetchPage(context, account, target, list, paging, withOddRows);
			if (!page.ok) return page;
			const polledRecords = toPolledRecords(page.value.rows);
			if (!polledRecords.ok) return polledRecords;
			return success({ ...polledRecords.value, ...extentOf(number, page.value) });
		},
	};
}

/**
 * How far the list goes, as far as a page proves it. `total` presumably counts all rows (fact sheet,
 * section 1.1; inferred), but only one that is more than the page has does so for sure. Otherwise a
 * page with fewer rows than it may hold is the last one, and this many rows are on those before it.
 */
export function extentOf(
	number: number,
	{ rows, total, limit }: ListPage,
): Omit<Page<unknown>, 'rows'> {
	const size = limit !== null && limit > 0 ? limit : PAGE_SIZE;
	const before = (number - 1) * size;
	const count = rows.length;
	if (total !== null && total > count) {
		const isLast = count === 0 || before + count >= total;
		return { total, lastPage: Math.ceil(total / size), isLast };
	}
	const isLast = count < Math.min(size, PAGE_SIZE);
	// That a page is empty does not tell how many are before it.
	const isEnd = isLast && (count > 0 || number === 1);
	return { ...(isEnd && { total: before + count, lastPage: number }), isLast };
}
