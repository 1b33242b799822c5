import type { Reading } from '../shared/failure';
import { refusal } from '../shared/failure';
import { pauseUntil } from '../shared/gate';
import type { Account } from './account';
import { SERVICE } from './account';

const SECOND_MS = 1_000;

/**
 * How long a send is waited for. The gateway gives it its batch id as soon as it reads the request,
 * so that one that takes longer, such as one to 1,000 numbers, need not hold the others up.
 */
const LONGEST_SEND_MS = 30_000;

/** By account, when its last send was out of the way, in milliseconds since 1970. */
const lastSends = new Map<string, Promise<number>>();

/**
 * Runs a send so that no other one of the account falls into the same second of the gateway's
 * clock: it starts a second after the answer to the one before, whichever workflow that was of.
 *
 * Two sends of one second share a batch id (fact sheet, section 2). By the vendor's public source
 * (`_send_sms`, `get_sms_batch`, `cron_get_sms_batch`) whatever is still pending under a batch id
 * goes out with the later send: a scheduled SMS at once, and one that is just being sent, twice.
 *
 * @param isStopped whether nothing more may start: a send that still waits is not made then
 */
export async function inOwnSecond<T>(
	account: Account,
	isStopped: () => boolean,
	send: () => Promise<Reading<T>>,
): Promise<Reading<T>> {
	const key = keyOf(account);
	const before = lastSends.get(key) ?? Promise.resolve(0);
	let release: (endedAt: number) => void = () => undefined;
	const ended = new Promise<number>((resolve) => {
		release = resolve;
	});
	lastSends.set(key, ended);

	const lastEndedAt = await before;
	// Never longer than a second, should the clock of this machine be set back.
	await pauseUntil(Math.min(lastEndedAt, Date.now()) + SECOND_MS, isStopped);
	if (isStopped()) {
		release(lastEndedAt);
		return refusal(stopped());
	}
	const sending = send();
	let isOver = false;
	const end = () => {
		isOver = true;
		release(Date.now());
	};
	void sending.then(end, end);
	void pauseUntil(Date.now() + LONGEST_SEND_MS, () => isOver).then(end);
	return await sending;
}

/** The same for all spellings of an account: the gateway reads its number and its name in small letters. */
function keyOf({ baseUrl, subAccount }: Account): string {
	const website = baseUrl.toLowerCase().replace(/^https?:\/\/(www\.)?/, '');
	return `${website} ${subAccount.toLowerCase().replace(/^0+/, '')}`;
}

function stopped() {
	return {
		message: `The run ended before ${SERVICE} was asked.`,
		advice: 'Run the workflow again for the items that were not sent.',
		outcome: 'notSent',
		isNotStarted: true,
	} as const;
}
