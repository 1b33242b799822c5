/** How much one poll may do. */
export interface Budget {
	/** Whether there is time for another request. */
	hasTime(): boolean;
	/** How long the next request may take, in milliseconds. */
	timeoutMs(): number;
}

/** What n8n allows where it does not say; older versions have no limit. */
const DEFAULT_BUDGET_MS = 5 * 60_000;
/** No poll should hold on for longer: the next one goes on where it stops. */
const LONGEST_POLL_MS = 2 * 60_000;
/** The part of the time after which nothing is begun, so that what has begun can end. */
const SHARE_TO_BEGIN = 0.6;
const LONGEST_REQUEST_MS = 30_000;
const SHORTEST_REQUEST_MS = 5_000;

/**
 * Starts the clock of a poll.
 *
 * @param pollBudgetMs what n8n allows the poll, in milliseconds
 */
export function startBudget(pollBudgetMs: number = DEFAULT_BUDGET_MS): Budget {
	const allowed = Math.min(pollBudgetMs, LONGEST_POLL_MS);
	const startedAt = performance.now();
	const spent = () => performance.now() - startedAt;
	return {
		hasTime: () => spent() < allowed * SHARE_TO_BEGIN,
		timeoutMs: () =>
			Math.round(
				Math.min(LONGEST_REQUEST_MS, Math.max(SHORTEST_REQUEST_MS, allowed * 0.95 - spent())),
			),
	};
}
