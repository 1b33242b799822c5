import { isRecord } from '../shared/httpAnswer';

/**
 * Signs a request in its form body, as every action wants it (vendor document).
 *
 * @param body a form, or an object that stands for one
 */
export function withLogin(body: unknown, subAccount: string, password: string): URLSearchParams {
	const signed = new URLSearchParams(body instanceof URLSearchParams ? body : undefined);
	if (isRecord(body) && !(body instanceof URLSearchParams)) {
		for (const [name, value] of Object.entries(body)) signed.set(name, String(value));
	}
	signed.set('sub_account', subAccount.trim());
	signed.set('sub_account_pass', password);
	return signed;
}
