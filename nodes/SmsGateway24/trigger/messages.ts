import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Failure, Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import { unreadable } from '../../shared/failure/unreadable';
import { dayOf, dayOfIso, startOfDay } from '../../shared/polling/days';
import { otherPartyOf } from '../../shared/polling/messageItems';
import { apart, oddRecord } from '../../shared/polling/oddRecord';
import { openRecordsOf } from '../../shared/polling/openRecords';
import type { PollMemory, PollState } from '../../shared/polling/pollState';
import type { PollRequest, RecordSource } from '../../shared/polling/recordSource';
import { wholeWindow } from '../../shared/polling/recordSource';
import type { OddRecord, PolledRecord } from '../../shared/polling/tracker';
import { isFamiliar } from '../../shared/polling/tracker';
import type { TriggerOptions } from '../../shared/polling/triggerOptions';
import { isRecord } from '../../shared/record/json';
import type { Message } from '../../shared/record/message';
import { plainText } from '../../shared/record/text';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import { withOddRows } from '../../shared/record/rows';
import type { Account } from '../api/account';
import { SERVICE } from '../api/account';
import { SMS_LIST } from '../api/endpoints';
import { readRows } from '../api/pages';
import { callMethod } from '../api/request';
import type { TimeWalked, TimeWalkRules } from '../api/timeWalk';
import { datesOf, DAY_MS, FILLING, walkTime, wholeWidth } from '../api/timeWalk';
import { readPhpDate } from '../records/dates';
import { INCOMING, statusOf } from '../records/message';
import { LOOK_BACK_HOURS } from './description';

export type MessageEvent = 'smsReceived' | 'smsStatusChanged';

/** Statuses that may still change; `sent` may also be the last one (fact sheet, section 1.2). */
const OPEN_STATUSES: ReadonlySet<string> = new Set(['queued', 'sent', 'unknown']);
/** What changes while the SMS is on its way (fact sheet, section 2.5). */
const CHANGING_FIELDS = ['status', 'statustitle', 'senttime'];
const HOUR_MS = 60 * 60 * 1000;
const LEAST_LOOK_BACK_HOURS = 24;
/** How far back is looked where no SMS is known yet, and in a manual test. */
const QUIET_HOURS = 30 * 24;
const FOLLOW_DAYS = 3;
/** So long without a poll, and what has come in is asked for in parts. */
const PAUSE_DAYS = 2;
/** A stretch of time that is longer than a usual poll's. */
const LONG_MS = 5 * DAY_MS;
/** How many rows are asked for at once, where it is known how many there are. */
const MOST_ROWS = 5000;
/** After this many new SMS a poll ends, and the next one goes on. */
const PORTION = 10_000;
const MOST_REQUESTS = 100;
const MOST_REQUESTS_TO_FOLLOW = 3;
/** Farther from UTC no zone is. */
const MOST_OFFSET_MS = 14 * HOUR_MS;
const NOTHING_OLDER: Older = { polledRecords: [], memory: {} };

