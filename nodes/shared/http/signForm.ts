import type { IHttpRequestOptions } from 'n8n-workflow';
import { isRecord } from '../record/json';
import { plainText } from '../record/text';

/** A request in n8n's own style, or in its older one, in which n8n's HTTP Request node hands it over. */
export type AnyRequest = IHttpRequestOptions & { uri?: string; form?: unknown; formData?: unknown };

/** The address of a request. */
export function addressOf({ uri, url }: AnyRequest): string {
	return uri ?? url;
}

/**
 * Signs a request in its form body, never in the URL. An object as the body becomes a form, with objects in it
 * as JSON. What has no such body is left as it is, unsigned: a GET, and a multipart body, which only the older
 * style has. Of a name that occurs twice in a form, the older style keeps the last value.
 *
 * @param sign returns the form with what signs it
 */
export function signForm(
	request: AnyRequest,
	sign: (form: URLSearchParams) => URLSearchParams,
): IHttpRequestOptions {
	if (request.formData !== undefined || request.method?.toUpperCase() === 'GET') return request;
	const { body, form, ...others } = request;
	const signed = sign(toForm(form ?? body));
	if (request.uri === undefined && form === undefined) return { ...others, body: signed };
	// In the older style n8n loses the fields of a form that has a body beside it, and calls URLSearchParams JSON.
	const inOlderStyle: AnyRequest = { ...others, form: Object.fromEntries(signed) };
	return inOlderStyle;
}

function toForm(body: unknown): URLSearchParams {
	if (typeof body === 'string' || body instanceof URLSearchParams) return new URLSearchParams(body);
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(isRecord(body) ? body : {})) {
		if (value === undefined || value === null) continue;
		form.set(name, typeof value === 'object' ? JSON.stringify(value) : plainText(value));
	}
	return form;
}
