import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Reading } from '../../shared/failure';
import { refusal, success } from '../../shared/failure';
import type { Form } from '../../shared/form';
import type { Message } from '../../shared/message';
import { dayOfIso, startOfDay } from '../../shared/polling/days';
import { otherPartyOf } from '../../shared/polling/messageItems';
import { openRecordsOf } from '../../shared/polling/openRecords';
import type { PollRequest, RecordSource } from '../../shared/polling/recordSource';
import { wholeWindow } from '../../shared/polling/recordSource';
import type { Sighting } from '../../shared/polling/tracker';
import type { TriggerOptions } from '../../shared/polling/triggerOptions';
import { unreadable } from '../../shared/unreadable';
import { numberOrNull, textOrNull } from '../../shared/values';
import type { Account } from '../account';
import { SERVICE } from '../account';
import { INCOMING, statusOf } from '../message';
import { readPhpDate } from '../phpDate';
import { SMS_LIST } from '../endpoints';
import { callMethod } from '../request';
import { readRows } from '../rows';
import { LOOK_BACK_HOURS } from './description';

export type MessageEvent = 'smsReceived' | 'smsStatusChanged';

/** Statuses that may still change; `sent` may also be the last one (fact sheet, section 1.2). */
const OPEN_STATUSES: ReadonlySet<string> = new Set(['queued', 'sent', 'unknown']);
const HOUR_MS = 60 * 60 * 1000;
const LEAST_LOOK_BACK_HOURS = 24;
/** How far back is looked where no SMS is known yet, and in a manual test. */
const QUIET_HOURS = 30 * 24;
const FOLLOW_DAYS = 3;
const NOTHING: { sightings: Array<Sighting<IDataObject>>; newestAt: number } = {
	sightings: [],
	newestAt: 0,
};

/**
 * SMS by `getallsms` (vendor document, section 4), which has no pages: one answer has all from a day
 * on. The day is that of the newest SMS known, less the look-back; ids grow, so that they tell what
 * is new (fact sheet, section 6.1; inferred). Only for the baseline, and before the first SMS, it goes
 * by n8n's clock; where it finds nothing, with a month to spare.
 *
 * Open SMS from before that day are looked up in the lists of their own days, a day in each poll.
 */
export function messageSource(
	context: IPollFunctions,
	account: Account,
	event: MessageEvent,
	options: TriggerOptions,
): RecordSource<IDataObject> {
	const lookBackMs =
		Math.max(
			LEAST_LOOK_BACK_HOURS,
			options.number('lookBackHours', 'Look Back (Hours)', LOOK_BACK_HOURS),
		) * HOUR_MS;
	const isReceived = event === 'smsReceived';
	const openStatuses = isReceived ? new Set<string>() : OPEN_STATUSES;

	const list = async ({ budget }: PollRequest, form: Form) => {
		const target = { ...SMS_LIST, ...budget.limits() };
		const answer = await callMethod(context, account, target, {
			form: { ...form, ...(isReceived && { status: String(INCOMING) }) },
			expects: ['smss', 'count'],
		});
		const rows = answer.ok ? readRows(answer.value.smss, 'SMS') : answer;
		if (!rows.ok) return rows;
		const wanted = rows.value.filter(
			({ status }) => (numberOrNull(status) === INCOMING) === isReceived,
		);
		const sightings = readSightings(wanted, account);
		if (!sightings.ok) return sightings;
		return success({ sightings: sightings.value, newestAt: newestOf(rows.value, account) });
	};

	return {
		openStatuses,
		followDays: options.number('followDays', 'Follow SMS For (Days)', FOLLOW_DAYS),
		async read(request) {
			const { before, followedSince, isSample } = request;
			const now = Date.now();
			const known = before?.memory.newestAt;
			const listFrom = async (millis: number) => await list(request, { begindate: dateOf(millis) });
			const isBaseline = before === undefined && !isSample;
			const begin = isBaseline ? now : known && Math.min(known, now);
			const short = begin === undefined ? success(NOTHING) : await listFrom(begin - lookBackMs);
			if (!short.ok) return short;
			const isQuiet = short.value.newestAt === 0 && known === undefined;
			const recent = isQuiet ? await listFrom(now - QUIET_HOURS * HOUR_MS) : short;
			if (!recent.ok) return recent;

			const { sightings, newestAt } = recent.value;
			const shown = new Set(sightings.map(({ key }) => key));
			const open = openRecordsOf(before?.tracking, { openStatuses, followedSince }).filter(
				({ key }) => !shown.has(key),
			);
			const days = [...new Set(open.map(({ day = 0 }) => Math.floor(day)))].sort((a, b) => a - b);
			const turn = before?.memory.turn ?? 0;
			const day = days.find((candidate) => candidate > turn) ?? days[0];
			const older = day === undefined ? success(NOTHING) : await list(request, aroundDay(day));
			if (!older.ok) return older;
			const keys = new Set(open.map(({ key }) => key));

			const window = wholeWindow(sightings, before?.tracking);
			const again = older.value.sightings.filter(({ key }) => keys.has(key));
			return success({
				window: { ...window, sightings: [...again, ...sightings] },
				memory: {
					...newestMemory(known, newestAt),
					...(day !== undefined && { turn: day }),
				},
			});
		},
	};
}

