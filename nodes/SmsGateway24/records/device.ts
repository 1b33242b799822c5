import type { IDataObject } from 'n8n-workflow';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import { readPhpDate } from './dates';

/** After so long unseen a phone counts as offline; the gateway's own limit is not documented (fact sheet, section 2.8). */
const OFFLINE_AFTER_MS = 15 * 60 * 1000;

/**
 * Whether a row of `getalldevices` is of a phone that is offline, by the time at which it was last seen: unlike
 * `getdevicestatus`, it does not say so itself (vendor document, section 8). False where it tells no time.
 *
 * @param now in milliseconds since 1970
 */
export function looksOffline(row: IDataObject, zone: string, now: number): boolean {
	const lastSeenAt = readPhpDate(row.lastseen, zone);
	return lastSeenAt !== null && now - Date.parse(lastSeenAt) > OFFLINE_AFTER_MS;
}

/** A row of `getalldevices`, simplified (vendor document, section 8). */
export function toDevice(row: IDataObject, zone: string): IDataObject {
	return {
		id: textOrNull(row.id),
		name: textOrNull(row.title),
		number: textOrNull(row.number),
		lastSeenAt: readPhpDate(row.lastseen, zone),
		createdAt: readPhpDate(row.created, zone),
		appVersion: textOrNull(row.appversion),
		subscription: typeof row.subscription === 'boolean' ? row.subscription : null,
	};
}

/** The response to `getdevicestatus`, simplified (not in the vendor document; fact sheet, section 2.8). */
export function toDeviceStatus(answer: IDataObject, zone: string): IDataObject {
	return {
		id: textOrNull(answer.device_id),
		name: textOrNull(answer.title),
		online: typeof answer.online === 'boolean' ? answer.online : null,
		lastSeenAt: readPhpDate(answer.lastseen, zone),
		secondsSinceLastSeen: numberOrNull(answer.diffseconds),
	};
}
