import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Reading } from './failure';
import { refusal, success } from './failure';
import type { HttpAnswer } from './httpAnswer';
import { toHttpAnswer } from './httpAnswer';
import { describeNetworkFault } from './networkFault';

/** The fields of a request; what is undefined is left out. */
export type Form = Record<string, string | undefined>;

/** Writes a form as the body of a POST request. */
export function encodeForm(form: Form): URLSearchParams {
	const body = new URLSearchParams();
	for (const [name, value] of Object.entries(form)) {
		if (value !== undefined) body.set(name, value);
	}
	return body;
}

/**
 * POSTs a form that the credential signs. Never throws: a network fault is told in the reading. No
 * redirect is followed, for the secrets in the body would go along.
 *
 * @param service the gateway's name in sentences
 */
export async function postForm(
	context: IAllExecuteFunctions,
	credentialType: string,
	service: string,
	request: IHttpRequestOptions & { body: URLSearchParams },
): Promise<Reading<HttpAnswer>> {
	return await context.helpers.httpRequestWithAuthentication
		.call(context, credentialType, {
			...request,
			method: 'POST',
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
