import { sleep } from 'n8n-workflow';
import type { Account } from './account';

const SECOND_MS = 1_000;

/** By account, when the answer to its last send came, in milliseconds since 1970. */
const lastAnswers = new Map<string, Promise<number>>();

/**
 * Runs a send so that no other one of the account falls into the same second of the gateway's
 * clock: it starts a second after the answer to the one before, whichever workflow that was of.
 *
 * Two sends of one second share a batch id (fact sheet, section 2). By the vendor's public source
 * (`_send_sms`, `get_sms_batch`, `cron_get_sms_batch`) whatever is still pending under a batch id
 * goes out with the later send: a scheduled SMS at once, and one that is just being sent, twice.
 */
export async function inOwnSecond<T>(
	{ baseUrl, subAccount }: Account,
	send: () => Promise<T>,
): Promise<T> {
	const key = `${baseUrl} ${subAccount}`;
	const sending = (lastAnswers.get(key) ?? Promise.resolve(0)).then(async (answeredAt) => {
		const left = answeredAt + SECOND_MS - Date.now();
		// Never longer than a second, should the clock of this machine be set back.
		if (left > 0) await sleep(Math.min(left, SECOND_MS));
		return await send();
	});
	lastAnswers.set(key, sending.then(Date.now, Date.now));
	return await sending;
}
