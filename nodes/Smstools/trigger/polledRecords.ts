import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { unreadable } from '../../shared/failure/unreadable';
import { dayOf } from '../../shared/polling/days';
import { oddRecord } from '../../shared/polling/oddRecord';
import type { OddRecord, PolledRecord } from '../../shared/polling/tracker';
import { SERVICE } from '../api/account';
import { idOf } from '../api/ids';
import { readSeconds } from '../records/dates';

/** Ids up to this length are remembered as they are. */
const LONGEST_KEY = 15;
/** 48 bits: of 50,000, the most that are remembered, hardly ever two come out alike. */
const DIGEST_LENGTH = 8;
/** What changes in a row of the history, also in one of a group (fact sheet, section 3.7). */
const CHANGING_FIELDS = ['status', 'amountdelivered', 'amountnotdelivered'];

/** The rows of one page, told apart by their ids, and placed by their dates. */
export function readPolledRecords(
	rows: IDataObject[],
	statusOf: (row: IDataObject) => string,
): Array<PolledRecord<IDataObject> | OddRecord> {
	const keyOf = keysOfPage();
	return rows.map((record) => {
		const order = readSeconds(record.date);
		if (order === null) {
			// First in the quotation, which may be cut.
			const dateAndRest = { date: record.date ?? null, ...record };
			return oddRecord(
				record,
				CHANGING_FIELDS,
				unreadable(SERVICE, 'a message', dateAndRest, 'its date is not valid'),
			);
		}
		const day = dayOf(order * 1000);
		return { key: keyOf(record), order, status: statusOf(record), day, record };
	});
}

/**
 * What tells the rows of a page apart: the id, or a digest of a long one. A row without an id is told
 * by what does not change in it, and among equal ones by their number on the page: counted over
 * several pages, one that a new row pushes onto the next page would count twice.
 */
function keysOfPage(): (row: IDataObject) => string {
	const equals = new Map<string, number>();
	return (row) => {
		const id = idOf(row);
		if (id !== null) return id.length <= LONGEST_KEY ? id : digestOf(id);
		const { date, sender, receiver, to, type, message } = row;
		const digest = digestOf([date, sender, receiver ?? to, type, message]);
		const count = (equals.get(digest) ?? 0) + 1;
		equals.set(digest, count);
		return count === 1 ? digest : `${digest}-${count}`;
	};
}

function digestOf(value: unknown): string {
	const digest = createHash('sha256').update(JSON.stringify(value)).digest('base64url');
	return `~${digest.slice(0, DIGEST_LENGTH)}`;
}
