import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import type { Form } from '../../../shared/http/form';
import { runCacheOf } from '../../../shared/operations/runMemory';
import { numberOrNull, textOrNull } from '../../../shared/record/values';
import { SERVICE } from '../../api/account';
import { readRows } from '../../api/pages';
import type { Call } from '../../api/request';
import type { Listing } from '../../api/timeWalk';
import { DAY_MS, FEWEST_ROWS_OF_A_CAP } from '../../api/timeWalk';
import { EndWalk } from './endWalk';

/** The gateway has nothing older: its earliest known rows are of 2019 (fact sheet, section 1.3). */
const BEGIN = Date.UTC(2015, 0, 1);
/** For the parts of lists that were capped, in a run of the node. */
const MOST_REQUESTS_FOR_PARTS = 300;
/** How many lists a run keeps, since each may be long. */
const MOST_LISTS = 10;

const READ_FEWER = 'Add Created After and Created Before under Filters to read fewer at a time.';

/** Which rows are wanted. */
export interface WantedRows {
	/** The filters, with `begindate` and `enddate` as "YYYY-MM-DD HH:MM:SS" where they are set. */
	form: Form;
	newestFirst: boolean;
	/** Infinity for all. */
	limit: number;
}

/** A list as far as it was read. */
interface SmsList {
	/** Ends when nobody is reading it. */
	turn: Promise<unknown>;
	/** The answer about all of it, with its count where it was capped. */
	whole?: { rows: IDataObject[]; count?: number };
	walk?: EndWalk;
}

interface RunLists {
	byQuestion: Map<string, SmsList>;
	requestsLeft: number;
}

/**
 * The rows of `getallsms` that match a form: at least as many as are wanted, from the wanted end, in no order. Fewer rows
 * than `count` mean that the answer was capped (fact sheet, section 7.4); which rows it has then is not documented. So
 * the list is read in parts, each of a shorter time, from that end on. A notice tells where rows are missing even so.
 *
 * The items of a run that ask the same share what was read. Never throws.
 */
export async function readSmsList(
	context: IAllExecuteFunctions,
	wanted: WantedRows,
	call: (call: Call) => Promise<Reading<IDataObject>>,
): Promise<Reading<IDataObject[]>> {
	const lists = listsOf(context);
	const list = listFor(lists, JSON.stringify(wanted.form));
	const reading = list.turn.then(async () => await readOn(lists, list, wanted, call));
	list.turn = reading.catch(() => undefined);
	return await reading;
}

function listsOf(context: IAllExecuteFunctions): RunLists {
	const cache = runCacheOf<RunLists>(context, 'lists of SMS');
	const lists = cache.get('lists') ?? {
		byQuestion: new Map(),
		requestsLeft: MOST_REQUESTS_FOR_PARTS,
	};
	cache.set('lists', lists);
	return lists;
}

function listFor({ byQuestion }: RunLists, question: string): SmsList {
	const list = byQuestion.get(question) ?? { turn: Promise.resolve() };
	const [oldest] = byQuestion.keys();
	if (oldest !== undefined && !byQuestion.has(question) && byQuestion.size >= MOST_LISTS) {
		byQuestion.delete(oldest);
	}
	byQuestion.set(question, list);
	return list;
}

async function readOn(
	lists: RunLists,
	list: SmsList,
	{ form, newestFirst, limit }: WantedRows,
	call: (call: Call) => Promise<Reading<IDataObject>>,
): Promise<Reading<IDataObject[]>> {
	const ask = async (dates: Form): Promise<Reading<Listing>> => {
		const answer = await call({ form: { ...form, ...dates }, expects: ['smss', 'count'] });
		if (!answer.ok) return answer;
		const rows = readRows(answer.value.smss, 'SMS');
		return rows.ok ? success({ rows: rows.value, count: numberOrNull(answer.value.count) }) : rows;
	};
	if (list.whole === undefined) {
		const answer = await ask({});
		if (!answer.ok) return answer;
		const { rows, count } = answer.value;
		list.whole = { rows, ...(count !== null && count > rows.length && { count }) };
	}
	const { rows, count } = list.whole;
	if (count === undefined) return success(rows);
	if (rows.length < FEWEST_ROWS_OF_A_CAP) return success(rows, noticeOf(rows.length, count));

	const from = millisOf(form.begindate) ?? BEGIN;
	const to = millisOf(form.enddate) ?? tomorrow();
	const walk = (list.walk ??= new EndWalk({ from, to }, newestFirst, {
		listed: rows.length,
		count,
	}));
	while (!walk.isAtEnd && walk.rows.size < limit && lists.requestsLeft > 0) {
		lists.requestsLeft -= 1;
		const failure = await walk.step(
			async (span) =>
				await ask({
					begindate: span.from === from ? form.begindate : dateOf(span.from),
					enddate: span.to === to ? form.enddate : dateOf(span.to),
				}),
		);
		if (failure) return refusal(failure);
	}
	const isAnyWanted = walk.isAtEnd || limit === Infinity;
	const found = isAnyWanted
		? withoutTwins([...rows, ...walk.rows.values()])
		: [...walk.rows.values()];
	if (found.length >= count) return success(found);
	if (walk.hasGaps) {
		return success(
			found,
			`${SERVICE} did not return all SMS, because too many are from the same second. Add Device, Phone or Status under Filters to read fewer at a time.`,
		);
	}
	if (found.length >= limit) return success(found);
	if (found.length > 0) return success(found, noticeOf(found.length, count));
	const end = newestFirst ? 'newest' : 'oldest';
	return refusal({
		message: `${SERVICE} found ${count} SMS, but returns only ${rows.length} of them at a time, and the ${end} could not be reached with ${MOST_REQUESTS_FOR_PARTS} requests.`,
		advice: READ_FEWER,
		outcome: 'unknown',
	});
}

function noticeOf(returned: number, count: number): string {
	return `${SERVICE} found ${count} SMS but returned only ${returned} of them. ${READ_FEWER}`;
}

function withoutTwins(rows: IDataObject[]): IDataObject[] {
	const byId = new Map(rows.map((row, place) => [textOrNull(row.id) ?? `row ${place}`, row]));
	return [...byId.values()];
}

/** A date as the gateway's clock shows it, in milliseconds since 1970 as if that clock showed UTC. */
function millisOf(date: string | undefined): number | undefined {
	return date === undefined ? undefined : Date.parse(`${date.replace(' ', 'T')}Z`);
}

function dateOf(millis: number): string {
	return new Date(millis).toISOString().slice(0, 19).replace('T', ' ');
}

/** A midnight that has come nowhere yet. */
function tomorrow(): number {
	return (Math.floor(Date.now() / DAY_MS) + 2) * DAY_MS;
}
