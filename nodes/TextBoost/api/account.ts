import type { IAllExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { RunCredential } from '../../shared/http/runCredential';
import { readRunCredential } from '../../shared/http/runCredential';
import type { CommonCredential } from '../../shared/input/credential';
import { readCommonCredential } from '../../shared/input/credential';
import { normalizeToken, problemWithToken } from './baseUrl';

export const SERVICE = 'TextBoost';
const CREDENTIAL = 'textBoostApi';

/** What the credential says, checked. Its base URL has the prefix, such as `/api/v3`. */
export interface Account extends CommonCredential {
	/** Signs the requests. */
	credential: RunCredential;
	/** Texts that must not be shown. */
	secrets: string[];
}

/**
 * Reads the credential of a node. Its time zone is that in which the server prints times; there is
 * no default, for each host has its own.
 *
 * @throws NodeOperationError where the token, Base URL, Default Country Code or Time Zone cannot be used
 */
export async function readAccount(context: IAllExecuteFunctions): Promise<Account> {
	const credential = await readRunCredential(context, CREDENTIAL);
	const { data } = credential;
	const token = normalizeToken(data.apiToken);
	const problem = problemWithToken(token);
	if (problem) {
		throw new NodeOperationError(context.getNode(), problem.message, {
			description: problem.advice,
		});
	}
	return {
		credential,
		...readCommonCredential(context.getNode(), data, ''),
		// "<number>|<random>" (vendor document); the random part alone is as secret.
		secrets: [token, token.replace(/^\d+\|/, '')],
	};
}
