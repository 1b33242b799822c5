import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { comparable } from '../../shared/input/phoneNumber';
import { otherPartyOf, partyKey } from '../../shared/polling/messageItems';
import { turnedNewestFirst } from '../../shared/polling/newestFirst';
import { apart } from '../../shared/polling/oddRecord';
import type { RecordSource } from '../../shared/polling/recordSource';
import { readPaged } from '../../shared/polling/recordSource';
import type { TriggerOptions } from '../../shared/polling/triggerOptions';
import type { Message } from '../../shared/record/message';
import { plainText } from '../../shared/record/text';
import type { Account } from '../api/account';
import { HISTORY, INBOX } from '../api/endpoints';
import { secondsIn } from '../records/dates';
import { fromHistory, fromInbox, historyStatusOf, isToGroup } from '../records/message';
import { LOOK_BACK_HOURS } from './description';
import { pagesOfMessages } from './pages';
import { readPolledRecords } from './polledRecords';

export type MessageEvent = 'smsReceived' | 'smsStatusChanged';

/** What may still change (fact sheet, section 6.3). UNKNOWN is no report at all, and is not followed. */
const OPEN_STATUSES: ReadonlySet<string> = new Set(['queued', 'sent']);
const HOUR_SECONDS = 60 * 60;
const FOLLOW_DAYS = 3;
/** How far the gateway's clock may be behind, where its list was empty on activation. */
const EMPTY_LIST_MS = 2 * 24 * HOUR_SECONDS * 1000;

const LISTS = {
	smsReceived: {
		endpoint: INBOX,
		openStatuses: new Set<string>(),
		statusOf: () => 'received',
		toMessage: fromInbox,
	},
	smsStatusChanged: {
		endpoint: HISTORY,
		openStatuses: OPEN_STATUSES,
		statusOf: historyStatusOf,
		toMessage: fromHistory,
	},
};

/**
 * Messages by `GET /message/inbox` and `GET /message/history` (fact sheet, sections 3.4 and 3.7).
 * Neither has a filter by time, and neither tells how it is sorted, or whether ids grow (fact sheet,
 * sections 1.1 and 3.4). So the dates in the rows tell which end of the list is the new one and how far
 * down to read, and the ids tell what is new there.
 *
 * What is promised: where a list is sorted by date, whichever way, every row that is added to it
 * comes out once, oldest first, however many there are, and so does one that is listed late, up to the
 * look-back. A change of status comes out, with the status before, for SMS that are open, for as many
 * days as the user wants, of those further down the history in turns; steps between two polls are not
 * seen. SMS that were open at the activation are followed as far as the first poll read: the newest
 * 500 at least.
 *
 * Where rows have no ids, equal date, numbers, type and text tell a row. Of such twins that are on one
 * page each comes out; of those on two pages, one may come out late or not at all.
 *
 * What is not promised: a list that is sorted otherwise; rows that are listed later than the
 * look-back; ids that the gateway uses twice. In the hour that comes twice at the end of summer time,
 * a list with a whole page from that hour may look reversed: its rows are then returned later.
 *
 * The lists are read whole, without `type` and without the inbox's number, and sorted out afterwards,
 * so that the pages say the same whatever the user chooses.
 */
export function messageSource(
	context: IPollFunctions,
	account: Account,
	event: MessageEvent,
	options: TriggerOptions,
): RecordSource<IDataObject> {
	const { endpoint, openStatuses, statusOf } = LISTS[event];
	const lookBack =
		options.number('lookBackHours', 'Look Back (Hours)', LOOK_BACK_HOURS) * HOUR_SECONDS;

	return {
		openStatuses,
		followDays: options.number('followDays', 'Follow SMS For (Days)', FOLLOW_DAYS),
		async read(request) {
			const { before, budget } = request;
			const pages = pagesOfMessages(context, account, budget, endpoint, (rows) =>
				apart(readPolledRecords(rows, statusOf), before === undefined),
			);
			const list = turnedNewestFirst(pages, before?.memory ?? {});
			return await readPaged(list, request, {
				lookBack,
				// A row from the future must not make those of the present old. Where the zone is wrong, or
				// the clock of n8n, and all rows are from the future, more of them are remembered.
				present: secondsIn(account.timezone, Date.now()),
				newSince: secondsIn(account.timezone, Date.now() - EMPTY_LIST_MS),
				openStatuses,
			});
		},
	};
}

/** How a row becomes a message. */
export function toMessageOf(event: MessageEvent, { timezone }: Account) {
	return (row: IDataObject): Message => LISTS[event].toMessage(row, timezone);
}

/** Whether a message is one that the user filters for. What does not tell is not skipped. */
export function messageFilter(
	{ defaultCountryCode }: Account,
	event: MessageEvent,
	options: TriggerOptions,
): (message: Message, row: IDataObject) => boolean {
	const phone = options.phone('phone', 'Phone', defaultCountryCode);
	const isOtherParty = (message: Message) =>
		phone === undefined || otherPartyOf(message, defaultCountryCode) === phone;

	if (event === 'smsStatusChanged') {
		const keyOf = (sender: string) => partyKey(sender, defaultCountryCode);
		const from = options.text('from', 'From');
		return (message, row) =>
			!isToGroup(row) &&
			isOtherParty(message) &&
			(from === undefined || keyOf(message.from ?? '') === keyOf(from));
	}
	const types = options.choices('types', 'Types') ?? ['sms'];
	const inbox = options.phone('inboxNumber', 'Inbox Number', defaultCountryCode);
	return (message, { type }) =>
		(types.length === 0 || !type || types.includes(plainText(type).toLowerCase())) &&
		isOtherParty(message) &&
		(inbox === undefined || message.to === null || comparable(message.to) === inbox);
}
