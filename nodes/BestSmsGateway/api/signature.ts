/** Adds the login to a form, as every action wants it (vendor document). */
export function withLogin(
	form: URLSearchParams,
	subAccount: string,
	password: string,
): URLSearchParams {
	const signed = new URLSearchParams(form);
	signed.set('sub_account', subAccount.trim());
	signed.set('sub_account_pass', password);
	return signed;
}
