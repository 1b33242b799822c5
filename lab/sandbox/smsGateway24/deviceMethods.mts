import { ignoreUnknown, readParameters } from '../requestParameters.mts';
import { emptyOr, withErrorKey } from './answers.mts';
import { humanDate, phpDate } from './dates.mts';
import type { Device } from './devices.mts';
import { readersOf } from './parameters.mts';
import type { Method, SmsGateway24State } from './state.mts';

/** The methods about phones (vendor document 8; fact sheet 2.8). */
export function deviceMethods({ accounts, devices, settings, clock }: SmsGateway24State) {
	/** A row of vendor document 8. */
	function row(device: Device): Record<string, unknown> {
		const zone = settings.devicesZone;
		return {
			id: device.id,
			title: device.title,
			number: device.number,
			// The text "null" and not null, as in the second sample.
			imei: 'null',
			created: phpDate(device.created, zone, settings.timezoneType),
			createdhumanformat: humanDate(device.created, zone),
			lastseen: phpDate(device.lastSeen, zone, settings.timezoneType),
			lastseenhumanformat: humanDate(device.lastSeen, zone),
			serialnumber: 'unknown',
			siminfo: device.siminfo,
			appversion: '12.1.21',
			isappversionactual: false,
			delaybetweeneachsms: null,
			delaybetweenrequest: 1,
			subscription: device.subscription,
		};
	}

	/** Vendor document 8: the keys of its sample, not of its table, which has a `message` too. */
	const getalldevices: Method = (parameters, note) => {
		const token = readParameters(
			parameters,
			(fields) => fields.required('token', readersOf(note).text),
			ignoreUnknown(note),
		);
		const list = devices.list(accounts.byToken(token).email);
		const rows = Object.fromEntries(list.map((device) => [device.id, row(device)]));
		return withErrorKey(settings, { count: list.length, device: emptyOr(settings, rows) });
	};

	/** Fact sheet 2.8; not in the vendor document. `diffseconds` are the seconds since the phone was seen. */
	const getdevicestatus: Method = (parameters, note) => {
		const { text, id } = readersOf(note);
		const { token, deviceId } = readParameters(
			parameters,
			(fields) => ({
				token: fields.required('token', text),
				deviceId: fields.required('device_id', id),
			}),
			ignoreUnknown(note),
		);
		const device = devices.ofAccount(deviceId, accounts.byToken(token).email);
		const unseenMs = clock.now().getTime() - device.lastSeen.getTime();
		return {
			online: device.online,
			error: 0,
			message: 'OK',
			device_id: device.id,
			lastseen: phpDate(device.lastSeen, settings.messagesZone, settings.timezoneType),
			diffseconds: Math.floor(unseenMs / 1000),
			title: device.title,
		};
	};

	return { getalldevices, getdevicestatus };
}
