import { DateTime } from 'luxon';
import type { Fields } from '../fields.mts';
import type { Account } from './accounts.mts';
import type { Message } from './messages.mts';
import { statusTitle } from './messages.mts';
import { pageOf, readPaging } from './pages.mts';
import { commaList, filterDate, isBlank, oneOf, plain, timezoneOffset } from './parameters.mts';
import { CodedRefusal } from './refusal.mts';
import type { Action, BestSmsGatewayState, Json } from './state.mts';
import { counted } from './state.mts';

/** What the server adds to every `end_date`, even to one with a time (fact sheet 1.3). */
const REST_OF_DAY = 86_399;

/** Reads messages and acts on them (vendor document; fact sheet 3 and 5). */
export function smsActions(state: BestSmsGatewayState): Record<string, Action> {
	const { contacts, messages, settings } = state;

	function matching(account: Account, filter: Filter): Message[] {
		const { batchId, stage, type, recipient, sender, start, end, words } = filter;
		const smsIds = new Set(filter.smsIds);
		return messages.list().filter(
			(message) =>
				message.accountId === account.id &&
				!message.deleted &&
				(batchId === '' || message.batchId === batchId) &&
				(smsIds.size === 0 || smsIds.has(String(message.id))) &&
				isInStage(message.status, stage) &&
				// Only 1 can filter: 0 counts as empty (fact sheet 3).
				(type !== '1' || message.type === 1) &&
				(recipient === '' || message.recipient === recipient) &&
				(sender === '' || message.sender === sender) &&
				(start === undefined || message.submitted >= start) &&
				(end === undefined || message.submitted <= end + REST_OF_DAY) &&
				words.every((word) =>
					[message.text, message.recipient, message.sender].some((text) =>
						text.toLowerCase().includes(word),
					),
				),
		);
	}

	/** A record of the document's sample; all values are texts (fact sheet 1). */
	function record(message: Message, account: Account): Json {
		const zone = timezoneOffset(account.timezoneOffset, 'timezone_offset');
		const clockTime = (at: number) =>
			DateTime.fromSeconds(at, { zone }).toFormat('yyyy-MM-dd HH:mm');
		const contact = contacts
			.ofNumber(account.id, message.recipient)
			.find(({ firstname }) => firstname !== '');
		return {
			sms_id: String(message.id),
			sender: message.sender,
			recipient: message.recipient,
			message: message.text,
			sub_account_id: String(message.accountId),
			user_id: String(message.userId),
			time_scheduled: String(message.scheduled),
			batch_id: message.batchId,
			status: String(message.status),
			type: String(message.type),
			units: String(message.pages),
			reference: '',
			time_submitted: String(message.submitted),
			time_sent: String(message.sent),
			units_confirmed: message.unitsConfirmed ? '1' : '0',
			locked: message.locked ? '1' : '0',
			info: message.info,
			firstname: contact?.firstname ?? null,
			lastname: contact?.lastname ?? null,
			group_name: contact?.group ?? null,
			status_msg: statusTitle(message.status),
			submitted_at: clockTime(message.submitted),
			scheduled_to: clockTime(message.scheduled),
			...(message.sent > 0 && { sent_at: clockTime(message.sent) }),
			extra_data: settings.extraDataReturned ? message.extraData : '',
		};
	}

	const fetchSms: Action = (fields) => {
		const filter = readFilter(fields);
		const words = (fields.optional('search_term', plain) ?? '').toLowerCase().split(' ');
		const paging = readPaging(fields);
		return (account) => {
			const found = matching(account, { ...filter, words: words.filter((word) => word !== '') });
			const newestFirst = [...found].reverse();
			return pageOf(settings, paging, newestFirst, account, (message) => record(message, account));
		};
	};

	/** With no filter it stops all that is waiting (fact sheet 5; vendor document: a warning). */
	const stopSms: Action = (fields) => {
		const filter = readFilter(fields);
		return (account) => {
			const waiting = matching(account, filter).filter(
				({ status, locked }) => status === 0 && !locked,
			);
			for (const { id } of waiting) messages.end(id, -1, 'Message stopped');
			return done(waiting.length);
		};
	};

	const deleteSms: Action = (fields) => {
		const filter = readFilter(fields);
		return (account) => {
			if (filter.isEmpty) {
				throw new CodedRefusal(
					7,
					'To prevent mistake of deleting your entire sms log, you must supply at least a filter from (batch_id,sms_id,sms_ids,type,recipient,sender_id,stage,start_date,end_date)',
				);
			}
			const found = matching(account, filter).filter(({ locked }) => !locked);
			for (const message of found) message.deleted = true;
			return done(found.length);
		};
	};

	const getTotalUnits: Action = (fields) => {
		const filter = readFilter(fields);
		return (account) => {
			const found = matching(account, filter);
			const units = found.reduce((sum, { pages }) => sum + pages, 0);
			return { ...done(found.length), total_units: counted(settings, units) };
		};
	};

	function done(total: number): Json {
		if (total === 0) throw new CodedRefusal(10, undefined, { total: 0 });
		return { total: counted(settings, total) };
	}

	return {
		fetch_sms: fetchSms,
		stop_sms: stopSms,
		delete_sms: deleteSms,
		get_total_units: getTotalUnits,
	};
}

interface Filter {
	batchId: string;
	smsIds: string[];
	stage: string;
	type: string;
	recipient: string;
	sender: string;
	/** Unix seconds. */
	start: number | undefined;
	end: number | undefined;
	/** Each must be in text, recipient or sender. */
	words: string[];
	/** Whether the gateway takes it for none. */
	isEmpty: boolean;
}

function readFilter(fields: Fields<string>): Filter {
	const filter = {
		batchId: fields.optional('batch_id', plain) ?? '',
		smsIds: fields.optional('sms_ids', commaList) ?? [],
		stage: fields.optional('stage', oneOf('pending', 'sent', 'failed')) ?? '',
		type: fields.optional('type', oneOf('0', '1')) ?? '',
		recipient: fields.optional('recipient', plain) ?? '',
		sender: fields.optional('sender_id', plain) ?? '',
		start: fields.optional('start_date', filterDate),
		end: fields.optional('end_date', filterDate),
	};
	const isEmpty = Object.values(filter).every((value) =>
		Array.isArray(value) ? value.length === 0 : typeof value !== 'number' && isBlank(value),
	);
	return { ...filter, words: [], isEmpty };
}

/** `sent` is everything above 0 (fact sheet 1.2). */
function isInStage(status: number, stage: string): boolean {
	switch (stage) {
		case 'pending':
			return status === 0;
		case 'sent':
			return status > 0;
		case 'failed':
			return status < 0;
		default:
			return true;
	}
}
