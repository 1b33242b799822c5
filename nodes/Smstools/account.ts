import type { IAllExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { CommonCredential } from '../shared/credentialFields';
import { keyText, problemWithKey, readCommonCredential } from '../shared/credentialFields';

export const SERVICE = 'Smstools';
export const CREDENTIAL = 'smstoolsGatewayApi';

const WHERE_KEYS_ARE = 'Advanced > API authentication at Smstools';

/** What the credential says, checked. */
export interface Account extends CommonCredential {
	/** Texts that must not be shown. */
	secrets: string[];
}

/**
 * Reads the credential of a node. The keys themselves are put into the headers by the credential.
 *
 * @throws NodeOperationError where a field cannot be used
 */
export async function readAccount(context: IAllExecuteFunctions): Promise<Account> {
	const credential = await context.getCredentials(CREDENTIAL);
	const keys = { 'Client ID': credential.clientId, 'Client Secret': credential.clientSecret };
	for (const [displayName, key] of Object.entries(keys)) {
		const problem = problemWithKey(displayName, keyText(key), WHERE_KEYS_ARE);
		if (problem) {
			throw new NodeOperationError(context.getNode(), problem.message, {
				description: problem.advice,
			});
		}
	}
	return {
		...readCommonCredential(context.getNode(), credential, 'UTC'),
		secrets: Object.values(keys).map(keyText),
	};
}
