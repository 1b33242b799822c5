import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Failure, Reading } from '../../shared/failure/failure';
import { success } from '../../shared/failure/failure';
import { unreadable } from '../../shared/failure/unreadable';
import type { Budget } from '../../shared/polling/budget';
import { dayOf } from '../../shared/polling/days';
import { otherPartyOf } from '../../shared/polling/messageItems';
import type { PagedList } from '../../shared/polling/newestFirst';
import { alreadyNewestFirst } from '../../shared/polling/newestFirst';
import { apart, oddRecord, trackable } from '../../shared/polling/oddRecord';
import type { AskAgain, PollRequest, RecordSource } from '../../shared/polling/recordSource';
import { readPaged } from '../../shared/polling/recordSource';
import type { OddRecord, PolledRecord } from '../../shared/polling/tracker';
import type { TriggerOptions } from '../../shared/polling/triggerOptions';
import type { Message } from '../../shared/record/message';
import { quoted } from '../../shared/record/text';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import { withOddRows } from '../../shared/record/rows';
import type { Account } from '../api/account';
import { SERVICE } from '../api/account';
import { FETCH_SMS } from '../api/endpoints';
import { fetchMessages, fetchPage, inParts, lastPageOf, MOST_PER_PAGE } from '../api/pages';
import { statusOf } from '../records/message';
import { LOOK_BACK_HOURS } from './description';

/**
 * Statuses that may still change: of codes 0 and 1 (fact sheet, section 1.2: inferred), and of codes
 * that no document has.
 */
const OPEN_STATUSES: ReadonlySet<string> = new Set(['queued', 'sent', 'unknown']);
/** What changes while the SMS is on its way (fact sheet, sections 1.2, 1.3 and 3). */
const CHANGING_FIELDS = [
	'status',
	'status_msg',
	'info',
	'locked',
	'reference',
	'route',
	'sent_at',
	'time_sent',
	'units',
	'units_confirmed',
];
const FOLLOW_DAYS = 3;
/** How many SMS are asked for by their ids in one poll. */
const MOST_BY_ID = 3 * MOST_PER_PAGE;
/** In how many pages SMS are looked for that wait for their time on activation. */
const MOST_WAITING_PAGES = 3;
const HOUR_SECONDS = 60 * 60;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/** How far the gateway's clock may be behind, where its list was empty on activation. */
const EMPTY_LIST_SECONDS = 2 * DAY_SECONDS;

/**
 * SMS by `fetch_sms` (vendor document), newest id first (fact sheet, section 3: seen in the source).
 * There is no time of the last change (fact sheet, section 1.2), so that open SMS which have left the
 * top of the list are asked for by `sms_ids`.
 *
 * No `start_date` narrows the list: the gateway reads it in a zone of its own (fact sheet,
 * section 1.3).
 */
