import type { IDataObject } from 'n8n-workflow';
import { numberOrNull, textOrNull } from '../shared/values';
import { readPhpDate } from './phpDate';

/** A row of `getalldevices` in short (vendor document, section 8). */
export function toDevice(row: IDataObject): IDataObject {
	return {
		id: textOrNull(row.id),
		name: textOrNull(row.title),
		number: textOrNull(row.number),
		lastSeenAt: readPhpDate(row.lastseen),
		createdAt: readPhpDate(row.created),
		appVersion: textOrNull(row.appversion),
		subscription: typeof row.subscription === 'boolean' ? row.subscription : null,
	};
}

/** The answer of `getdevicestatus` in short (not in the vendor document; fact sheet, section 2.8). */
export function toDeviceStatus(answer: IDataObject): IDataObject {
	return {
		id: textOrNull(answer.device_id),
		name: textOrNull(answer.title),
		online: typeof answer.online === 'boolean' ? answer.online : null,
		lastSeenAt: readPhpDate(answer.lastseen),
		secondsSinceLastSeen: numberOrNull(answer.diffseconds),
	};
}
