import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { filled } from '../../shared/endpoint';
import type { Failure, Reading } from '../../shared/failure';
import { refusal, success } from '../../shared/failure';
import type { Message } from '../../shared/message';
import type { Budget } from '../../shared/polling/budget';
import { otherPartyOf, partyKey } from '../../shared/polling/messageItems';
import type { NewestFirst } from '../../shared/polling/newestFirst';
import { turnedNewestFirst } from '../../shared/polling/newestFirst';
import type { AskAgain, PollRequest, RecordSource } from '../../shared/polling/recordSource';
import { readPaged } from '../../shared/polling/recordSource';
import type { Sighting } from '../../shared/polling/tracker';
import type { TriggerOptions } from '../../shared/polling/triggerOptions';
import type { Account } from '../account';
import { isNothingListed } from '../answer';
import { SMS, SMS_LIST } from '../endpoints';
import { UID } from '../fieldValues';
import { directionWord, statusOfRow } from '../message';
import { createApi } from '../request';
import { readPage, readRecord } from '../rows';
import { ORDER_PER_SECOND, orderOfTime, uidOfKey } from '../uidTime';
import { LOOK_BACK_MINUTES } from './description';
import { dayOfOrder, readSighting } from './sightings';

export type MessageEvent = 'smsReceived' | 'smsStatusChanged';

/** Statuses that may still change (fact sheet, section 13.2). */
const OPEN_STATUSES: ReadonlySet<string> = new Set(['queued', 'sent', 'unknown']);
/** What stands for a status where none matters. */
const SEEN = 'seen';
const FOLLOW_DAYS = 3;
const MINUTE_SECONDS = 60;
/** Each takes a request of its own. */
const MOST_ASKED_AGAIN = 20;

/**
 * SMS by `GET /sms` (vendor document) in pages, newest first or, in the oldest version, oldest first
 * (fact sheet, section 6). No dates are asked for, whose zone is in doubt (section 7): newer servers
 * then give the last 30 days. There is no list of changes, so that statuses are compared (section 13.2).
 *
 * Every row of a page is tracked, whichever way it went and whatever the user filters for, so that
 * the length of the list and the pages say the same; what is wanted is chosen after that.
 *
 * Open SMS that are not on the pages read are asked for by `GET /sms/{uid}`. Delivered is not
 * strictly final (section 9): what becomes of it later is only seen on pages that are read, which is
 * within the look-back.
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
	const untold = whenDirectionUntold(event, options);
	// Newer servers filter, older ones ignore it (fact sheet, section 3.4).
	const query: IDataObject = isReceived ? { direction: 'incoming' } : {};
	const apiFor = (budget: Budget) => createApi(context, account, budget.limits());

	const sightingOf = (row: IDataObject): Reading<Sighting<IDataObject>> => {
		if (untold !== undefined && directionWord(row) === null) return refusal(untold);
		return readSighting(row, isReceived ? SEEN : statusOfRow(row));
	};

	const listOf = ({ before, budget }: PollRequest): NewestFirst<IDataObject> =>
		turnedNewestFirst(
			{
				async readPage(number) {
					const call = { ...SMS_LIST, query };
					const page = await readPage(apiFor(budget), call, 'SMS', number);
					if (!page.ok) return page;
					const rows: Array<Sighting<IDataObject>> = [];
					for (const row of page.value.rows) {
						const sighting = sightingOf(row);
						if (!sighting.ok) return sighting;
						rows.push(sighting.value);
					}
					return success({ ...page.value, rows });
				},
			},
			before?.memory ?? {},
		);

	const askAgainIn = ({ budget }: PollRequest): AskAgain<IDataObject> => ({
		most: MOST_ASKED_AGAIN,
		async read(records) {
			const sightings: Array<Sighting<IDataObject>> = [];
			const gone: string[] = [];
			let asked = 0;
			for (const { key, order } of records) {
				if (asked > 0 && !budget.hasTime()) break;
				asked += 1;
				const uid = uidOfKey(key);
				if (!UID.test(uid)) continue;
				const api = apiFor(budget);
				const answer = await api.call(filled(SMS, { uid }));
				if (!answer.ok && isUnknownSms(answer.failure)) {
					gone.push(key);
					continue;
				}
				const row = answer.ok ? readRecord(answer.value, 'an SMS') : answer;
				if (!row.ok) return row;
				if (untold !== undefined && directionWord(row.value) === null) return refusal(untold);
				const status = statusOfRow(row.value);
				const record = { uid, ...row.value };
				sightings.push({ key, order, status, day: dayOfOrder(order), record });
			}
			return success({ sightings, gone, asked });
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
					present: orderOfTime(Date.now()),
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
	const from = isReceived ? undefined : options.text('from');
	const sentBy = isReceived ? undefined : options.text('direction');
	const keyOf = (sender: string) => partyKey(sender, defaultCountryCode);
	return (message: Message, row: IDataObject): boolean =>
		(message.direction === 'incoming') === isReceived &&
		(phone === undefined || otherPartyOf(message, defaultCountryCode) === phone) &&
		(from === undefined || keyOf(message.from ?? '') === keyOf(from)) &&
		(sentBy === undefined || (directionWord(row) ?? sentBy) === sentBy);
}

/** What to say of a row that does not tell its direction; undefined where that does not matter. */
function whenDirectionUntold(event: MessageEvent, options: TriggerOptions): Failure | undefined {
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
	if (options.text('direction') === undefined) return undefined;
	return {
		message: 'This host does not report how an SMS was sent, so the option Sent By cannot be used.',
		advice: 'Remove Sent By from Options. It needs a newer version of the server.',
		outcome: 'unknown',
		cause: 'configuration-invalid',
	};
}

/** The list was there, so that HTTP 404 is about the SMS (fact sheet, section 8); most versions say it in words (16.5). */
function isUnknownSms({ httpCode, meaning, vendorSentence }: Failure): boolean {
	return httpCode === '404' || meaning === 'notFound' || isNothingListed(vendorSentence);
}
