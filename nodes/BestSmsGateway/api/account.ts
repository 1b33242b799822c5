import type { IAllExecuteFunctions } from 'n8n-workflow';
import { hideable } from '../../shared/failure/secrets';
import type { CommonCredential } from '../../shared/input/credential';
import { credentialText, readCommonCredential } from '../../shared/input/credential';
import { ANSWER_WORDS } from './answerWords';

export const SERVICE = 'BestSMSGateway';
export const CREDENTIAL = 'bestSmsGatewayApi';

/** The server's own zone (fact sheet, section 1.3: seen in the vendor's public source). */
export const DEFAULT_TIMEZONE = 'Africa/Lagos';

/** What the credential says, checked. */
export interface Account extends CommonCredential {
	subAccount: string;
	/** Whether other programs, or other processes of n8n, send with it too. */
	isShared: boolean;
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
	return {
		...readCommonCredential(context.getNode(), credential, DEFAULT_TIMEZONE),
		subAccount: credentialText(credential.subAccount),
		isShared: credential.sharedSubAccount === true,
		secrets: hideable([credentialText(credential.subAccountPassword)], ANSWER_WORDS),
	};
}
