import type { Credential } from '../../lab/gateways/gateway.mts';
import type { JsonObject } from '../../lab/json.mts';
import type { NodeContent } from '../e2e/sending/workflow.mts';

/** What n8n's HTTP Request node asks for; the credential of the gateway signs it. */
export interface HttpCall {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Below the base URL, maybe an expression. */
	path: string;
	encoding: 'json' | 'form';
	/** Names and values, maybe expressions. */
	body: Record<string, string>;
}

/** n8n's own HTTP Request node. @param credentials as a node holds them */
export function signedHttpRequest(
	{ method, path, encoding, body }: HttpCall,
	{ type, data }: Credential,
	credentials: JsonObject,
): NodeContent {
	const parameters = Object.entries(body).map(([name, value]) => ({ name, value }));
	const url = `${path.includes('{{') ? '=' : ''}${String(data.baseUrl)}${path}`;
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method,
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			...(parameters.length > 0 && {
				sendBody: true,
				contentType: encoding === 'form' ? 'form-urlencoded' : 'json',
				specifyBody: 'keypair',
				bodyParameters: { parameters },
			}),
			options: {},
		},
		credentials,
	};
}
