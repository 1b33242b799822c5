import { ignoreUnknown, readParameters } from '../requestParameters.mts';
import { emptyOr, OutOfMemory, withErrorKey } from './answers.mts';
import { dateTimeIn, phpDate, timezoneName } from './dates.mts';
import type { Message } from './messages.mts';
import { withoutSpaces } from './messages.mts';
import { readersOf } from './parameters.mts';
import type { SmsGateway24Settings } from './settings.mts';
import type { Method, SmsGateway24State } from './state.mts';
import { STATUS_TITLES, statusTitle } from './statuses.mts';

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
	 * given, which is also the zone of the answer then (fact sheet 1.3); `phone` must match but for spaces; `onlycount` leaves
	 * the rows out. `orderbydesc` is accepted but has no effect: JavaScript orders the keys of the rows itself (fact
	 * sheet 1.4).
	 */
	const getallsms: Method = (parameters, note) => {
		const { text, int, id, flag, sim } = readersOf(note);
		const filter = readParameters(
			parameters,
			(fields) => {
				const timezone = fields.optional('timezone', timezoneName(note));
				const readDate = dateTimeIn(timezone ?? 'UTC', note);
				return {
					timezone,
					token: fields.required('token', text),
					deviceId: fields.optional('device_id', id),
					status: fields.optional('status', int),
					begin: fields.optional('begindate', readDate),
					end: fields.optional('enddate', readDate),
					sim: fields.optional('sim', sim),
					customerid: fields.optional('customerid', int),
					onlyCount: fields.optional('onlycount', flag) ?? false,
					phone: fields.optional('phone', withoutSpaces),
					descending: fields.optional('orderbydesc', flag),
				};
			},
			ignoreUnknown(note),
		);
		if (filter.status !== undefined && !STATUS_TITLES.has(filter.status)) {
			note(`Status ${filter.status} is not documented`);
		}
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
		const listed = capped(found, settings);
		if (listed.length > settings.failsAboveRows) throw new OutOfMemory();
		const zone = filter.timezone ?? settings.messagesZone;
		const rows = Object.fromEntries(listed.map((message) => [message.id, row(message, zone)]));
		return withErrorKey(settings, { smss: emptyOr(settings, rows), ...summary });
	};

	/** Vendor document 9, whose sample is that of another method; the answer is from fact sheet 2.6. */
	const getsmsstatus: Method = (parameters, note) => {
		const readers = readersOf(note);
		const { token, smsId } = readParameters(
			parameters,
			(fields) => ({
				token: fields.required('token', readers.text),
				smsId: fields.required('sms_id', readers.id),
			}),
			ignoreUnknown(note),
		);
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

/** The rows that an answer has of all that were found, oldest id first. */
function capped(found: Message[], { mostRows, cappedTo }: SmsGateway24Settings): Message[] {
	if (found.length <= mostRows) return found;
	return cappedTo === 'oldest' ? found.slice(0, mostRows) : found.slice(-mostRows);
}

function isWanted<T>(wanted: T | undefined, value: T): boolean {
	return wanted === undefined || wanted === value;
}
