import type { IAllExecuteFunctions } from 'n8n-workflow';
import { hideable } from '../../shared/failure/secrets';
import type { RunCredential } from '../../shared/http/runCredential';
import { readRunCredential } from '../../shared/http/runCredential';
import type { CommonCredential } from '../../shared/input/credential';
import { credentialText, readCommonCredential } from '../../shared/input/credential';
import { ANSWER_WORDS } from './answerWords';

export const SERVICE = 'BestSMSGateway';
const CREDENTIAL = 'bestSmsGatewayApi';

/** The server's own zone (fact sheet, section 1.3: seen in the vendor's public source). */
export const DEFAULT_TIMEZONE = 'Africa/Lagos';

/** What the credential says, checked. */
export interface Account extends CommonCredential {
	/** Signs the requests. */
	credential: RunCredential;
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
	const credential = await readRunCredential(context, CREDENTIAL);
	const { data } = credential;
	return {
		credential,
		...readCommonCredential(context.getNode(), data, DEFAULT_TIMEZONE),
		subAccount: credentialText(data.subAccount),
		isShared: data.sharedSubAccount === true,
		secrets: hideable([credentialText(data.subAccountPassword)], ANSWER_WORDS),
	};
}
