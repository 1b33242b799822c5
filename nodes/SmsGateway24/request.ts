import type { IAllExecuteFunctions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { exchange } from '../shared/exchange';
import type { Reading } from '../shared/failure';
import { refusal, success } from '../shared/failure';
import type { Account } from './account';
import { CREDENTIAL, SERVICE } from './account';
import type { AnswerRule } from './answer';
import { readAnswer } from './answer';
import type { Form } from './form';
import { encodeForm, takesLogin, withToken } from './form';
import { withSession } from './session';

/** Where a request goes, e.g. "/addsms", with timeout, proxy and so on as the user set them. */
export type Target = Partial<IHttpRequestOptions> & { url: string };

/** What a method of the vendor is called with. */
export interface Call {
	form: Form;
	/** See `AnswerRule`. */
	expects: string[];
}

/**
 * Calls a method of SmsGateway24 and reads its answer. Never throws: whatever went wrong is told
 * in the reading.
 *
 * The body is sent as a POST form, which every method takes (vendor document; for `gettoken` fact
 * sheet, section 1), so that no secret stands in a URL. No redirect is followed, for the secrets
 * in the body would go along.
 */
export async function callMethod(
	context: IAllExecuteFunctions,
	account: Account,
	target: Target,
	call: Call,
): Promise<Reading<IDataObject>> {
	const body = encodeForm(call.form);
	const post = async (signed: URLSearchParams) =>
		await postForm(context, account, target, signed, {
			expects: call.expects,
			secrets: account.secrets,
		});
	if (!account.login || takesLogin(target.url)) return await post(body);
	return await withSession(
		account,
		async () => await logIn(context, account, target),
		async (token) => await post(withToken(body, token)),
	);
}

async function logIn(
	context: IAllExecuteFunctions,
	account: Account,
	target: Target,
): Promise<Reading<string>> {
	const logInTarget = { ...target, url: '/gettoken' };
	const reading = await postForm(context, account, logInTarget, new URLSearchParams(), {
		expects: ['token'],
		secrets: account.secrets,
		showExcerpt: false,
	});
	// Whatever became of the log-in, the request it was for has not been made.
	if (!reading.ok) return refusal({ ...reading.failure, outcome: 'notSent' });
	const { token } = reading.value;
	if (typeof token === 'string' && token !== '') return success(token);
	return refusal({
		message: `${SERVICE} gave no token for Email and Password.`,
		advice:
			'Check both in the credential, or copy the Token from your profile page on SmsGateway24.',
		outcome: 'notSent',
		cause: 'credential-invalid',
	});
}

async function postForm(
	context: IAllExecuteFunctions,
	account: Account,
	target: Target,
	body: URLSearchParams,
	rule: AnswerRule,
): Promise<Reading<IDataObject>> {
	const request = { ...target, method: 'POST' as const, baseURL: account.baseUrl, body };
	const answer = await exchange(context, CREDENTIAL, SERVICE, request);
	return answer.ok ? readAnswer(answer.value, rule) : answer;
}
