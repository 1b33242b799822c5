import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

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
 * @throws NodeOperationError where this n8n cannot sign
 */
export function resumeLinkOf(context: IExecuteFunctions, run: number): string {
	const node = context.getNode();
	if (!('getSignedResumeUrl' in context)) {
		throw new NodeOperationError(
			node,
			'This n8n is too old for Send and Wait for Response, so nothing was sent.',
			{ description: 'Update n8n to version 1.123 or newer.' },
		);
	}
	requireSignature(context);
	return context.getSignedResumeUrl(run === 0 ? {} : { [RUN_PARAMETER]: String(run) });
}

/** n8n 1 checks the signature only where it is asked to; n8n 2 always does, and has no such method. */
function requireSignature(context: IExecuteFunctions): void {
	if (!('setSignatureValidationRequired' in context)) return;
	const { setSignatureValidationRequired } = context;
	if (typeof setSignatureValidationRequired === 'function') {
		Reflect.apply(setSignatureValidationRequired, context, []);
	}
}

/** What to tell the user of a link that a phone cannot open; undefined where it can, as far as its address tells. */
export function warningOf(link: string): string | undefined {
	const { hostname, origin } = new URL(link);
	if (!NOT_FROM_A_PHONE.test(hostname)) return undefined;
	return `The link in the SMS begins with ${origin}, which a phone cannot open from elsewhere. Set the environment variable WEBHOOK_URL of n8n to its public address.`;
}