/**
 * SMS by `getallsms` (vendor document, section 4), which has no pages: asked without an end, one
 * answer has all from a day on. The day is that of the newest SMS known, less the look-back; ids grow, so that
 * they tell what is new (fact sheet, section 6.1; inferred). Only for the baseline, and before the first SMS, it goes
 * by n8n's clock; where it finds nothing, with a month to spare.
 *
 * What does not fit one answer, and what came in during a long pause, is asked for in parts, oldest first
 * (see `api/timeWalk.ts`). A poll that has found `PORTION` new SMS leaves the rest to the next one.
 *
 * Open SMS from before that day are looked up in the lists of their own days, in turns.
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
	const isWanted = ({ status }: IDataObject) => (numberOrNull(status) === INCOMING) === isReceived;

	const walk = async (
		{ before, isSample, budget }: PollRequest,
		rules: Omit<TimeWalkRules, 'list' | 'hasTime'>,
	): Promise<Reading<Found>> => {
		const walked = await walkTime({
			...rules,
			hasTime: budget.hasTime,
			list: async (stretch) => {
				const target = { ...SMS_LIST, ...budget.limits() };
				const answer = await callMethod(context, account, target, {
					form: { ...datesOf(stretch), ...(isReceived && { status: String(INCOMING) }) },
					expects: ['smss', 'count'],
				});
				if (!answer.ok) return answer;
				const rows = readRows(answer.value.smss, 'SMS', withOddRows);
				if (!rows.ok) return rows;
				return success({ rows: rows.value, count: numberOrNull(answer.value.count) });
			},
		});
		const { rows, missing, ...rest } = walked;
		if (missing > 0) {
			context.logger.warn(
				`${SERVICE} counted ${missing} SMS that it did not list, because too many are from the same second.`,
			);
		}
		const hasId = ({ id }: IDataObject) => numberOrNull(id) !== null;
		// What tells neither its ID nor its status is odd, whichever way it went.
		const wanted = rows.filter(
			(row) => isWanted(row) || (!hasId(row) && numberOrNull(row.status) === null),
		);
		const isFirst = (before === undefined || isSample) && !rows.some(hasId);
		const read = apart(readPolledRecords(wanted, account), isFirst);
		if (!read.ok) return read;
		return success({ rows, polledRecords: read.value.rows, odd: read.value.odd, ...rest });
	};

	/** The SMS from the newest known one on, and before it as far as the look-back. */
	const readRecent = async (request: PollRequest): Promise<Reading<Recent>> => {
		const { before, isSample } = request;
		const memory = before?.memory ?? {};
		const now = Date.now();
		const isFresh = (row: IDataObject) =>
			isWanted(row) && before?.tracking.known.has(plainText(row.id)) !== true;
		const walkFrom = async (from: number, width: number) => {
			let fresh = 0;
			let isUnchanged = false;
			const found = await walk(request, {
				from,
				to: now + DAY_MS,
				isOpenEnded: true,
				width,
				mostRows: memory.mostRows ?? MOST_ROWS,
				mostRequests: MOST_REQUESTS,
				hasEnough(rows) {
					for (const row of rows) if (isFresh(row)) fresh += 1;
					// A baseline that ends halfway would take what it left out for new.
					return before !== undefined && fresh >= PORTION;
				},
				isUnchanged({ rows, count }) {
					const isAsBefore = memory.start === undefined && memory.from === from;
					isUnchanged = isAsBefore && count === memory.total && !rows.some(isFresh);
					return isUnchanged;
				},
			});
			if (!found.ok) return found;
			const isNarrowed = found.value.width < width;
			return success({ ...found.value, from, isUnchanged, isNarrowed });
		};

		if (memory.start !== undefined) {
			const width = Math.min(DAY_MS, partOf(memory, now - memory.start));
			return await walkFrom(memory.start, memory.startWidth ?? width);
		}
		const known = memory.newestAt;
		const isBaseline = before === undefined && !isSample;
		const begin = isBaseline ? now : known && Math.min(known, now);
		if (begin !== undefined) {
			const from = startOfUtcDay(begin - lookBackMs);
			const pausedDays = memory.day === undefined ? 0 : dayOf(now) - memory.day;
			const isLong = pausedDays > PAUSE_DAYS && now - from > LONG_MS + lookBackMs;
			const short = await walkFrom(from, isLong ? DAY_MS : partOf(memory, now + DAY_MS - from));
			const isQuiet = short.ok && newestOf(short.value.rows, account) === 0 && known === undefined;
			if (!isQuiet || gotNowhere(short.value)) return short;
		}
		const month = await walkFrom(startOfUtcDay(now - QUIET_HOURS * HOUR_MS), Infinity);
		const isCut = month.ok && month.value.reached !== undefined && !gotNowhere(month.value);
		// A test shows the newest, which a walk that comes to no end does not reach.
		return isSample && isCut ? await walkFrom(startOfUtcDay(now - lookBackMs), Infinity) : month;
	};

	/** The open SMS that are not among those shown, as many as a few requests find. */
	const readOpen = async (
		request: PollRequest,
		shown: ReadonlySet<string>,
	): Promise<Reading<Older>> => {
		const { before, followedSince } = request;
		const open = openRecordsOf(before?.tracking, { openStatuses, followedSince }).filter(
			({ key }) => !shown.has(key),
		);
		const days = [...new Set(open.map(({ day = 0 }) => Math.floor(day)))].sort((a, b) => a - b);
		const turn = before?.memory.turn ?? 0;
		// A day with one more on either side, for the zone in which the gateway reads dates is not documented.
		const next = days.find((day) => day + 2 > turn);
		const day = next ?? days[0];
		if (day === undefined) return success(NOTHING_OLDER);
		const from = startOfDay(day - 1);
		const found = await walk(request, {
			from: next === undefined ? from : Math.max(from, Math.round(turn * DAY_MS)),
			to: startOfDay(day + 2),
			isOpenEnded: false,
			width: before?.memory.turnWidth ?? Infinity,
			mostRows: before?.memory.mostRows ?? MOST_ROWS,
			mostRequests: MOST_REQUESTS_TO_FOLLOW,
			hasEnough: () => false,
		});
		if (!found.ok) return found;
		const keys = new Set(open.map(({ key }) => key));
		const { polledRecords, reached, width, failure } = found.value;
		return success({
			polledRecords: polledRecords.filter(({ key }) => keys.has(key)),
			memory:
				reached === undefined
					? { turn: day + 2 }
					: { turn: reached / DAY_MS, ...(Number.isFinite(width) && { turnWidth: width }) },
			failure,
		});
	};

	return {
		openStatuses,
		followDays: options.number('followDays', 'Follow SMS For (Days)', FOLLOW_DAYS),
		async read(request) {
			const { before, isSample } = request;
			const recent = await readRecent(request);
			if (!recent.ok) return recent;
			const { odd, failure } = recent.value;
			if (failure && gotNowhere(recent.value)) {
				return { ok: false, failure: { ...failure, hints: hintsOf(recent.value) } };
			}
			if (before === undefined && !isSample && recent.value.reached !== undefined) {
				return refusal(tooMuch());
			}
			const { polledRecords, memory } = portionOf(recent.value, before, { account, lookBackMs });
			const shown = new Set(polledRecords.map(({ key }) => key));
			const older = failure ? success(sameTurn(before?.memory)) : await readOpen(request, shown);
			const again = older.ok ? older.value : sameTurn(before?.memory);
			const trouble = failure ?? (older.ok ? older.value.failure : older.failure);
			return success({
				window: {
					polledRecords: [...again.polledRecords, ...polledRecords],
					frontier: wholeWindow(polledRecords, before?.tracking).frontier,
					floor: floorOf(polledRecords, memory, lookBackMs),
					odd,
				},
				memory: { ...memory, ...again.memory },
				...(trouble && {
					trouble: { failure: trouble, mustReport: trouble.cause !== 'rate-limited' },
				}),
			});
		},
	};
}

