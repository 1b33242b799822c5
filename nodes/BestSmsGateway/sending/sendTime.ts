import type { Failure } from '../../shared/failure/failure';
import type { Account } from '../api/account';
import { isForTime } from '../api/answer';
import { onGatewayClock, websiteOf } from '../api/gatewayClock';
import type { SendSettings } from './outgoingSms';

/**
 * How far ahead an SMS is scheduled where others send with the sub-account too: time enough to look whether it is alone
 * in its second, and to take it back.
 */
const AHEAD_MS = 15_000;

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** Websites that take times to the minute only, as the vendor document writes them (`send_at`). */
const withoutSeconds = new Set<string>();

/** When a request goes out that is made now, in milliseconds since 1970; undefined for at once. */
export function timeFor(account: Account, { sendAt }: SendSettings): number | undefined {
	if (!account.isShared) return sendAt;
	const step = withoutSeconds.has(websiteOf(account)) ? MINUTE_MS : SECOND_MS;
	const soon = Math.ceil(onGatewayClock(account, Date.now() + AHEAD_MS) / step) * step;
	return Math.max(soon, sendAt ?? 0);
}

/**
 * Whether a website refused a time that has seconds, which the public script takes and another revision may not. From
 * then on it gets none: its SMS leave at the next full minute.
 */
export function isSecondsRefused(
	account: Account,
	sendAt: number | undefined,
	failure: Failure,
): boolean {
	if (sendAt === undefined || sendAt % MINUTE_MS === 0 || !isForTime(failure)) return false;
	withoutSeconds.add(websiteOf(account));
	return true;
}
