import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';
import type { Reading } from '../../shared/failure/failure';
import { refusal, success } from '../../shared/failure/failure';
import type { Endpoint, Target } from '../../shared/http/endpoint';
import { exchange } from '../../shared/http/exchange';
import type { Form } from '../../shared/http/form';
import { encodeForm } from '../../shared/http/form';
import { lookUp } from '../../shared/record/values';
import type { Account } from './account';
import { SERVICE } from './account';
import type { AnswerRule } from './answer';
import { readAnswer } from './answer';
import type { ShownField } from './errors';
import { withSession } from './session';
import { takesLogin, withToken } from './signature';

/** The log-in (vendor document, section 1). */
const LOG_IN: Endpoint = { method: 'POST', url: '/gettoken' };

/** Far more than the hex digits that the vendor document shows; of a token without end, the masking would have none. */
const LONGEST_TOKEN = 1_000;

/** The parameters that come from fields which some advice is about. */
const FIELD_OF_PARAMETER: Readonly<Record<string, ShownField>> = {
	device_id: 'Device',
	datajson: 'Device',
	ctag_id: 'Group',
	tags: 'Group',
	sms_id: 'Message ID',
};

/** What a vendor method is called with. */
export interface Call {
	form: Form;
	/** See `AnswerRule`. */
	expects: string[];
}

/**
 * Calls a method of SmsGateway24 and reads its answer. Never throws: whatever went wrong is told
 * in the reading.
 *
 * The body is sent as a form, which every method takes by POST (vendor document; for `gettoken` fact
 * sheet, section 1), so that no secret is in a URL.
 */
export async function callMethod(
	context: IAllExecuteFunctions,
	account: Account,
	target: Target,
	call: Call,
): Promise<Reading<IDataObject>> {
	const body = encodeForm(call.form);
	const postWith = async (signed: URLSearchParams, secrets: string[]) => {
		const rule = {
			expects: call.expects,
			secrets,
			surroundings: { byPassword: account.login !== undefined, shows: fieldsIn(body) },
		};
		return withoutToken(await post(context, account, target, signed, rule));
	};
	if (!account.login || takesLogin(target.url)) return await postWith(body, account.secrets);
	return await withSession(
		account,
		async () => await logIn(context, account, target),
		async (token) => await postWith(withToken(body, token), [...account.secrets, token]),
		isRead(target.url),
	);
}

function fieldsIn(body: URLSearchParams): Set<ShownField> {
	return new Set([...body.keys()].flatMap((name) => lookUp(FIELD_OF_PARAMETER, name) ?? []));
}

/** Whether a method changes nothing, by its name (vendor document, sections 4, 8 and 9). */
function isRead(url: string): boolean {
	return /\/get\w+$/.test(url);
}

/** The vendor lists the token among the fields of its answers (vendor document, sections 2 and 4). */
function withoutToken(reading: Reading<IDataObject>): Reading<IDataObject> {
	if (!reading.ok || !('token' in reading.value)) return reading;
	const value = { ...reading.value };
	delete value.token;
	return success(value);
}

async function logIn(
	context: IAllExecuteFunctions,
	account: Account,
	target: Target,
): Promise<Reading<string>> {
	const reading = await post(context, account, { ...target, ...LOG_IN }, new URLSearchParams(), {
		expects: ['token'],
		secrets: account.secrets,
		surroundings: { byPassword: true, shows: new Set() },
		showExcerpt: false,
	});
	// Whatever happened to the log-in, the request it was for has not been made.
	if (!reading.ok) return refusal({ ...reading.failure, outcome: 'notSent' });
	const { token } = reading.value;
	if (typeof token === 'string' && token !== '' && token.length <= LONGEST_TOKEN) {
		return success(token);
	}
	return refusal({
		message: `${SERVICE} returned no token for Email and Password.`,
		advice: 'Check both in the credential, or choose Token under Authentication.',
		outcome: 'notSent',
		cause: 'credential-invalid',
	});
}

async function post(
	context: IAllExecuteFunctions,
	account: Account,
	target: Target,
	body: URLSearchParams,
	rule: AnswerRule,
): Promise<Reading<IDataObject>> {
	const request = { ...target, baseURL: account.baseUrl, body };
	const answer = await exchange(context, account.credential, SERVICE, request, rule.secrets);
	return answer.ok ? readAnswer(answer.value, rule) : answer;
}
