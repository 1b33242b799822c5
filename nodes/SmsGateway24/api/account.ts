import type { IAllExecuteFunctions } from 'n8n-workflow';
import { hideable } from '../../shared/failure/secrets';
import type { CommonCredential } from '../../shared/input/credential';
import { credentialText, keyText, readCommonCredential } from '../../shared/input/credential';
import { ANSWER_WORDS } from './answerWords';

export const SERVICE = 'SmsGateway24';
export const CREDENTIAL = 'smsGateway24Api';

/** What the credential says, checked. */
export interface Account extends CommonCredential {
	/** Set where the credential logs in with email and password. */
	login?: { email: string; password: string };
	sendWithPassword: boolean;
	/** Texts that must not be shown. */
	secrets: string[];
}

/**
 * Reads the credential of a node.
 *
 * @throws NodeOperationError where Base URL, Default Country Code or Time Zone cannot be used
 */
export async function readAccount(context: IAllExecuteFunctions): Promise<Account> {
	const credential = await context.getCredentials(CREDENTIAL);
	const byPassword = credential.authentication === 'emailPassword';
	const password = credentialText(credential.password);
	return {
		...readCommonCredential(context.getNode(), credential, 'UTC'),
		...(byPassword && { login: { email: credentialText(credential.email), password } }),
		sendWithPassword: byPassword && credential.sendWithPassword === true,
		secrets: hideable([keyText(credential.token), password], ANSWER_WORDS),
	};
}
