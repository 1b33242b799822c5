import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Failure, Reading } from '../failure/failure';
import { refusal, success } from '../failure/failure';
import type { OddRecord, PolledRecord } from './tracker';

const DIGEST_LENGTH = 8;

/**
 * A row that cannot be tracked, told apart by all that it says, except what changes while the message is on its way.
 *
 * @param changing names of the fields that change, such as that of the status
 */
export function oddRecord(
	row: IDataObject,
	changing: readonly string[],
	failure: Failure,
): OddRecord {
	const lasting = Object.entries(row).filter(([name]) => !changing.includes(name));
	const digest = createHash('sha256').update(JSON.stringify(lasting)).digest('base64url');
	return { key: digest.slice(0, DIGEST_LENGTH), failure };
}

/**
 * Rows in two: those that can be tracked, and the odd ones. Where all are odd, it is not the rows.
 *
 * @param isFirst whether no row was ever tracked, so that nothing says that any can be
 */
export function apart<T>(
	read: ReadonlyArray<PolledRecord<T> | OddRecord>,
	isFirst: boolean,
): Reading<{ rows: Array<PolledRecord<T>>; odd: OddRecord[] }> {
	const rows = trackable(read);
	const odd = read.filter((one): one is OddRecord => 'failure' in one);
	const [first] = odd;
	return isFirst && rows.length === 0 && first ? refusal(first.failure) : success({ rows, odd });
}

/** Those that can be tracked. */
export function trackable<T>(
	read: ReadonlyArray<PolledRecord<T> | OddRecord>,
): Array<PolledRecord<T>> {
	return read.filter((one): one is PolledRecord<T> => 'order' in one);
}
