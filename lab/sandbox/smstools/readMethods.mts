import { ignoreUnknown, readParameters, Refusal } from '../requestParameters.mts';
import { conversationDate, listDate, outboxDate } from './dates.mts';
import type { Page } from './lists.mts';
import { envelope, readPage } from './lists.mts';
import type { ReceivedMessage, SentMessage } from './messages.mts';
import { bare } from './numbers.mts';
import { CodedRefusal } from './refusals.mts';
import type { SmstoolsSettings } from './settings.mts';
import type { Method, MethodRequest, SmstoolsState } from './state.mts';

/** The methods that read messages (fact sheet 3.4 to 3.8). */
export function readMethods(state: SmstoolsState) {
	const { account, messages, settings } = state;

	function newestFirst<T extends { at: Date }>(rows: readonly T[]): T[] {
		return [...rows].sort((a, b) => b.at.getTime() - a.at.getTime());
	}

	function inOrder<T extends { at: Date }>(
		rows: readonly T[],
		order: SmstoolsSettings['inboxOrder'],
	) {
		const oldestFirst = [...rows].sort((a, b) => a.at.getTime() - b.at.getTime());
		return order === 'oldestFirst' ? oldestFirst : oldestFirst.reverse();
	}

	function inboxRow({ id, text, from, type, at, inbox: receiver }: ReceivedMessage) {
		return {
			...(settings.rowIds && { ID: id }),
			message: text,
			sender: from,
			type,
			date: listDate(at, settings.zone),
			receiver,
		};
	}

	function readOnlyPage({ query, note }: MethodRequest): Page {
		return readParameters(query, (fields) => readPage(fields, state), ignoreUnknown(note));
	}

	function listInbox(
		{ query, note }: MethodRequest,
		isWanted: (message: ReceivedMessage) => boolean,
	) {
		return readParameters(
			query,
			(fields) => {
				const page = readPage(fields, state);
				const type = fields.optional('type', (value) => {
					if (['sms', 'whatsapp', 'call'].includes(value)) return value;
					throw new Refusal('Parameter type must be one of sms, whatsapp, call');
				});
				state.hooks.beforePage?.(page.page);
				const records = messages.received.filter(
					(message) => isWanted(message) && (type === undefined || message.type === type),
				);
				return { page, records: inOrder(records, settings.inboxOrder) };
			},
			ignoreUnknown(note),
		);
	}

	/** Fact sheet 3.4. */
	const inbox: Method = (request) => {
		const { records, page } = listInbox(request, () => true);
		return envelope('messages', records, page, state, inboxRow);
	};

	/** Fact sheet 3.5: the rows have no `receiver`. */
	const inboxOfNumber: Method = (request) => {
		if (!account.inboxes.includes(request.parameter)) {
			throw new CodedRefusal(132, 'Inbox not found');
		}
		const { records, page } = listInbox(request, ({ inbox: own }) => own === request.parameter);
		return envelope('messages', records, page, state, (message) => {
			const { receiver: _receiver, ...row } = inboxRow(message);
			return row;
		});
	};

	/** Fact sheet 3.6. */
	const outbox: Method = (request) => {
		const page = readOnlyPage(request);
		const rows = messages.sent.filter(messages.isWaiting).map((message) => ({
			ID: message.id,
			message: message.text,
			to: message.to,
			type: message.kind,
			date: outboxDate(message.at, settings.zone),
			[settings.outboxReference]: message.reference,
			messageid: message.messageid,
		}));
		return envelope('messages', rows, page, state);
	};

	/** Fact sheet 3.7: no `messageid`, counts as text; a group's status says little. */
	const history: Method = (request) => {
		const page = readOnlyPage(request);
		state.hooks.beforePage?.(page.page);
		const sent = messages.sent.filter((message) => !messages.isWaiting(message));
		return envelope('messages', inOrder(sent, settings.historyOrder), page, state, (message) => ({
			...(settings.rowIds && { ID: message.id }),
			message: message.text,
			to: message.to,
			sender: message.sender,
			date: listDate(message.at, settings.zone),
			amount: String(message.amount),
			type: message.kind,
			...(message.kind === 'group' && {
				amountdelivered: '0',
				amountnotdelivered: String(message.amount),
			}),
			status: message.kind === 'group' ? 'DELIVERED' : messages.statusOf(message),
		}));
	};

	/** Vendor document b. A number without messages has an empty list (fact sheet 3.8: not documented). */
	const conversation: Method = (request) => {
		const phone = bare(request.parameter);
		if (phone !== request.parameter) request.note('A plus in the address is not documented');
		if (!/^\d+$/.test(phone)) throw new CodedRefusal(103, 'Phone number is not valid');
		const page = readOnlyPage(request);
		const outbound = messages.sent.filter(
			(message) =>
				message.kind === 'single' && message.to === phone && !messages.isWaiting(message),
		);
		const inbound = messages.received.filter(({ from }) => bare(from) === phone);
		const rows = newestFirst([...outbound, ...inbound]).map((message) => {
			const isMine = 'messageid' in message;
			const writer =
				settings.conversationRows === 'mine'
					? { mine: isMine }
					: { direction: isMine ? 'outbound' : 'inbound' };
			return {
				messageId: isMine ? message.messageid : null,
				...writer,
				...(isMine ? outboundRow(message) : inboundRow(message)),
				datetime: conversationDate(message.at),
				unixDatetime: Math.floor(message.at.getTime() / 1000),
				deliveryStatus: isMine ? messages.statusOf(message) : 'DELIVERED',
			};
		});
		return envelope('conversation', rows, page, state);
	};

	return { inbox, inboxOfNumber, outbox, history, conversation };
}

function outboundRow(message: SentMessage) {
	return {
		sender: message.sender,
		receiver: message.to,
		message: message.text,
		file: null,
	};
}

function inboundRow(message: ReceivedMessage) {
	return {
		sender: message.from,
		receiver: message.inbox,
		message: message.text,
		file: message.files.length > 0 ? message.files : null,
	};
}
