import type { Credential, Gateway } from '../../../lab/gateways/gateway.mts';
import { httpRequestParameters } from '../../../lab/measuring/httpRequest.mts';
import type { JsonObject } from '../../../lab/json.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import { FROM_ITEM } from '../../../lab/gateways/parameters.mts';
import { chooseCredential, smsNode } from '../../e2e/sending/run.mts';
import type { NodeContent } from '../../e2e/sending/workflow.mts';
import { declarativeTypeOf } from './declarativePackage.mts';

/** What is compared in a real n8n, by what it is called in the report. */
export const WAYS_IN_N8N = {
	noOperation: 'No Operation node',
	editFields: 'Edit Fields node, number and text',
	httpRequest: 'HTTP Request node, no credential',
	httpRequestSigned: 'HTTP Request node, Header Auth',
	declarative: 'Plainest declarative node',
	send: 'SMS > Send',
	sendMany: 'SMS > Send Many',
} as const;

export type WayInN8n = keyof typeof WAYS_IN_N8N;

/** Whether a way sends SMS; the others show what n8n itself takes. */
export function sends(way: WayInN8n): boolean {
	return way !== 'noOperation' && way !== 'editFields';
}

/** The gateway does not read this header: it reads its own, or the body. */
const HEADER_AUTH: Credential = {
	name: 'Header of the benchmark',
	type: 'httpHeaderAuth',
	data: { name: 'X-Benchmark', value: 'benchmark' },
};

/** A node for each way, with its credentials known to n8n. */
export async function nodesOf(
	gateway: Gateway,
	credential: Credential,
	session: Session,
): Promise<Record<WayInN8n, NodeContent>> {
	const named = { ...credential, name: `${credential.name}, measured` };
	const credentials = await chooseCredential(named, session);
	const headerAuth = await chooseCredential(HEADER_AUTH, session);
	const parameters: JsonObject = { ...httpRequestParameters(gateway.singleSms, credential.data) };
	return {
		noOperation: { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		editFields: {
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				assignments: {
					assignments: Object.entries(FROM_ITEM).map(([name, value]) => ({
						id: name,
						name,
						value,
						type: 'string',
					})),
				},
				options: {},
			},
		},
		httpRequest: { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters },
		httpRequestSigned: {
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				...parameters,
				authentication: 'genericCredentialType',
				genericAuthType: HEADER_AUTH.type,
			},
			credentials: headerAuth,
		},
		declarative: {
			type: declarativeTypeOf(gateway),
			typeVersion: 1,
			parameters: FROM_ITEM,
			credentials,
		},
		send: smsNode({ gateway, credentials }, 'send'),
		sendMany: smsNode({ gateway, credentials }, 'sendMany'),
	};
}
