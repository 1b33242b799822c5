import type { IAuthenticate } from 'n8n-workflow';
import { signForm } from '../../shared/http/signForm';
import { checkCommonCredential, credentialText } from '../../shared/input/credential';

/** Signs a request in its form body, never in the URL. */
export const signRequest: IAuthenticate = async (credentials, requestOptions) => {
	checkCommonCredential(credentials);
	const subAccount = credentialText(credentials.subAccount);
	const password = credentialText(credentials.subAccountPassword);
	return signForm(requestOptions, (form) => withLogin(form, subAccount, password));
};

/** Adds the login to a form, as every action wants it (vendor document). */
function withLogin(form: URLSearchParams, subAccount: string, password: string): URLSearchParams {
	const signed = new URLSearchParams(form);
	signed.set('sub_account', subAccount.trim());
	signed.set('sub_account_pass', password);
	return signed;
}
