import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Reading } from './failure';
import { refusal, success } from './failure';
import type { HttpAnswer } from './httpAnswer';
import { toHttpAnswer } from './httpAnswer';
import { describeNetworkFault } from './networkFault';

/**
 * Makes one request, signed by the credential, and returns its answer whatever the HTTP status is:
 * n8n would repeat a request by itself when a 401 is thrown. Never throws.
 *
 * No redirect is followed, for the secrets would go along.
 *
 * @param service the gateway's name in sentences
 */
export async function exchange(
	context: IAllExecuteFunctions,
	credentialType: string,
	service: string,
	request: IHttpRequestOptions,
): Promise<Reading<HttpAnswer>> {
	return await context.helpers.httpRequestWithAuthentication
		.call(context, credentialType, {
			...request,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})
		.then(
			(response: unknown) => success(toHttpAnswer(response)),
			(fault: unknown) => refusal(describeNetworkFault(fault, service)),
		);
}
