import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import { success } from '../../shared/failure/failure';
import type { Target } from '../../shared/http/endpoint';
import { PageGuard } from '../../shared/http/pageGuard';
import type { InTurn } from '../../shared/operations/inTurn';
import { isRecord } from '../../shared/record/json';
import type { RowReader } from '../../shared/record/rows';
import { onlyObjects } from '../../shared/record/rows';
import { numberOrNull } from '../../shared/record/values';
import type { Account } from './account';
import { SERVICE } from './account';
import { idOf } from './ids';
import { callMethod } from './request';

/** The most that one page may hold (vendor document b). */
const LARGEST_PAGE = 2000;

/** What one holds where the request does not say (vendor document b). */
const DEFAULT_PAGE = 1000;

/** A vendor list. */
export interface List {
	/** Name of the array in the envelope, e.g. "messages". */
	name: string;
	query?: Record<string, string | undefined>;
	/** Which parameters the method is known to take. */
	paging: 'limitAndPage' | 'page' | 'none';
}

/** A page of a list, and what its envelope says of the list (fact sheet, section 1.1). */
export interface ListPage {
	rows: IDataObject[];
	total: number | null;
	limit: number | null;
}

/**
 * Reads a list up to `most` rows. Pages are no larger than needed.
 */
export async function readList(
	context: IAllExecuteFunctions,
	account: Account,
	target: Target,
	list: List,
	most: number,
): Promise<Reading<IDataObject[]>> {
	const rows: IDataObject[] = [];
	for await (const page of pagesOf(context, account, target, list, most)) {
		if (!page.ok) return page;
		for (const row of page.value) rows.push(row);
		if (rows.length >= most) break;
	}
	return success(rows.slice(0, most));
}

/** All rows of a list. */
export interface WholeList {
	rows: IDataObject[];
	/** Whether these are certainly all: false where the list was seen to change while its pages were read. */
	isWhole: boolean;
}

/**
 * Reads a list to its end. It changed meanwhile where a row came twice, or where the rows are not as many as each page
 * says. Where `total` counts the rows of the page, only the first can be told.
 *
 * @param inTurn wraps each request
 */
export async function readWholeList(
	context: IAllExecuteFunctions,
	account: Account,
	target: Target,
	list: List,
	inTurn: InTurn,
): Promise<Reading<WholeList>> {
	const rows: IDataObject[] = [];
	const pages: ListPage[] = [];
	let isRowRepeated = false;
	for await (const walked of walkPages(context, account, target, list, Infinity, inTurn)) {
		if (!walked.ok) return walked;
		const { page, fresh } = walked.value;
		for (const row of fresh) rows.push(row);
		isRowRepeated ||= fresh.length < page.rows.length;
		pages.push(page);
	}
	const isCounted = pages.some(
		({ total, rows: ofPage }) => total !== null && total > ofPage.length,
	);
	const isAsCounted = !isCounted || pages.every(({ total }) => total === rows.length);
	return success({ rows, isWhole: !isRowRepeated && isAsCounted });
}

/** The rows of a list page by page; see `walkPages`. A row that a new one has pushed onto the next page comes once. */
export async function* pagesOf(
	context: IAllExecuteFunctions,
	account: Account,
	target: Target,
	list: List,
	most = Infinity,
	inTurn?: InTurn,
): AsyncGenerator<Reading<IDataObject[]>> {
	for await (const walked of walkPages(context, account, target, list, most, inTurn)) {
		yield walked.ok ? success(walked.value.fresh) : walked;
	}
}

/** A page of a list with those of its rows that were on no earlier one; rows are told apart by their ids. */
interface WalkedPage {
	page: ListPage;
	fresh: IDataObject[];
}

/**
 * Reads a list page by page, and ends after the last one: by `total`, by a page with fewer rows than
 * it may hold, or by one that repeats what was there already, unless `total` says that there is more. That
 * `total` counts all pages is inferred (fact sheet, section 1.1), so that one which equals a full page proves
 * nothing.
 */
async function* walkPages(
	context: IAllExecuteFunctions,
	account: Account,
	target: Target,
	list: List,
	most: number,
	inTurn: InTurn = async (ask) => await ask(),
): AsyncGenerator<Reading<WalkedPage>> {
	const size = list.paging === 'limitAndPage' ? sizeFor(most) : undefined;
	const guard = new PageGuard<IDataObject>(SERVICE, idOf);
	let previous = '';
	let read = 0;
	for (let page = 1; ; page++) {
		const reading = await inTurn(
			async () =>
				await fetchPage(context, account, target, list, {
					limit: size,
					page: list.paging === 'none' ? undefined : page,
				}),
		);
		if (!reading.ok) {
			yield reading;
			return;
		}
		const { rows, total, limit } = reading.value;
		const content = JSON.stringify(rows);
		const isRepeated = content === previous && (total === null || read >= total);
		if (rows.length === 0 || isRepeated) return;
		const fresh = guard.admit(rows);
		yield fresh.ok ? success({ page: reading.value, fresh: fresh.value }) : fresh;
		if (!fresh.ok) return;

		previous = content;
		read += rows.length;
		const isShort = rows.length < (limit ?? size ?? 0) && (total === null || read >= total);
		const isComplete = total !== null && total > rows.length && read >= total;
		if (list.paging === 'none' || isShort || isComplete) return;
	}
}

/**
 * Reads one page of a list.
 *
 * @param rowsIn what to do with a row that is no object
 */
export async function fetchPage(
	context: IAllExecuteFunctions,
	account: Account,
	target: Target,
	{ name, query }: Pick<List, 'name' | 'query'>,
	{ limit, page }: { limit?: number; page?: number },
	rowsIn: RowReader = onlyObjects,
): Promise<Reading<ListPage>> {
	return await callMethod(context, account, target, {
		query: { ...query, limit: limit?.toString(), page: page?.toString() },
		read: (body) => readPage(body, name, rowsIn),
	});
}

/**
 * Whether no page follows this one, as far as it tells: by `total`, where that counts more than the page has, or by a
 * number of rows that is not what a page holds, which is 1,000 where nobody says (vendor document b).
 */
export function isLastPage(page: number, { rows, total, limit }: ListPage): boolean {
	const size = limit !== null && limit > 0 ? limit : DEFAULT_PAGE;
	if (rows.length === 0) return true;
	if (total !== null && total > rows.length) return (page - 1) * size + rows.length >= total;
	return rows.length !== size;
}

/** Pages of one size, as few as can be, that come to `most` rows and hardly more. */
function sizeFor(most: number): number {
	if (most === Infinity) return LARGEST_PAGE;
	return Math.ceil(most / Math.ceil(most / LARGEST_PAGE));
}

/**
 * Reads a list from an answer: in the envelope of fact sheet, section 1.1, or as a bare array (fact
 * sheet, section 5.4). An object with a single array under another name is read too.
 */
function readPage(body: unknown, name: string, rowsIn: RowReader): ListPage | undefined {
	const toPage = (entries: unknown[], total: number | null, limit: number | null) => {
		const rows = rowsIn(entries);
		return rows && { rows, total, limit };
	};
	if (Array.isArray(body)) return toPage(body, null, null);
	if (!isRecord(body)) return undefined;
	const arrays = Object.values(body).filter(Array.isArray);
	const named = body[name] ?? (arrays.length === 1 ? arrays[0] : undefined);
	const total = numberOrNull(body.total);
	const limit = numberOrNull(body.limit);
	if (named === undefined || named === null) {
		return total === 0 ? toPage([], total, limit) : undefined;
	}
	return Array.isArray(named) ? toPage(named, total, limit) : undefined;
}
