import { sleep } from 'n8n-workflow';

/** Where polls of several triggers come at once, those of one account begin this far apart. */
const APART_MS = 50;
/** No poll waits longer for its turn: past it the next ones share the moments of the first. */
const LONGEST_WAIT_MS = 5_000;

/** When the last poll of an account begins, on the clock of `performance.now`, and whose it is. */
const lastTurns = new Map<string, { at: number; trigger: string }>();

/**
 * Waits until a poll may begin. n8n polls each trigger in a random second of the minute, except where the user gives the
 * time as a cron expression: then all triggers with that time ask their account at the same moment. A trigger that is
 * alone does not wait.
 *
 * @param account what the triggers share
 * @param trigger which of them is polled
 */
export async function untilTurn(account: string, trigger: string): Promise<void> {
	const now = performance.now();
	const last = lastTurns.get(account);
	const isAlone = last === undefined || last.trigger === trigger;
	const next = isAlone ? now : Math.max(now, last.at + APART_MS);
	const at = next - now > LONGEST_WAIT_MS ? now : next;
	lastTurns.set(account, { at, trigger });
	if (at > now) await sleep(at - now);
}
