import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import { REPORT_ADVICE, unreadable } from '../../shared/failure/unreadable';
import type { Form } from '../../shared/http/form';
import { PageGuard } from '../../shared/http/pageGuard';
import type { InTurn } from '../../shared/operations/inTurn';
import { isRecord } from '../../shared/record/json';
import type { RowReader } from '../../shared/record/rows';
import { onlyObjects } from '../../shared/record/rows';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import { SERVICE } from './account';
import type { Action } from './endpoints';
import { FETCH_CONTACTS, FETCH_SMS } from './endpoints';
import type { Connection } from './request';
import { callMethod } from './request';

/** The most records that one page has, and the most ids that are asked for at once (vendor document, `perpage`). */
export const MOST_PER_PAGE = 300;

/** What to look for. */
export interface Search {
	action: Action;
	/** The key of a record's id. */
	idKey: 'sms_id' | 'contact_id';
	form: Form;
	/** Which records of an answer are wanted, where the gateway cannot tell by itself. */
	keep?: (record: IDataObject) => boolean;
	/** What to do with a row that is no object. Default: refuse the page. */
	rowsIn?: RowReader;
	/** How many records are wanted. Default: all. */
	limit?: number;
	/** When each page is fetched. Default: at once. */
	inTurn?: InTurn;
	/** Is told of each page how many records there are on all pages, undefined where the gateway does not say. */
	onTotal?: (total: number | undefined) => void;
}

/** One page of records, the newest first (fact sheet, section 3: seen in the source). */
export interface RecordPage {
	records: IDataObject[];
	/** How many there are on all pages; undefined where the gateway does not say. */
	total: number | undefined;
	/** How many pages there are; undefined where the gateway does not say. */
	totalPages: number | undefined;
}

/** Fetches one page of records. A page past the end repeats the last one (fact sheet, section 3). */
export async function fetchPage(
	connection: Connection,
	{ action, form, rowsIn }: Pick<Search, 'action' | 'form' | 'rowsIn'>,
	page: number,
	perPage: number = MOST_PER_PAGE,
): Promise<Reading<RecordPage>> {
	const answer = await callMethod(connection, {
		action,
		form: { ...form, perpage: String(perPage), p: String(page) },
		expects: action === FETCH_CONTACTS ? ['records', 'contacts'] : ['records'],
		whenNothingFound: { records: [], total: 0, totalpages: 0 },
	});
	if (!answer.ok) return answer;
	// Under `contacts` by the PHP sample of the vendor document, `fetch_contacts`.
	const { records: rows = answer.value.contacts } = answer.value;
	const records = readRecords(rows, rowsIn);
	if (!records.ok) return records;
	return success({
		records: records.value,
		total: numberOrNull(answer.value.total) ?? undefined,
		totalPages: numberOrNull(answer.value.totalpages) ?? undefined,
	});
}

/** Ends the reading of a list that has no end. */
function guardOf(idKey: Search['idKey']): PageGuard<IDataObject> {
	return new PageGuard(SERVICE, (record) => textOrNull(record[idKey]));
}

/**
 * The number of the last page. A page past it repeats it, so that nothing else tells where to stop.
 *
 * @returns a refusal where the gateway does not say it, and the page may have others after it
 */
export function lastPageOf(
	{ records, totalPages }: RecordPage,
	perPage: number = MOST_PER_PAGE,
): Reading<number> {
	if (totalPages !== undefined) return success(totalPages);
	if (records.length < perPage) return success(1);
	return refusal({
		message: `${SERVICE} returned a full page of records, but did not report how many pages there are.`,
		advice: REPORT_ADVICE,
		outcome: 'unknown',
	});
}

/**
 * Fetches records page by page, as far as `totalpages` says. New records come in at the top and
 * shift the pages: each record is taken once.
 */
export async function readList(
	connection: Connection,
	{ action, idKey, form, keep, limit = Infinity, inTurn = atOnce, onTotal }: Search,
): Promise<Reading<IDataObject[]>> {
	const perPage = keep ? MOST_PER_PAGE : Math.min(MOST_PER_PAGE, limit);
	const found: IDataObject[] = [];
	const guard = guardOf(idKey);
	for (let page = 1, pages = 1; page <= pages; page++) {
		const fetch = async () => await fetchPage(connection, { action, form }, page, perPage);
		const reading = await inTurn(fetch);
		if (!reading.ok) return reading;
		onTotal?.(reading.value.total);
		const fresh = guard.admit(reading.value.records);
		if (!fresh.ok) return fresh;
		for (const record of fresh.value) if (keep?.(record) ?? true) found.push(record);
		if (found.length >= limit) break;
		const lastPage = lastPageOf(reading.value, perPage);
		if (!lastPage.ok) return lastPage;
		pages = lastPage.value;
	}
	return success(found.slice(0, limit));
}

const atOnce: InTurn = async (ask) => await ask();

/** Fetches the messages with these ids, in as few requests as possible. */
export async function fetchMessages(
	connection: Connection,
	ids: string[],
): Promise<Reading<IDataObject[]>> {
	const found: IDataObject[] = [];
	for (const some of inParts(ids)) {
		const records = await readList(connection, {
			action: FETCH_SMS,
			idKey: 'sms_id',
			form: { sms_ids: some.join() },
			keep: (record) => some.includes(textOrNull(record.sms_id) ?? ''),
		});
		if (!records.ok) return records;
		for (const record of records.value) found.push(record);
	}
	return success(found);
}

/**
 * Runs an action for ids in parts, and adds up how many records it was done to.
 *
 * @param name the parameter that the ids go into
 */
export async function actByIds(
	connection: Connection,
	{ action, name, ids }: { action: Action; name: string; ids: string[] },
): Promise<Reading<number>> {
	let total = 0;
	for (const some of inParts(ids)) {
		const done = await actAndCount(connection, action, { [name]: some.join() });
		if (!done.ok) return done;
		total += done.value;
	}
	return success(total);
}

/** Runs an action, and says how many records it was done to. None is no failure. */
export async function actAndCount(
	connection: Connection,
	action: Action,
	form: Form,
): Promise<Reading<number>> {
	const answer = await callMethod(connection, {
		action,
		form,
		expects: ['total'],
		whenNothingFound: { total: 0 },
	});
	return answer.ok ? success(numberOrNull(answer.value.total) ?? 0) : answer;
}

/**
 * The ids of records that are about to be acted on.
 *
 * @returns a refusal where one is missing: without it the gateway would act on everything
 */
export function idsOf(records: IDataObject[], key: Search['idKey']): Reading<string[]> {
	const idOf = (record: IDataObject) => textOrNull(record[key]) ?? '';
	const without = records.find((record) => !/^[1-9]\d*$/.test(idOf(record)));
	return without
		? refusal(unreadable(SERVICE, 'a record', without, 'it has no valid ID'))
		: success(records.map(idOf));
}

/** Reads the value of `records`: an array, or an object as PHP writes an array with gaps. */
function readRecords(value: unknown, rowsIn: RowReader = onlyObjects): Reading<IDataObject[]> {
	const entries: unknown = isRecord(value) ? Object.values(value) : value;
	const records = Array.isArray(entries) ? rowsIn(entries) : undefined;
	if (records) return success(records);
	return refusal(unreadable(SERVICE, 'records', value));
}

/** Ids in parts of as many as can be asked for at once. */
export function inParts(ids: string[]): string[][] {
	const count = Math.ceil(ids.length / MOST_PER_PAGE);
	return Array.from({ length: count }, (_, part) =>
		ids.slice(part * MOST_PER_PAGE, (part + 1) * MOST_PER_PAGE),
	);
}