/**
 * When the SMS with the highest id was made, in milliseconds since 1970, whichever way it went; 0 where
 * there is none.
 */
function newestOf(rows: IDataObject[], account: Account): number {
	const idOf = (row: IDataObject | undefined) => numberOrNull(row?.id) ?? -1;
	const newest = rows.reduce<IDataObject | undefined>(
		(last, row) => (idOf(row) > idOf(last) ? row : last),
		undefined,
	);
	return newest ? createdAt(newest, account) : 0;
}

/**
 * Whether an SMS is one that the user filters for. Rows may lack the SIM (fact sheet, section 1.4).
 *
 * @throws NodeOperationError where it filters by what the gateway does not tell
 */
export function messageFilter(context: IPollFunctions, account: Account, options: TriggerOptions) {
	const { defaultCountryCode } = account;
	const phone = options.phone('phone', 'Phone', defaultCountryCode);
	const deviceId = options.text('deviceId');
	const sim = options.text('sim');
	return (message: Message): boolean => {
		const isOther =
			(deviceId !== undefined && message.deviceId !== deviceId) ||
			(phone !== undefined && otherPartyOf(message, defaultCountryCode) !== phone);
		if (isOther || sim === undefined) return !isOther;
		if (typeof message.sim === 'number') return String(message.sim) === sim;
		throw new NodeOperationError(
			context.getNode(),
			`${SERVICE} does not report which SIM an SMS used, so you cannot filter by SIM or Channel.`,
			{ description: 'Remove SIM or Channel from Options.' },
		);
	};
}

function readSightings(
	rows: IDataObject[],
	account: Account,
): Reading<Array<Sighting<IDataObject>>> {
	const sightings: Array<Sighting<IDataObject>> = [];
	for (const record of rows) {
		const order = numberOrNull(record.id);
		if (order === null) {
			return refusal(unreadable(SERVICE, 'an SMS', record, 'its ID is not a number'));
		}
		const status = statusOf(numberOrNull(record.status));
		sightings.push({
			key: keyOf(record, order),
			order,
			status,
			record,
			...daysOf(record, status, account),
		});
	}
	return success(sightings);
}

/** What tells an SMS apart: its id as a number, or its digits where a number would be rounded. */
function keyOf({ id }: IDataObject, order: number): string {
	const digits = textOrNull(id)?.trim() ?? '';
	return Number.isSafeInteger(order) || !/^[0-9]+$/.test(digits) ? String(order) : digits;
}

/** Dates take long to read, so that only those of open SMS are. */
function daysOf(record: IDataObject, status: string, account: Account) {
	if (!OPEN_STATUSES.has(status)) return { day: 0 };
	const due = readPhpDate(record.timetosend, account.timezone);
	return {
		day: dayOfIso(readPhpDate(record.created, account.timezone)),
		...(due !== null && { dueDay: dayOfIso(due) }),
	};
}

/** Never from the future, nor back: only what has been there may narrow what is asked for. */
function newestMemory(known: number | undefined, found: number) {
	const newestAt = Math.max(known ?? 0, Math.min(found, Date.now()));
	return newestAt > 0 ? { newestAt } : {};
}

/** In milliseconds since 1970; 0 where it cannot be read. */
function createdAt(record: IDataObject, account: Account): number {
	return Date.parse(readPhpDate(record.created, account.timezone) ?? '') || 0;
}

/** A day with one more on either side, for the zone in which the gateway reads dates is not documented. */
function aroundDay(day: number): Form {
	return {
		begindate: dateOf(startOfDay(day - 1)),
		enddate: dateOf(startOfDay(day + 2)),
	};
}

function dateOf(millis: number): string {
	return new Date(millis).toISOString().slice(0, 10);
}
