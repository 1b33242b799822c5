import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import type { Target } from '../../shared/http/endpoint';
import { exchange } from '../../shared/http/exchange';
import type { Account } from './account';
import { SERVICE } from './account';
import type { AnswerRule } from './answer';
import { readAnswer } from './answer';

/** Timeout, proxy and so on as the user set them. */
export type HttpSettings = Partial<IHttpRequestOptions>;

/** What a vendor method is called with, and how its answer is read. */
export interface Call<T> extends Omit<AnswerRule<T>, 'secrets'> {
	/** Parameters of the URL; what is undefined is left out. */
	query?: Record<string, string | undefined>;
	/** What is sent as JSON. */
	body?: unknown;
}

/**
 * Calls a method of Smstools and reads its answer. Never throws: whatever went wrong is told in the
 * reading.
 *
 * The credential puts the keys into headers (vendor documents a and b). No redirect is followed, for
 * the headers would go along.
 */
export async function callMethod<T>(
	context: IAllExecuteFunctions,
	account: Account,
	target: Target,
	call: Call<T>,
): Promise<Reading<T>> {
	const { query = {}, body, ...rule } = call;
	const given = Object.entries(query).filter(([, value]) => value !== undefined);
	const request: IHttpRequestOptions = {
		...target,
		baseURL: account.baseUrl,
		qs: Object.fromEntries(given),
		...(body !== undefined && {
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		}),
	};
	const answer = await exchange(context, account.credential, SERVICE, request, account.secrets);
	if (!answer.ok) return answer;
	return readAnswer(answer.value, { ...rule, secrets: account.secrets });
}
