import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { numberOrNull, textOrNull } from '../../shared/record/values';
import { filledOrNull } from './message';

/** A record of `fetch_contacts`, simplified (vendor document, `fetch_contacts`). */
export function toContact(record: IDataObject): IDataObject {
	const seconds = numberOrNull(record.time);
	return {
		id: textOrNull(record.contact_id),
		phone: textOrNull(record.phone),
		firstName: filledOrNull(record.firstname),
		lastName: filledOrNull(record.lastname),
		groupId: filledOrNull(record.group_name),
		savedAt: seconds
			? DateTime.fromSeconds(seconds, { zone: 'UTC' }).toISO({ suppressMilliseconds: true })
			: null,
	};
}
