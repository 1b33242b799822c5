import type { IExecuteFunctions } from 'n8n-workflow';

/** The parameter of a link that tells the runs of a node in one execution apart. */
export const RUN_PARAMETER = 'run';

/** Hosts that only this computer, or only its own network, can open. */
const NOT_FROM_A_PHONE =
	/^(?:localhost|.*\.(?:local|localhost|internal)|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|169\.254\..*|0\.0\.0\.0|\[::1?\]|[^.[]+)$/;

/**
 * The signed address at which this run of the node can be answered. n8n signs the execution and the node; a later run of
 * the node in the same execution, as in a loop, gets its number too, so that the link of an earlier question does not
 * answer it. The first one goes without, for every character of an SMS counts.
 *
 * @param run from 0
 */
export function resumeLinkOf(context: IExecuteFunctions, run: number): string {
	return context.getSignedResumeUrl(run === 0 ? {} : { [RUN_PARAMETER]: String(run) });
}

/** What to tell the user of a link that a phone cannot open; undefined where it can, as far as its address tells. */
export function warningOf(link: string): string | undefined {
	const { hostname, origin } = new URL(link);
	if (!NOT_FROM_A_PHONE.test(hostname)) return undefined;
	return `The link in the SMS begins with ${origin}, which a phone cannot open from outside your network. Set the environment variable WEBHOOK_URL of n8n to its public address.`;
}
