import type { IDataObject } from 'n8n-workflow';
import type { Reading } from '../../../shared/failure/failure';
import { refusal, success } from '../../../shared/failure/failure';
import type { Form } from '../../../shared/http/form';
import { numberOrNull, textOrNull } from '../../../shared/record/values';
import { SERVICE } from '../../api/account';
import { readRows } from '../../api/pages';
import type { Call } from '../../api/request';
import type { Listing } from '../../api/timeWalk';
import {
	datesOf,
	DAY_MS,
	FEWEST_ROWS_OF_A_CAP,
	FILLING,
	walkTime,
	wholeWidth,
} from '../../api/timeWalk';

/** The gateway has nothing older: its earliest known rows are of 2019 (fact sheet, section 1.3). */
const BEGIN = Date.UTC(2015, 0, 1);
const MOST_REQUESTS = 100;

/**
 * All rows of `getallsms` that match a form. Fewer rows than `count` mean that the answer was capped (fact sheet, section
 * 7.4): then the list is read in parts, each of a shorter time. A notice tells where rows are missing even so.
 *
 * @param form the filters, with `begindate` and `enddate` as "YYYY-MM-DD HH:MM:SS" where they are set
 */
export async function readWholeList(
	form: Form,
	call: (call: Call) => Promise<Reading<IDataObject>>,
): Promise<Reading<IDataObject[]>> {
	const list = async (dates: Form): Promise<Reading<Listing>> => {
		const answer = await call({ form: { ...form, ...dates }, expects: ['smss', 'count'] });
		if (!answer.ok) return answer;
		const rows = readRows(answer.value.smss, 'SMS');
		return rows.ok ? success({ rows: rows.value, count: numberOrNull(answer.value.count) }) : rows;
	};
	const first = await list({});
	if (!first.ok) return first;
	const { rows, count } = first.value;
	if (count === null || rows.length >= count) return success(rows);
	if (rows.length < FEWEST_ROWS_OF_A_CAP) return listed(rows, count);

	const from = millisOf(form.begindate) ?? BEGIN;
	const end = millisOf(form.enddate);
	const to = end ?? Date.now() + DAY_MS;
	const walked = await walkTime({
		list: async (stretch) =>
			await list({
				...datesOf(stretch),
				// A date alone may stand for the whole day.
				...(stretch.to === end && { enddate: form.enddate }),
			}),
		from,
		to,
		isOpenEnded: end === undefined,
		width: wholeWidth(((to - from) * FILLING * rows.length) / count),
		mostRows: rows.length,
		mostRequests: MOST_REQUESTS,
		hasTime: () => true,
		hasEnough: () => false,
	});
	if (walked.failure) return refusal(walked.failure);
	const byId = new Map([...rows, ...walked.rows].map((row, place) => [keyOf(row, place), row]));
	return listed([...byId.values()], count);
}

function listed(rows: IDataObject[], count: number): Reading<IDataObject[]> {
	if (rows.length >= count) return success(rows);
	return success(
		rows,
		`${SERVICE} found ${count} SMS but returned only ${rows.length} of them. Add Created After and Created Before under Filters to read fewer at a time.`,
	);
}

/** Stretches touch, so that a row may come twice. */
function keyOf({ id }: IDataObject, place: number): string {
	return textOrNull(id) ?? `row ${place}`;
}

/** A date as the gateway's clock shows it, in milliseconds since 1970 as if that clock showed UTC. */
function millisOf(date: string | undefined): number | undefined {
	return date === undefined ? undefined : Date.parse(`${date.replace(' ', 'T')}Z`);
}
