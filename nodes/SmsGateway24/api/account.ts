import type { IAllExecuteFunctions } from 'n8n-workflow';
import { hideable } from '../../shared/failure/secrets';
import type { RunCredential } from '../../shared/http/runCredential';
import { readRunCredential } from '../../shared/http/runCredential';
import type { CommonCredential } from '../../shared/input/credential';
import { credentialText, keyText, readCommonCredential } from '../../shared/input/credential';
import { ANSWER_WORDS } from './answerWords';

export const SERVICE = 'SmsGateway24';
const CREDENTIAL = 'smsGateway24Api';

/** What the credential says, checked. */
export interface Account extends CommonCredential {
	/** Signs the requests. */
	credential: RunCredential;
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
	const credential = await readRunCredential(context, CREDENTIAL);
	const { data } = credential;
	const byPassword = data.authentication === 'emailPassword';
	const password = credentialText(data.password);
	return {
		credential,
		...readCommonCredential(context.getNode(), data, 'UTC'),
		...(byPassword && { login: { email: credentialText(data.email), password } }),
		sendWithPassword: byPassword && data.sendWithPassword === true,
		secrets: hideable([keyText(data.token), password], ANSWER_WORDS),
	};
}
