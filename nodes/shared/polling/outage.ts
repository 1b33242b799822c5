import type { Failure } from '../failure/failure';

/** A time in which a gateway cannot be read, or not in each poll. */
export interface Outage {
	/** When the last polls began to fail, in milliseconds since 1970. */
	since: number;
	/** Since when polls have been good, if they are. */
	goodSince?: number;
	/** When it was last reported; undefined where it was not yet. */
	reportedAt?: number;
	/** How long after that it is reported again, in milliseconds. */
	pause: number;
	/** The kinds of failure that were reported. */
	kinds: ReadonlySet<string>;
}

const MINUTE_MS = 60 * 1000;
const FIRST_PAUSE_MS = 5 * MINUTE_MS;
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;

/** An outage is over when polls have been good for this long. */
const OVER_AFTER_MS = 60 * MINUTE_MS;

const TEMPORARY_CAUSES: ReadonlySet<Failure['cause']> = new Set([
	'temporarily-unavailable',
	'rate-limited',
]);

/** Whether a failure goes away by itself, as far as is known. */
export function isTemporary({ cause, httpCode }: Failure): boolean {
	return TEMPORARY_CAUSES.has(cause) || (httpCode !== undefined && Number(httpCode) >= 500);
}

/**
 * The same for an account that was read before: only what the gateway says of the log-in or of the request does not go
 * away then. An address that worked is right, so that a name that is not found is a fault of the network.
 */
export function isTemporaryForKnown(failure: Failure): boolean {
	if (isTemporary(failure)) return true;
	if (failure.cause === undefined) return true;
	return failure.cause === 'configuration-invalid' && failure.httpCode === undefined;
}

/** What is known of an outage after one more failure. */
export function outageAfter(before: Outage | undefined, now: number): Outage {
	// A clock that was set back must not silence it.
	if (before === undefined || before.since > now) {
		return { since: now, pause: FIRST_PAUSE_MS, kinds: new Set() };
	}
	const { goodSince, ...outage } = before;
	return goodSince === undefined ? outage : { ...outage, since: now };
}

/**
 * What is known of an outage after a good poll. A gateway that fails every second poll has one outage, not many: each
 * failure that is reported may start a workflow.
 */
export function outageAfterGoodPoll(before: Outage | undefined, now: number): Outage | undefined {
	if (before === undefined) return undefined;
	const goodSince = Math.min(before.goodSince ?? now, now);
	return now - goodSince >= OVER_AFTER_MS ? undefined : { ...before, goodSince };
}

/** Whether to report a failure: the first one, one of another kind, and then less and less often. */
export function isDue(
	{ reportedAt, pause, kinds }: Outage,
	failure: Failure,
	now: number,
): boolean {
	if (reportedAt === undefined || !kinds.has(kindOf(failure))) return true;
	return now < reportedAt || now - reportedAt >= pause;
}

/** The outage after this failure in it was reported. */
export function reportedOutage(outage: Outage, failure: Failure, now: number): Outage {
	const isRepeated = outage.reportedAt !== undefined;
	return {
		since: outage.since,
		reportedAt: now,
		pause: isRepeated ? Math.min(2 * outage.pause, LONGEST_PAUSE_MS) : outage.pause,
		kinds: new Set([...outage.kinds, kindOf(failure)]),
	};
}

/** The failure with how long it has lasted. */
export function withDuration(failure: Failure, { since }: Outage, now: number): Failure {
	const minutes = Math.floor((now - since) / MINUTE_MS);
	if (minutes < 1) return failure;
	return {
		...failure,
		message: `${failure.message} Polls have been failing for ${durationOf(minutes)}.`,
	};
}

function kindOf(failure: Failure): string {
	return isTemporary(failure) ? 'temporary' : (failure.cause ?? '');
}

function durationOf(minutes: number): string {
	const hours = Math.floor(minutes / 60);
	const days = Math.floor(hours / 24);
	if (days >= 2) return `${days} days`;
	if (hours >= 2) return `${hours} hours`;
	return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
