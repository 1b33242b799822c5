import type { IAllExecuteFunctions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import { exchange } from '../../shared/http/exchange';
import type { Form } from '../../shared/http/form';
import { encodeForm } from '../../shared/http/form';
import type { Account } from './account';
import { SERVICE } from './account';
import type { AnswerRule } from './answer';
import { readAnswer } from './answer';
import type { Action } from './endpoints';
import { readGatewayClock } from './gatewayClock';

/** What every call of one account for one node needs. */
export interface Connection {
	context: IAllExecuteFunctions;
	account: Account;
	/** Timeout, proxy and so on as the user set them. */
	http: Partial<IHttpRequestOptions>;
}

/** What a vendor action is called with. */
export type Call = Omit<AnswerRule, 'asked' | 'secrets'> & {
	action: Action;
	/** Default: the name of the action. */
	asked?: AnswerRule['asked'];
	/** Its parameters. What is blank is left out: the gateway refuses some that are (fact sheet, section 1). */
	form?: Form;
};

/**
 * Calls an action of BestSMSGateway and reads its answer. Never throws: whatever went wrong is told
 * in the reading.
 *
 * All actions are POSTed as an urlencoded form (vendor document), so that neither password nor text is in a URL.
 */
export async function callMethod(
	{ context, account, http }: Connection,
	{ action, form = {}, asked = action.body.action, ...rule }: Call,
): Promise<Reading<IDataObject>> {
	const filled = Object.entries(form).filter(([, value]) => value !== undefined && value !== '');
	const request = {
		...http,
		method: action.method,
		url: account.baseUrl + action.url,
		body: encodeForm({ ...action.body, ...Object.fromEntries(filled) }),
	};
	const sentAt = Date.now();
	const answer = await exchange(context, account.credential, SERVICE, request, account.secrets);
	if (!answer.ok) return answer;
	readGatewayClock(account, answer.value.headers.date, sentAt);
	return readAnswer(answer.value, { ...rule, asked, secrets: account.secrets });
}