export function messageSource(
	context: IPollFunctions,
	account: Account,
	options: TriggerOptions,
): RecordSource<IDataObject> {
	const lookBack =
		options.number('lookBackHours', 'Look Back (Hours)', LOOK_BACK_HOURS) * HOUR_SECONDS;
	const followDays = options.number('followDays', 'Follow SMS For (Days)', FOLLOW_DAYS);

	const connectionFor = (budget: Budget) => ({ context, account, http: budget.limits() });

	const listOf = ({ before, budget, isSample }: PollRequest): PagedList<IDataObject> => ({
		async readPage(number) {
			const search = { action: FETCH_SMS, form: {}, rowsIn: withOddRows } as const;
			const page = await fetchPage(connectionFor(budget), search, number);
			if (!page.ok) return page;
			const { records, total, totalPages } = page.value;
			const read = apart(readPolledRecords(records), before === undefined);
			if (!read.ok) return read;
			if (isSample) return success({ ...read.value, total, isLast: true });
			const lastPage = lastPageOf(page.value);
			if (!lastPage.ok) return lastPage;
			const isLast = number >= lastPage.value;
			return success({ ...read.value, total, lastPage: totalPages, isLast });
		},
	});

	const askAgainIn = (budget: Budget): AskAgain<IDataObject> => ({
		most: MOST_BY_ID,
		async read(records) {
			const polledRecords: Array<PolledRecord<IDataObject>> = [];
			const gone: string[] = [];
			let asked = 0;
			let failure: Failure | undefined;
			for (const keys of inParts(records.map(({ key }) => key))) {
				// Records that there is no time for have their turn in a later poll.
				if (asked > 0 && !budget.hasTime()) break;
				const found = await fetchMessages(connectionFor(budget), keys);
				asked += keys.length;
				if (!found.ok) {
					({ failure } = found);
					continue;
				}
				const rows = trackable(readPolledRecords(found.value));
				const present = new Set(rows.map(({ key }) => key));
				for (const row of rows) polledRecords.push(row);
				for (const key of keys) if (!present.has(key)) gone.push(key);
			}
			return { polledRecords, gone, asked, failure };
		},
	});

	/** SMS that were waiting for their time when the trigger was activated, however old they are. */
	const readWaiting = async (
		budget: Budget,
	): Promise<Reading<Array<PolledRecord<IDataObject>>>> => {
		const search = {
			action: FETCH_SMS,
			form: { stage: 'pending' },
			rowsIn: withOddRows,
		} as const;
		const waiting: Array<PolledRecord<IDataObject>> = [];
		for (let page = 1, pages = 1; page <= Math.min(pages, MOST_WAITING_PAGES); page++) {
			const found = await fetchPage(connectionFor(budget), search, page);
			if (!found.ok) return found;
			for (const row of trackable(readPolledRecords(found.value.records))) waiting.push(row);
			const lastPage = lastPageOf(found.value);
			if (!lastPage.ok) return lastPage;
			pages = lastPage.value;
		}
		return success(waiting);
	};

	return {
		openStatuses: OPEN_STATUSES,
		followDays,
		async read(request) {
			const { before, budget, isSample } = request;
			const isBaseline = before === undefined && !isSample;
			// Before the list, which then tells what has gone out meanwhile.
			const waiting = isBaseline ? await readWaiting(budget) : success([]);
			if (!waiting.ok) return waiting;
			const reading = await readPaged(alreadyNewestFirst(listOf(request)), request, {
				// The baseline reads down to the oldest SMS that is to be followed.
				lookBack: isBaseline ? Math.max(lookBack, followDays * DAY_SECONDS) : lookBack,
				present: Math.floor(Date.now() / 1000),
				newSince: Math.floor(Date.now() / 1000) - EMPTY_LIST_SECONDS,
				openStatuses: OPEN_STATUSES,
				askAgain: askAgainIn(budget),
			});
			if (!reading.ok || !isBaseline) return reading;
			const { window, memory } = reading.value;
			return success({
				window: {
					...window,
					polledRecords: [...waiting.value, ...window.polledRecords],
					// From here on the look-back is the usual one.
					floor: Math.max(window.floor, window.frontier - lookBack),
				},
				memory,
			});
		},
	};
}

/**
 * Whether an SMS is one that the user filters for. The filters are not sent along: what is followed
 * does not depend on them.
 *
 * @throws NodeOperationError where Phone cannot be compared with the gateway's numbers
 */
export function messageFilter(context: IPollFunctions, account: Account, options: TriggerOptions) {
	const phone = options.phone('phone', 'Phone', account.defaultCountryCode);
	// The gateway has put a dial code in the place of a leading 0 (vendor document, `recipients`).
	if (phone?.startsWith('0')) {
		throw new NodeOperationError(
			context.getNode(),
			`Phone is ${quoted(options.text('phone', 'Phone') ?? '')}, which has no country code.`,
			{
				description:
					'Enter the number with its country code in Phone, e.g. +2348094309926, or set Default Country Code in the credential.',
			},
		);
	}
	const from = options.text('from', 'From')?.toLowerCase();
	const batchId = options.text('batchId', 'Batch ID');
	return (message: Message): boolean =>
		(phone === undefined || otherPartyOf(message, account.defaultCountryCode) === phone) &&
		(from === undefined || message.from?.toLowerCase() === from) &&
		(batchId === undefined || message.batchId === batchId);
}

function readPolledRecords(records: IDataObject[]): Array<PolledRecord<IDataObject> | OddRecord> {
	return records.map((record) => {
		const key = textOrNull(record.sms_id) ?? '';
		const odd = (reason: string) =>
			oddRecord(record, CHANGING_FIELDS, unreadable(SERVICE, 'an SMS', record, reason));
		if (!/^[1-9]\d*$/.test(key)) return odd('it has no valid ID');
		const order = numberOrNull(record.time_submitted) ?? 0;
		if (!Number.isSafeInteger(order) || order <= 0) {
			return odd('it has no valid time of submission');
		}
		const due = numberOrNull(record.time_scheduled);
		return {
			key,
			order,
			status: statusOf(numberOrNull(record.status)),
			day: dayOf(order * 1000),
			...(due !== null && { dueDay: dayOf(due * 1000) }),
			record,
		};
	});
}
