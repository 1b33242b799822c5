import type { IAllExecuteFunctions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Reading } from '../shared/failure';
import { refusal } from '../shared/failure';
import { toHttpAnswer } from '../shared/httpAnswer';
import { describeNetworkFault } from '../shared/networkFault';
import { runMemoryOf } from '../shared/runMemory';
import type { Account } from './account';
import { CREDENTIAL, SERVICE } from './account';
import type { Answer, AnswerRule } from './answer';
import { readAnswer } from './answer';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** One call of the API. */
export interface Call extends Omit<AnswerRule, 'account' | 'method'> {
	/**
	 * `POST or GET` where documents disagree: POST first, and after HTTP 405 GET (fact sheet,
	 * section 2).
	 */
	method: Method | 'POST or GET';
	/** Below the base URL, e.g. "/sms/send". */
	path: string;
	query?: IDataObject;
	body?: IDataObject;
}

/** The API of one account, for one node. */
export interface Api {
	account: Account;
	/** Never throws: whatever went wrong is told in the reading. */
	call(call: Call): Promise<Reading<Answer>>;
}

/**
 * @param http timeout, proxy and so on as the user set them
 */
export function createApi(
	context: IAllExecuteFunctions,
	account: Account,
	http: Partial<IHttpRequestOptions> = {},
): Api {
	const getInstead = runMemoryOf<Promise<boolean>>(context, 'GET instead of POST');

	const exchange = async (method: Method, call: Call): Promise<Reading<Answer>> => {
		// No redirect is followed, for the token would go along.
		const request: IHttpRequestOptions = {
			...http,
			method,
			baseURL: account.baseUrl,
			url: call.path,
			qs: call.query ?? {},
			body: call.body,
			headers: { Accept: 'application/json' },
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		};
		const rule: AnswerRule = { ...call, account, method };
		return await context.helpers.httpRequestWithAuthentication
			.call(context, CREDENTIAL, request)
			.then(
				(response: unknown) => readAnswer(toHttpAnswer(response), rule),
				(fault: unknown) => refusal(describeNetworkFault(fault, SERVICE)),
			);
	};

	/** The first POST of a run is waited for, so that of many items only one meets the 405. */
	const postOrGet = async (call: Call): Promise<Reading<Answer>> => {
		const kind = call.path.split('/').at(-1) ?? '';
		const known = getInstead.get(kind);
		if (known !== undefined && (await known)) return await exchange('GET', call);
		const posting = exchange('POST', call);
		if (known === undefined) getInstead.set(kind, posting.then(isWrongMethod));
		const reading = await posting;
		if (!isWrongMethod(reading)) return reading;
		getInstead.set(kind, Promise.resolve(true));
		return await exchange('GET', call);
	};

	return {
		account,
		call: async (call) =>
			call.method === 'POST or GET' ? await postOrGet(call) : await exchange(call.method, call),
	};
}

function isWrongMethod(reading: Reading<Answer>): boolean {
	return !reading.ok && reading.failure.httpCode === '405';
}