/** What a walk has found. */
interface Found extends Omit<TimeWalked, 'missing'> {
	polledRecords: Array<PolledRecord<IDataObject>>;
	odd: OddRecord[];
}

/** What was found of open SMS. */
interface Older {
	polledRecords: Array<PolledRecord<IDataObject>>;
	memory: PollMemory;
	/** Why not all of it was asked for, where that was no lack of time. */
	failure?: Failure;
}

interface Recent extends Found {
	from: number;
	/** Set where only a part was listed, and all the rest is known. */
	isUnchanged: boolean;
	/** Whether the next question must be about less time than the first one. */
	isNarrowed: boolean;
}

/** Whether a walk has failed before it had read anything. */
function gotNowhere({ failure, reached, from }: Recent): boolean {
	return failure !== undefined && reached === from;
}

/** What a poll that got nowhere has found out for the next one. */
function hintsOf({ from, width, mostRows, isNarrowed }: Recent): PollMemory {
	return isNarrowed ? { start: from, startWidth: width, ...mostRowsMemory(mostRows) } : {};
}

/** The turn as it was, for a poll that has not asked for open SMS. */
function sameTurn({ turn, turnWidth }: PollMemory = {}): Older {
	const memory = {
		...(turn !== undefined && { turn }),
		...(turnWidth !== undefined && { turnWidth }),
	};
	return { polledRecords: [], memory };
}

/** Only where it is less than what is asked for anyway. */
function mostRowsMemory(mostRows: number): PollMemory {
	return mostRows < MOST_ROWS ? { mostRows } : {};
}

interface WindowRules {
	account: Account;
	lookBackMs: number;
}

/**
 * What a poll takes of what was found, and what it remembers: not what was made before the first poll
 * looked, and not more than it can hand over at once.
 */
