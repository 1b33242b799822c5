import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Failure } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import { unreadable } from '../../shared/failure/unreadable';
import { filled } from '../../shared/http/endpoint';
import type { Budget } from '../../shared/polling/budget';
import { otherPartyOf, partyKey } from '../../shared/polling/messageItems';
import type { NewestFirst } from '../../shared/polling/newestFirst';
import { turnedNewestFirst } from '../../shared/polling/newestFirst';
import { apart } from '../../shared/polling/oddRecord';
import type { AskAgain, PollRequest, RecordSource } from '../../shared/polling/recordSource';
import { readPaged } from '../../shared/polling/recordSource';
import type { PolledRecord } from '../../shared/polling/tracker';
import type { TriggerOptions } from '../../shared/polling/triggerOptions';
import type { Message } from '../../shared/record/message';
import { withOddRows } from '../../shared/record/rows';
import type { Account } from '../api/account';
import { SERVICE } from '../api/account';
import { SMS, SMS_LIST } from '../api/endpoints';
import { fetchPage, readRecord } from '../api/pages';
import { createApi } from '../api/request';
import { UID } from '../fields/values';
import { directionWord, statusOfRow } from '../records/message';
import { ORDER_PER_SECOND, orderOfTime, uidOfKey } from '../records/uidTime';
import { LOOK_BACK_MINUTES } from './description';
import { dayOfOrder, oddRow, readPolledRecord } from './polledRecords';

export type MessageEvent = 'smsReceived' | 'smsStatusChanged';

/** Statuses that may still change (fact sheet, section 13.2). */
const OPEN_STATUSES: ReadonlySet<string> = new Set(['queued', 'sent', 'unknown']);
/** What stands for a status where none matters. */
const SEEN = 'seen';
const FOLLOW_DAYS = 3;
const MINUTE_SECONDS = 60;
/** Why a row is odd among others that tell their direction. */
const UNTOLD = {
	smsReceived: 'its fields do not show whether it was sent or received',
	smsStatusChanged: 'its fields do not show how it was sent',
};
/** Each takes a request of its own. */
const MOST_ASKED_AGAIN = 3;
/** More than this are sooner met on the pages of the list, of which a poll reads as many. */
const MOST_BY_KEY = 75;
/** How far the clock of the host may be behind, where its list was empty on activation. */
const EMPTY_LIST_MS = 2 * 24 * 60 * 60 * 1000;

/**
 * SMS by `GET /sms` (vendor document) in pages, newest first or, in the oldest version, oldest first
 * (fact sheet, section 6). No dates are asked for, whose zone is in doubt (section 7): newer servers
 * then give the last 30 days. There is no list of changes, so that statuses are compared (section 13.2).
 *
 * Every row of a page is tracked, whichever way it went and whatever the user filters for, so that
 * the length of the list and the pages say the same; what is wanted is chosen after that.
 *
 * Open SMS that are not on the pages read are asked for by `GET /sms/{uid}`. Delivered is not
 * strictly final (sections 9 and 16.11): what becomes of it later is seen within the look-back.
 */
