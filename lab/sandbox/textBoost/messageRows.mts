import { jsonTime, tableTime } from './dates.mts';
import type { Message } from './messages.mts';
import type { TextBoostState } from './state.mts';

type Row = Record<string, unknown>;

/** The number of the customer and of the operator in the host's tables (recorded: "send to one" of 3.8.0). */
const NUMBERS = { user_id: 2, sending_server_id: 1 };

/** The status with the operator's id, as stored in the table (fact sheet 9 and 16.11). */
function rawStatus({ status, gatewayId }: Message): string {
	return gatewayId === null ? status : `${status}|${gatewayId}`;
}

/** Of a message that came in, `from` is the account's own number and `to` the other party (fact sheet 10). */
function partiesOf({ uid, number, own, text }: Message): Row {
	return { uid, to: number, from: own === '' ? null : own, message: text };
}

/** The row in the answer to a send to one number (recorded: "send to one", "send, no sender", "mms"). */
export function sentRow(message: Message, { settings, token }: TextBoostState): Row {
	const { id, uid, parts, mediaUrl, status } = message;
	const cost = String(message.cost);
	switch (settings.version) {
		case '3.1.0':
			return { ...partiesOf(message), status: rawStatus(message), cost };
		case '3.8.0': {
			const time = jsonTime(message.createdAt);
			return {
				user_id: NUMBERS.user_id,
				to: message.number,
				message: message.text,
				sms_type: message.type,
				status: rawStatus(message),
				sms_count: parts,
				cost: message.cost,
				sending_server_id: NUMBERS.sending_server_id,
				...(mediaUrl !== null && { media_url: mediaUrl }),
				...(message.own !== '' && { from: message.own }),
				// The account's whole token (fact sheet 16.7).
				api_key: token,
				send_by: 'api',
				uid,
				updated_at: time,
				created_at: time,
				id,
			};
		}
		case '3.9':
			return { ...partiesOf(message), customer_status: status, cost, sms_count: parts };
		case '3.13.0':
			return {
				id,
				...partiesOf(message),
				status,
				cost: message.cost,
				sms_count: parts,
				media_url: mediaUrl,
			};
	}
}

/** A row in the answer to a send to several numbers, from 3.8.0 on (recorded: "send to two"). */
export function severalRow(message: Message, { settings }: TextBoostState): Row {
	const { id, parts, status } = message;
	const rest = { cost: String(message.cost), sms_count: parts };
	switch (settings.version) {
		case '3.1.0':
		case '3.8.0':
			return { ...partiesOf(message), status: rawStatus(message), ...rest };
		case '3.9':
			return { ...partiesOf(message), customer_status: status, ...rest };
		case '3.13.0':
			return { id, ...partiesOf(message), customer_status: status, ...rest };
	}
}

/** The row of one SMS that is looked up (recorded: "SMS get"). */
export function shownRow(message: Message, { settings }: TextBoostState): Row {
	const { direction, parts, status, type } = message;
	const cost = String(message.cost);
	switch (settings.version) {
		case '3.1.0':
		case '3.8.0':
			return { ...partiesOf(message), status: rawStatus(message), cost };
		case '3.9':
			return { ...partiesOf(message), customer_status: status, cost };
		case '3.13.0':
			return { ...partiesOf(message), sms_type: type, direction, status, sms_count: parts, cost };
	}
}

/** A row of the list (recorded: "SMS list"). */
export function listedRow(message: Message, state: TextBoostState): Row {
	const { serverZone, version } = state.settings;
	if (version !== '3.13.0') return shownRow(message, state);
	const sentAt = tableTime(message.createdAt, serverZone);
	return { id: message.id, ...shownRow(message, state), sent_at: sentAt };
}
