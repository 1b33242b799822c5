import type { IAllExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { RunCredential } from '../../shared/http/runCredential';
import { readRunCredential } from '../../shared/http/runCredential';
import type { CommonCredential, CredentialProblem } from '../../shared/input/credential';
import { keyText, problemWithKey, readCommonCredential } from '../../shared/input/credential';

export const SERVICE = 'Smstools';
const CREDENTIAL = 'smstoolsGatewayApi';

const WHERE_KEYS_ARE = 'Advanced > API authentication at Smstools';

/** What the credential says, checked. */
export interface Account extends CommonCredential {
	/** Signs the requests. */
	credential: RunCredential;
	/** Half of what logs in, so that it must not be shown either. */
	clientId: string;
	/** Texts that must not be shown. */
	secrets: string[];
}

/**
 * Reads the credential of a node. The keys themselves are put into the headers by the credential.
 *
 * @throws NodeOperationError where a field cannot be used
 */
export async function readAccount(context: IAllExecuteFunctions): Promise<Account> {
	const credential = await readRunCredential(context, CREDENTIAL);
	const { data } = credential;
	const problem = problemWithKeys(data);
	if (problem) {
		throw new NodeOperationError(context.getNode(), problem.message, {
			description: problem.advice,
		});
	}
	const clientId = keyText(data.clientId);
	return {
		credential,
		...readCommonCredential(context.getNode(), data, 'UTC'),
		clientId,
		secrets: [clientId, keyText(data.clientSecret)],
	};
}

/** What is wrong with the keys of a credential; undefined where nothing is. They go into headers. */
export function problemWithKeys({
	clientId,
	clientSecret,
}: Record<string, unknown>): CredentialProblem | undefined {
	return (
		problemWithKey('Client ID', keyText(clientId), WHERE_KEYS_ARE) ??
		problemWithKey('Client Secret', keyText(clientSecret), WHERE_KEYS_ARE)
	);
}
