import { between, formScalars, readFields, Refusal } from '../fields.mts';
import type { Reader } from '../fields.mts';
import { emptyOr, withErrorKey } from './answers.mts';
import { dateTimeIn, phpDate, timezoneName } from './dates.mts';
import type { Message } from './messages.mts';
import { STATUS_TITLES, statusTitle } from './statuses.mts';
import type { Method, SmsGateway24State } from './state.mts';

/** The methods that read SMS (vendor document 4 and 9). */
export function readMethods(state: SmsGateway24State) {
	const { accounts, devices, messages, contacts, settings } = state;

	/** A row of vendor document 4, with the `sim` of fact sheet 2.5. */
	function row(message: Message, zone: string): Record<string, unknown> {
		const date = (at: Date | null) => at && phpDate(at, zone, settings.timezoneType);
		const newsletter = contacts.newsletters.find(({ id }) => id === message.newsletterId);
		const unsetTime = settings.unsetTimeToSend === 'created' ? message.created : null;
		return {
			id: message.id,
			sendto: message.sendto,
			body: message.body,
			customerid: message.customerid,
			status: message.status,
			statustitle: statusTitle(message.status),
			deviceid: message.deviceId,
			urgent: message.urgent ? true : null,
			created: date(message.created),
			senttime: settings.rowsCarrySentTime ? date(message.sentAt) : null,
			timetosend: date(message.timetosend ?? unsetTime),
			...(settings.rowsCarrySim ? { sim: message.sim } : {}),
			paketid: newsletter?.id ?? null,
			pakettitle: newsletter?.title ?? null,
			paketbody: newsletter?.body ?? null,
		};
	}

	/**
	 * Vendor document 4. All but the token is optional, as its table says and its text does not (fact sheet 2.5). Not
	 * documented, and inferred here: the dates bound `created`, both included, and are read as UTC unless `timezone` is
	 * given, which is also the zone of the answer then (fact sheet 1.3); `phone` must match exactly; `onlycount` leaves
	 * the rows out. `orderbydesc` is accepted but has no effect: JavaScript orders the keys of the rows itself (fact
	 * sheet 1.4).
	 */
	const getallsms: Method = (parameters) => {
		const filter = readFields(parameters, (fields) => {
			const timezone = fields.optional('timezone', timezoneName);
			const readDate = dateTimeIn(timezone ?? 'UTC');
			return {
				timezone,
				token: fields.required('token', formScalars.text),
				deviceId: fields.optional('device_id', formScalars.id),
				status: fields.optional('status', knownStatus),
				begin: fields.optional('begindate', readDate),
				end: fields.optional('enddate', readDate),
				sim: fields.optional('sim', between(formScalars.int, 0, 5)),
				customerid: fields.optional('customerid', formScalars.int),
				onlyCount: fields.optional('onlycount', between(formScalars.int, 0, 1)) === 1,
				phone: fields.optional('phone', formScalars.text),
				descending: fields.optional('orderbydesc', between(formScalars.int, 0, 1)),
			};
		});
		const { email } = accounts.byToken(filter.token);
		if (filter.deviceId !== undefined) devices.ofAccount(filter.deviceId, email);
		const own = new Set(devices.list(email).map(({ id }) => id));

		const found = messages
			.list()
			.filter(
				(message) =>
					own.has(message.deviceId) &&
					isWanted(filter.deviceId, message.deviceId) &&
					isWanted(filter.status, message.status) &&
					isWanted(filter.sim, message.sim) &&
					isWanted(filter.customerid, message.customerid) &&
					isWanted(filter.phone, message.sendto) &&
					(filter.begin === undefined || message.created >= filter.begin) &&
					(filter.end === undefined || message.created <= filter.end),
			);
		const summary = { count: found.length, message: 'Ok' };
		if (filter.onlyCount) return withErrorKey(settings, summary);
		const zone = filter.timezone ?? settings.messagesZone;
		const rows = Object.fromEntries(found.map((message) => [message.id, row(message, zone)]));
		return withErrorKey(settings, { smss: emptyOr(settings, rows), ...summary });
	};

	/** Vendor document 9, whose sample is that of another method; the answer is from fact sheet 2.6. */
	const getsmsstatus: Method = (parameters) => {
		const { token, smsId } = readFields(parameters, (fields) => ({
			token: fields.required('token', formScalars.text),
			smsId: fields.required('sms_id', formScalars.int),
		}));
		const { id, status } = messages.ofAccount(smsId, accounts.byToken(token).email);
		return {
			error: 0,
			sms_id: id,
			status,
			status_description: statusTitle(status),
			message: 'Ok',
		};
	};

	return { getallsms, getsmsstatus };
}

/** A code of the list in vendor document 4. */
const knownStatus: Reader<string, number> = (value, name) => {
	const status = formScalars.int(value, name);
	if (!STATUS_TITLES.has(status)) throw new Refusal(`Parameter ${name} is not a known status`);
	return status;
};

function isWanted<T>(wanted: T | undefined, value: T): boolean {
	return wanted === undefined || wanted === value;
}
