import type { IAuthenticate } from 'n8n-workflow';
import { addressOf, signForm } from '../../shared/http/signForm';
import { checkCommonCredential, credentialText, keyText } from '../../shared/input/credential';
import { isRecord } from '../../shared/record/json';

/**
 * Signs a request in its form body, never in the URL. With email and password only the log-in
 * and `smstosend` are signed here; all else carries a session token already.
 */
export const signRequest: IAuthenticate = async (credentials, requestOptions) => {
	checkCommonCredential(credentials);
	return signForm(requestOptions, (form) => {
		if (takesLogin(addressOf(requestOptions))) {
			const email = credentialText(credentials.email);
			return withLogin(form, email, credentialText(credentials.password));
		}
		if (credentials.authentication !== 'token') return form;
		return withToken(form, keyText(credentials.token));
	});
};

/**
 * Adds the token to a request, as every method but the log-in and `smstosend` wants it; for
 * `addalotofsms` it belongs inside the JSON (vendor document, sections 2 to 9).
 */
export function withToken(body: URLSearchParams, token: string): URLSearchParams {
	const signed = new URLSearchParams(body);
	const bulk = signed.get('datajson');
	if (bulk === null) {
		signed.set('token', token);
	} else {
		const data: unknown = JSON.parse(bulk);
		signed.set('datajson', JSON.stringify({ token, ...(isRecord(data) ? data : {}) }));
	}
	return signed;
}

/** Adds e-mail and password, for `gettoken` and `smstosend` (vendor document, sections 1 and 2.1). */
function withLogin(body: URLSearchParams, email: string, password: string): URLSearchParams {
	const signed = new URLSearchParams(body);
	signed.set('email', email);
	signed.set('pass', password);
	return signed;
}

/** Whether a method takes e-mail and password in place of a token. */
export function takesLogin(url: string): boolean {
	return /\/(gettoken|smstosend)$/.test(url);
}
