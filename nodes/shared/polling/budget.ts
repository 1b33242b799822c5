import type { IHttpRequestOptions } from 'n8n-workflow';

export type RequestLimits = Required<Pick<IHttpRequestOptions, 'timeout' | 'abortSignal'>>;

/** How much one poll may do. */
export interface Budget {
	/** Whether there is time for another request. */
	hasTime: () => boolean;
	/** What bounds the next request, from its beginning to the end of its answer. */
	limits(): RequestLimits;
}

/** What n8n allows where it does not say; older versions have no limit. */
const DEFAULT_BUDGET_MS = 5 * 60_000;
/** No poll should hold on for longer: the next one goes on where it stops. */
const LONGEST_POLL_MS = 2 * 60_000;
/** The part of the time after which nothing is begun, so that what has begun can end. */
const SHARE_TO_BEGIN = 0.6;
/** The part of the time in which what has begun should end. */
const SHARE_TO_END = 0.95;
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
		limits() {
			const left = Math.max(SHORTEST_REQUEST_MS, allowed * SHARE_TO_END - spent());
			const timeout = Math.round(Math.min(LONGEST_REQUEST_MS, left));
			// The time-out alone does not end an answer that trickles.
			return { timeout, abortSignal: AbortSignal.timeout(timeout) };
		},
	};
}
