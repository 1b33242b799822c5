import type { IAuthenticate } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { checkCommonCredential, keyText } from '../../shared/input/credential';
import { problemWithKeys } from './account';

/** The keys go into headers (vendor documents a and b), never into the URL. */
export const signRequest: IAuthenticate = async (credentials, requestOptions) => {
	checkCommonCredential(credentials);
	const problem = problemWithKeys(credentials);
	if (problem) throw new UserError(`${problem.message} ${problem.advice}`);
	return {
		...requestOptions,
		headers: {
			...requestOptions.headers,
			'X-Client-Id': keyText(credentials.clientId),
			'X-Client-Secret': keyText(credentials.clientSecret),
		},
	};
};
