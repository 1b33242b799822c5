import type { IAllExecuteFunctions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import { refusal } from '../../shared/failure/failure';
import type { Endpoint } from '../../shared/http/endpoint';
import { exchange } from '../../shared/http/exchange';
import { runCacheOf } from '../../shared/operations/runMemory';
import type { Account } from './account';
import { SERVICE } from './account';
import type { Answer, AnswerRule } from './answer';
import { readAnswer } from './answer';
import { wantsTokenInBody, unsafeReads } from './baseUrl';

/** The meaning of a read that was not made, see `unsafeReads`. */
export const NO_READS = 'noReads';

/** One call of the API, to an endpoint without placeholders. */
export interface Call extends Pick<Endpoint, 'method' | 'url'>, Omit<AnswerRule, 'account'> {
	/**
	 * Set where documents disagree on POST or GET: GET comes next where the server says that it does not
	 * support POST (fact sheet, section 2), by HTTP 405 or in words (section 16.1).
	 */
	orGet?: true;
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
	const getInstead = runCacheOf<Promise<boolean>>(context, 'GET instead of POST');

	const request = async (method: Call['method'], call: Call): Promise<Reading<Answer>> => {
		// n8n leaves out the body of a GET, and a URL is no place for a token.
		if (method === 'GET' && wantsTokenInBody(account.baseUrl)) {
			const why = unsafeReads(account.baseUrl);
			const meaning = NO_READS;
			return refusal({ ...why, meaning, outcome: 'notSent', cause: 'configuration-invalid' });
		}
		const httpRequest = {
			...http,
			method,
			baseURL: account.baseUrl,
			url: call.url,
			qs: call.query ?? {},
			body: call.body,
			headers: { Accept: 'application/json' },
		};
		const answer = await exchange(
			context,
			account.credential,
			SERVICE,
			httpRequest,
			account.secrets,
		);
		return answer.ok ? readAnswer(answer.value, { ...call, account }) : answer;
	};

	/** The first POST of a run is waited for, so that of many items only one meets the refusal. */
	const postOrGet = async (call: Call): Promise<Reading<Answer>> => {
		const kind = call.url.split('/').at(-1) ?? '';
		const known = getInstead.get(kind);
		if (known !== undefined && (await known)) return await request('GET', call);
		const posting = request('POST', call);
		if (known === undefined) getInstead.set(kind, posting.then(isWrongMethod));
		const reading = await posting;
		if (!isWrongMethod(reading)) return reading;
		getInstead.set(kind, Promise.resolve(true));
		return await request('GET', call);
	};

	return {
		account,
		call: async (call) => (call.orGet ? await postOrGet(call) : await request(call.method, call)),
	};
}

function isWrongMethod(reading: Reading<Answer>): boolean {
	return !reading.ok && reading.failure.meaning === 'wrongMethod';
}
