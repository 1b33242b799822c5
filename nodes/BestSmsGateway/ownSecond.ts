import { sleep } from 'n8n-workflow';
import type { Account } from './account';

const SECOND_MS = 1_000;

/** When the next send of an account may start. */
const lastSends = new Map<string, Promise<unknown>>();

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
	const sending = (lastSends.get(key) ?? Promise.resolve()).then(send);
	const rest = async () => {
		await sleep(SECOND_MS);
		if (lastSends.get(key) === over) lastSends.delete(key);
	};
	const over = sending.then(rest, rest);
	lastSends.set(key, over);
	return await sending;
}
