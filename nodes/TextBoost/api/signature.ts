import type { IAuthenticate, IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { AnyRequest } from '../../shared/http/signForm';
import { addressOf } from '../../shared/http/signForm';
import { normalizeBaseUrl } from '../../shared/input/baseUrl';
import { checkCommonCredential } from '../../shared/input/credential';
import { isRecord, parseJson } from '../../shared/record/json';
import { plainText } from '../../shared/record/text';
import {
	headerBaseUrl,
	normalizeToken,
	problemWithToken,
	wantsTokenInBody,
	unsafeReads,
} from './baseUrl';

/**
 * Signs a request in its header (vendor document, all samples), and under `/api/http` also in its
 * body. Never in the URL.
 */
export const signRequest: IAuthenticate = async (credentials, requestOptions) => {
	checkCommonCredential(credentials);
	const token = normalizeToken(credentials.apiToken);
	const problem = problemWithToken(token);
	if (problem) throw new UserError(`${problem.message} ${problem.advice}`);
	const baseUrl = normalizeBaseUrl(credentials.baseUrl);
	const signed: IHttpRequestOptions = {
		...requestOptions,
		headers: { ...requestOptions.headers, Authorization: `Bearer ${token}` },
	};
	// n8n's HTTP Request node may ask another address than the Base URL.
	const isInBody = wantsTokenInBody(baseUrl) || isUnderHttp(requestOptions);
	return isInBody ? withTokenInBody(signed, token, baseUrl) : signed;
};

/**
 * Puts the token into the JSON body, where `/api/http` looks for it (fact sheet, section 16.6). Without it the server
 * does not refuse, but may act as another customer, so that what cannot carry it is not sent.
 *
 * The fields of a form of n8n's older style go into that body, too: that is how n8n sends a form beside a body.
 *
 * @throws Error for a GET in n8n's own style, whose body n8n leaves out, and for a body that is not a JSON object
 */
function withTokenInBody(request: AnyRequest, token: string, baseUrl: string): IHttpRequestOptions {
	const { form, ...others } = request;
	const { method = 'GET', body, formData, uri } = others;
	const isRead = method.toUpperCase() === 'GET' || method.toUpperCase() === 'HEAD';
	if (isRead && uri === undefined) {
		const { message, advice } = unsafeReads(baseUrl);
		if (!wantsTokenInBody(baseUrl)) {
			throw new UserError(
				`Under /api/http, n8n cannot read from your host safely: use ${headerBaseUrl(baseUrl)} in the address.`,
			);
		}
		throw new UserError(`${message} ${advice}`);
	}
	const isText = typeof body === 'string' && body.trim() !== '';
	const fields = isText ? parseJson(body) : (body ?? form ?? {});
	const isForm =
		formData !== undefined || fields instanceof URLSearchParams || isSentAsForm(others);
	if (!isRecord(fields) || isForm) {
		throw new UserError(
			'Under /api/http, the host reads the API Token from a JSON body only: choose JSON as the body.',
		);
	}
	const signed = { ...fields, api_token: token };
	return { ...others, body: isText ? JSON.stringify(signed) : signed };
}

/** Whether the address of a request is one at which the server looks for the token in the body, as the server reads it. */
function isUnderHttp(request: AnyRequest): boolean {
	const address = `${request.baseURL ?? ''}/${addressOf(request)}`;
	const start = /^[a-z]+:\/\//i.test(addressOf(request)) ? addressOf(request) : address;
	const path = URL.canParse(start) ? new URL(start).pathname : start;
	const decoded = path.replace(/%[2-7][\da-f]/gi, (code) => decodeURIComponent(code));
	return /\/api\/+http(?:\/|$)/i.test(decoded);
}

/** Whether a header says that the body is a form, which the server does not read (fact sheet, section 16.14). */
function isSentAsForm({ headers = {} }: AnyRequest): boolean {
	return Object.entries(headers).some(
		([name, value]) => /^content-type$/i.test(name) && /form/i.test(plainText(value)),
	);
}
