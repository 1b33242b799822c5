import { excerpt } from './excerpt';
import type { Failure } from './failure';

export const ISSUES = 'https://github.com/n8n-nodes-sms-gateways/n8n-nodes-sms-gateways/issues';

/** What to do about an answer that no document shows. */
export const REPORT_ADVICE = `Please report this response at ${ISSUES}.`;

/**
 * The failure for a part of an answer that no document shows. The secrets of the account are masked before anything
 * reads an answer (see `exchange`).
 *
 * @param service the gateway's name in sentences
 * @param what what was looked for, such as "a list of groups"
 * @param reason why it cannot be read, such as "its ID is not a number", where that can be told
 */
export function unreadable(
	service: string,
	what: string,
	value: unknown,
	reason?: string,
): Failure {
	const shown = excerpt(JSON.stringify(value) ?? '');
	const why = reason === undefined ? '' : `, because ${reason}`;
	return {
		message: `${service} returned ${what} that this node cannot read${why}${shown === '' ? '' : `: “${shown}”`}.`,
		advice: REPORT_ADVICE,
		outcome: 'unknown',
	};
}
