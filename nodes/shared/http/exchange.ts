import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Reading } from '../failure/failure';
import { refusal, success } from '../failure/failure';
import { maskSecretsInAnswer } from '../failure/secrets';
import { LONGEST_JSON } from '../record/json';
import type { HttpAnswer } from './httpAnswer';
import { toHttpAnswer, unreadableAsAWhole } from './httpAnswer';
import { describeNetworkFault } from './networkFault';
import type { RunCredential } from './runCredential';

/**
 * Makes a request that the credential signs, and returns the answer as it came, whatever its HTTP
 * status. Never throws: a network fault is told in the reading. No redirect is followed, for the
 * secrets in the request would go along.
 *
 * @param credential signs the request
 * @param service the gateway's name in sentences
 * @param secrets texts that no answer may bring to light; they are masked before anything reads it
 */
export async function exchange(
	context: IAllExecuteFunctions,
	credential: RunCredential,
	service: string,
	request: IHttpRequestOptions,
	secrets: readonly string[],
): Promise<Reading<HttpAnswer>> {
	return await context.helpers.httpRequestWithAuthentication
		.call(
			context,
			credential.type,
			{
				...request,
				encoding: 'text',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
			{ credentialsDecrypted: credential },
		)
		.then(
			(response: unknown) => {
				const answer = toHttpAnswer(response);
				if (answer.body.length > LONGEST_JSON) {
					return refusal(unreadableAsAWhole(service, 'too large'));
				}
				return success({ ...answer, body: maskSecretsInAnswer(answer.body, secrets) });
			},
			(fault: unknown) => {
				const failure = describeNetworkFault(fault, service, faultContextOf(context, request));
				return refusal({ ...failure, message: maskSecretsInAnswer(failure.message, secrets) });
			},
		);
}

function faultContextOf(context: IAllExecuteFunctions, { abortSignal }: IHttpRequestOptions) {
	return {
		// Only nodes that are executed have n8n's Request Options; triggers and drop-downs do not.
		hasRequestOptions: 'getExecuteData' in context,
		isOutOfTime: abortSignal?.aborted === true,
	};
}