export function messageSource(
	context: IPollFunctions,
	account: Account,
	event: MessageEvent,
	options: TriggerOptions,
): RecordSource<IDataObject> {
	const isReceived = event === 'smsReceived';
	const openStatuses = isReceived ? new Set<string>() : OPEN_STATUSES;
	const lookBack =
		options.number('lookBackMinutes', 'Look Back (Minutes)', LOOK_BACK_MINUTES) *
		MINUTE_SECONDS *
		ORDER_PER_SECOND;
	const untold = whenDirectionUnknown(event, options);
	// Newer servers filter, older ones ignore it (fact sheet, section 3.4).
	const query: IDataObject = isReceived ? { direction: 'incoming' } : {};
	const apiFor = (budget: Budget) => createApi(context, account, budget.limits());

	const listOf = ({ before, budget }: PollRequest): NewestFirst<IDataObject> =>
		turnedNewestFirst(
			{
				async readPage(number) {
					const call = { ...SMS_LIST, query };
					const page = await fetchPage(apiFor(budget), call, 'SMS', number, withOddRows);
					if (!page.ok) return page;
					const { rows } = page.value;
					const isUntold = rows.length > 0 && rows.every((row) => directionWord(row) === null);
					if (untold !== undefined && isUntold) return refusal(untold);
					const read = rows.map((row) =>
						untold !== undefined && directionWord(row) === null
							? oddRow(row, unreadable(SERVICE, 'an SMS', row, UNTOLD[event]))
							: readPolledRecord(row, isReceived ? SEEN : statusOfRow(row)),
					);
					const parts = apart(read, before === undefined);
					return parts.ok ? success({ ...page.value, ...parts.value }) : parts;
				},
			},
			before?.memory ?? {},
			ORDER_PER_SECOND,
		);

	const askAgainIn = ({ budget }: PollRequest): AskAgain<IDataObject> => ({
		most: MOST_ASKED_AGAIN,
		mostByKey: MOST_BY_KEY,
		async read(records) {
			const polledRecords: Array<PolledRecord<IDataObject>> = [];
			const gone: string[] = [];
			let asked = 0;
			let failure: Failure | undefined;
			for (const { key, order } of records) {
				if (asked > 0 && !budget.hasTime()) break;
				asked += 1;
				const uid = uidOfKey(key);
				if (!UID.test(uid)) continue;
				const api = apiFor(budget);
				const answer = await api.call(filled(SMS, { uid }));
				const row = answer.ok ? readRecord(answer.value, 'an SMS') : answer;
				if (!row.ok) {
					if (isUnknownSms(row.failure)) gone.push(key);
					else failure = row.failure;
					continue;
				}
				const status = statusOfRow(row.value);
				const record = { uid, ...row.value };
				polledRecords.push({ key, order, status, day: dayOfOrder(order), record });
			}
			return { polledRecords, gone, asked, failure };
		},
	});

	return {
		openStatuses,
		followDays: options.number('followDays', 'Follow SMS For (Days)', FOLLOW_DAYS),
		async read(request) {
			const { budget, isSample } = request;
			// For a sample the two pages do that a walk reads where there is no time.
			const hasTime = () => !isSample && budget.hasTime();
			return await readPaged(
				listOf(request),
				{ ...request, budget: { ...budget, hasTime } },
				{
					lookBack,
					unit: ORDER_PER_SECOND,
					present: orderOfTime(Date.now()),
					newSince: orderOfTime(Date.now() - EMPTY_LIST_MS),
					revisesFinal: !isReceived,
					openStatuses,
					askAgain: askAgainIn(request),
				},
			);
		},
	};
}

/** Whether an SMS is one that the user filters for. */
export function messageFilter(event: MessageEvent, account: Account, options: TriggerOptions) {
	const { defaultCountryCode } = account;
	const phone = options.phone('phone', 'Phone', defaultCountryCode);
	const isReceived = event === 'smsReceived';
	const from = isReceived ? undefined : options.text('from', 'From');
	const sentBy = isReceived ? undefined : options.text('direction', 'Sent By');
	const keyOf = (sender: string) => partyKey(sender, defaultCountryCode);
	return (message: Message, row: IDataObject): boolean =>
		(message.direction === 'incoming') === isReceived &&
		(phone === undefined || otherPartyOf(message, defaultCountryCode) === phone) &&
		(from === undefined || keyOf(message.from ?? '') === keyOf(from)) &&
		(sentBy === undefined || (directionWord(row) ?? sentBy) === sentBy);
}

/** What to say of a row that does not tell its direction; undefined where that does not matter. */
function whenDirectionUnknown(event: MessageEvent, options: TriggerOptions): Failure | undefined {
	if (event === 'smsReceived') {
		return {
			message:
				'This host does not distinguish received SMS from sent ones, so SMS Received cannot be used with it.',
			advice:
				'Ask the host for a newer version of the server, or whether it can call a webhook when an SMS comes in: then use a Webhook node in place of this trigger.',
			outcome: 'unknown',
			cause: 'configuration-invalid',
		};
	}
	if (options.text('direction', 'Sent By') === undefined) return undefined;
	return {
		message: 'This host does not report how an SMS was sent, so the option Sent By cannot be used.',
		advice: 'Remove Sent By from Options. It needs a newer version of the server.',
		outcome: 'unknown',
		cause: 'configuration-invalid',
	};
}

/**
 * Whether the host says of an SMS that it is not there (fact sheet, section 16.5). A code 404 alone does not: it is what
 * the app answers to errors of any kind (section 16.1).
 */
function isUnknownSms({ meaning }: Failure): boolean {
	return meaning === 'notFound';
}
