import { DateTime } from 'luxon';
import type { Account } from './accounts.mts';
import { chosenBy, FETCH_FILTERS, FILTERS } from './filters.mts';
import type { Message } from './messages.mts';
import { statusTitle } from './messages.mts';
import { pageOf } from './pages.mts';
import type { Parameters } from './parameters.mts';
import { CodedRefusal } from './refusal.mts';
import type { Action, BestSmsGatewayState, Json } from './state.mts';
import { SERVER_ZONE, zoneOfOffset } from './zones.mts';

/** Reads messages and acts on them (vendor document; fact sheet 3 and 5). */
export function smsActions(state: BestSmsGatewayState): Record<string, Action> {
	const { clock, contacts, messages } = state;

	const chosen = (parameters: Parameters, account: Account): Message[] =>
		messages.list().filter(chosenBy(parameters, FILTERS, account, clock.now()));

	/** A record as it was recorded; all values are texts. */
	function record(message: Message, account: Account): Json {
		const zone = zoneOfOffset(account.timezoneOffset) ?? SERVER_ZONE;
		const clockTime = (at: number) =>
			DateTime.fromSeconds(at, { zone }).toFormat('yyyy-MM-dd HH:mm');
		const contact = contacts
			.ofNumber(account.id, message.recipient)
			.find(({ firstname, lastname }) => firstname !== '' || lastname !== '');
		return {
			sms_id: String(message.id),
			sender: message.sender,
			recipient: message.recipient,
			message: message.text,
			sub_account_id: String(message.accountId),
			user_id: String(message.userId),
			time_submitted: String(message.submitted),
			time_scheduled: String(message.scheduled),
			time_sent: String(message.sent),
			batch_id: message.batchId,
			units: String(message.units),
			pages: String(message.pages),
			reference: '',
			type: String(message.type),
			unicode: String(message.unicode),
			status: String(message.status),
			units_confirmed: message.unitsConfirmed ? '1' : '0',
			locked: message.locked ? '1' : '0',
			route: String(message.route),
			info: message.info,
			// Never stored (fact sheet 12.7).
			extra_data: state.settings.answers === 'document' ? message.extraData : '',
			firstname: contact?.firstname ?? null,
			lastname: contact?.lastname ?? null,
			group_name: contact?.group ?? null,
			status_msg: statusTitle(message.status),
			submitted_at: clockTime(message.submitted),
			scheduled_to: clockTime(message.scheduled),
			...(message.sent > 0 && { sent_at: clockTime(message.sent) }),
		};
	}

	const fetchSms: Action = (parameters, account) => {
		const found = messages
			.list()
			.filter(chosenBy(parameters, FETCH_FILTERS, account, clock.now()))
			.reverse();
		const filters = Object.fromEntries(FETCH_FILTERS.map((name) => [name, parameters.text(name)]));
		return pageOf(parameters, filters, found, account, (message) => record(message, account));
	};

	/** With no filter it stops all that is waiting (fact sheet 5; vendor document: a warning). */
	const stopSms: Action = (parameters, account) => {
		const waiting = chosen(parameters, account).filter(
			({ status, locked }) => status === 0 && !locked,
		);
		for (const message of waiting) messages.stop(message);
		return done(waiting.length);
	};

	const deleteSms: Action = (parameters, account) => {
		if (FILTERS.every((name) => parameters.text(name) === '')) {
			throw new CodedRefusal(
				7,
				`To prevent mistake of deleting your entire sms log, you must supply at least a filter from (${FILTERS.join()})`,
			);
		}
		const found = chosen(parameters, account).filter(({ locked }) => !locked);
		for (const message of found) message.deleted = true;
		return done(found.length);
	};

	const getTotalUnits: Action = (parameters, account) => {
		const found = chosen(parameters, account);
		return {
			...done(found.length),
			total_units: found.reduce((sum, { units }) => sum + units, 0),
		};
	};

	return {
		fetch_sms: fetchSms,
		stop_sms: stopSms,
		delete_sms: deleteSms,
		get_total_units: getTotalUnits,
	};
}

function done(total: number): Json {
	if (total === 0) throw new CodedRefusal(10, undefined, { total: 0 });
	return { total };
}
