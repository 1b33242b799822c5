import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../../shared/failure/failure';
import { unreadable } from '../../shared/failure/unreadable';
import { dayOf } from '../../shared/polling/days';
import { oddRecord } from '../../shared/polling/oddRecord';
import type { OddRecord, PolledRecord } from '../../shared/polling/tracker';
import { textOrNull } from '../../shared/record/values';
import { SERVICE } from '../api/account';
import { keyOfUid, orderOfTime, orderOfUid, timeOfOrder } from '../records/uidTime';

/** What changes while the SMS is on its way; the cost, once it has failed (fact sheet, sections 6 and 16.11). */
const CHANGING_FIELDS = ['status', 'customer_status', 'sent_at', 'cost'];
const DATE_TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)/;

/** A row as the tracker sees it, by the time that its uid carries, or why it cannot be seen so. */
export function readPolledRecord(
	row: IDataObject,
	status: string,
): PolledRecord<IDataObject> | OddRecord {
	const uid = textOrNull(row.uid);
	const order = orderOfUid(uid) ?? orderOfText(row.sent_at);
	if (uid !== null && uid !== '' && order !== undefined) {
		return { key: keyOfUid(uid), order, status, day: dayOfOrder(order), record: row };
	}
	const reason =
		order === undefined
			? 'neither its ID (“uid”) nor “sent_at” contains its time'
			: 'it has no ID (“uid”)';
	return oddRow(row, unreadable(SERVICE, 'an SMS', row, reason));
}

/** A row that cannot be tracked. */
export function oddRow(row: IDataObject, failure: Failure): OddRecord {
	return oddRecord(row, CHANGING_FIELDS, failure);
}

/** The day of a record, in days since 1970. */
export function dayOfOrder(order: number): number {
	return dayOf(timeOfOrder(order));
}

/**
 * The order of a row whose uid does not tell it, by `sent_at`. Its zone is not known (fact sheet,
 * section 7), so that it is read as if it were UTC and only compared with others of its kind. When
 * the clocks of that zone go back, an hour comes twice; SMS of the second one are found as far as the
 * look-back reaches.
 */
function orderOfText(sentAt: unknown): number | undefined {
	const [, date, time] = DATE_TIME.exec(textOrNull(sentAt)?.trim() ?? '') ?? [];
	const millis = Date.parse(`${date}T${time}Z`);
	return Number.isNaN(millis) ? undefined : orderOfTime(millis);
}