function portionOf(
	{ rows, polledRecords, reached, from, width, mostRows, isUnchanged }: Recent,
	before: PollState | undefined,
	{ account, lookBackMs }: WindowRules,
): { polledRecords: Array<PolledRecord<IDataObject>>; memory: PollMemory } {
	const { tracking } = before ?? {};
	const known = before?.memory.newestAt;
	const since = before ? before.memory.since : beginOf(from, newestOf(rows, account), lookBackMs);
	const isOld = ({ key, record }: PolledRecord<IDataObject>) =>
		tracking?.known.has(key) !== true &&
		since !== undefined &&
		roughlyAt(record) < since + MOST_OFFSET_MS &&
		// What does not tell its time is not old.
		(createdAt(record, account) || Infinity) < since;
	const wanted = before ? polledRecords.filter((polled) => !isOld(polled)) : polledRecords;
	const fresh = tracking ? wanted.filter((polled) => !isFamiliar(tracking, polled)) : [];
	const isTooMany = fresh.length > 2 * PORTION;
	const last = isTooMany
		? fresh.map(({ order }) => order).sort((a, b) => a - b)[PORTION - 1]
		: undefined;
	const start = isTooMany ? from : reached;
	const most = isTooMany ? Math.min(mostRows, MOST_ROWS) : mostRows;
	const isThrough = start === undefined;
	const total = isUnchanged ? before?.memory.total : new Set(rows.map(({ id }) => id)).size;
	return {
		polledRecords: last === undefined ? wanted : wanted.filter(({ order }) => order <= last),
		memory: {
			...(since !== undefined && { since }),
			...newestMemory(known, isThrough ? newestOf(rows, account) : 0),
			...(!isThrough && { start }),
			...(!isThrough && !isTooMany && { startWidth: width }),
			...((isThrough || isTooMany) && { total, from }),
			...(isTooMany ? { mostRows: most } : mostRowsMemory(most)),
		},
	};
}

/**
 * Before this instant, in milliseconds since 1970, no SMS is new: the baseline has not asked for it. Where it has found
 * none, n8n's clock is all there is to go by, with the look-back to spare.
 */
function beginOf(from: number, newestAt: number, lookBackMs: number): number {
	const now = Date.now();
	if (newestAt === 0) return now - Math.max(lookBackMs, LOOK_BACK_HOURS * HOUR_MS);
	const newest = Math.min(now, newestAt);
	return Math.max(newest - lookBackMs, Math.min(newest, from + MOST_OFFSET_MS));
}

/**
 * Below this order the next polls need to know nothing: what is there was made before the day from
 * which they ask. An SMS with a lower id than the lowest one that is listed may still turn up.
 */
function floorOf(
	polledRecords: Array<PolledRecord<IDataObject>>,
	{ start, newestAt }: PollMemory,
	lookBackMs: number,
): number {
	const next = start ?? newestAt;
	if (next === undefined) return -Infinity;
	const bound = startOfUtcDay(next - lookBackMs) - MOST_OFFSET_MS;
	const ages = polledRecords.map(({ order, record }) => ({
		order,
		isOver: roughlyAt(record) < bound,
	}));
	const lowestNeeded = ages.reduce(
		(lowest, { order, isOver }) => (isOver ? lowest : Math.min(lowest, order)),
		Infinity,
	);
	return ages.reduce(
		(floor, { order, isOver }) =>
			isOver && order < lowestNeeded ? Math.max(floor, order + 1) : floor,
		-Infinity,
	);
}

/** The width of the first question, for a stretch that had this many rows when it was read last. */
function partOf({ mostRows, total = 0 }: PollMemory, span: number): number {
	if (mostRows === undefined || total <= FILLING * mostRows) return Infinity;
	return wholeWidth((span * FILLING * mostRows) / total);
}

function tooMuch(): Failure {
	return {
		message: `${SERVICE} has more SMS from the last few days than one poll had time to read.`,
		advice: 'Try again later. If this keeps happening, lower Look Back (Hours) in Options.',
		outcome: 'unknown',
		cause: 'temporarily-unavailable',
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
	const deviceId = options.text('deviceId', 'Device');
	const sim = options.text('sim', 'SIM or Channel');
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

function readPolledRecords(
	rows: IDataObject[],
	account: Account,
): Array<PolledRecord<IDataObject> | OddRecord> {
	return rows.map((record) => {
		const order = numberOrNull(record.id);
		if (order === null) {
			const failure = unreadable(SERVICE, 'an SMS', record, 'its ID is not a number');
			return oddRecord(record, CHANGING_FIELDS, failure);
		}
		const status = statusOf(numberOrNull(record.status));
		return {
			key: keyOf(record, order),
			order,
			status,
			record,
			...daysOf(record, status, account),
		};
	});
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

/** As `createdAt`, but in a zone that is not checked, which is quick; NaN where it cannot be read. */
function roughlyAt({ created }: IDataObject): number {
	const date = isRecord(created) ? created.date : created;
	return typeof date === 'string' ? Date.parse(`${date.slice(0, 19).replace(' ', 'T')}Z`) : NaN;
}

/** In milliseconds since 1970; 0 where it cannot be read. */
function createdAt(record: IDataObject, account: Account): number {
	return Date.parse(readPhpDate(record.created, account.timezone) ?? '') || 0;
}

function startOfUtcDay(millis: number): number {
	return startOfDay(dayOf(millis));
}
