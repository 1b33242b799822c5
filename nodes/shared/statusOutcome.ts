import type { Failure, SendOutcome } from './failure';

/**
 * HTTP statuses that say themselves that nothing was done: 401 (RFC 9110, 15.5.2), 429, and redirects that ask for the
 * same request again. With any other a program may also end after it has sent or stored something.
 */
const NOTHING_DONE = new Set([301, 307, 308, 401, 429]);

/** What a failure with an HTTP status means for a send or a creation where the answer says nothing that is known. */
export function byStatusAlone(failure: Failure, statusCode: number): Failure {
	const outcome: SendOutcome = NOTHING_DONE.has(statusCode) ? 'notSent' : 'unknown';
	return { ...failure, outcome };
}
