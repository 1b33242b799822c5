import type { IAllExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { CommonCredential } from '../shared/credentialFields';
import { readCommonCredential } from '../shared/credentialFields';
import { plainText } from '../shared/text';

export const SERVICE = 'Smstools';
export const CREDENTIAL = 'smstoolsGatewayApi';

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
		if (/^[\x21-\x7e]+$/.test(plainText(key).trim())) continue;
		throw new NodeOperationError(
			context.getNode(),
			`${displayName} in the credential is empty, or contains a character that a key cannot have.`,
			{ description: 'Copy it again from Advanced > API authentication at Smstools.' },
		);
	}
	return {
		...readCommonCredential(context.getNode(), credential, 'UTC'),
		secrets: Object.values(keys).map((key) => plainText(key).trim()),
	};
}
