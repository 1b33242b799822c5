import type { IDataObject } from 'n8n-workflow';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import { readPhpDate } from './dates';

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
