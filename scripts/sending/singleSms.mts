import type { JsonObject } from '../n8n/json.mts';
import type { BareRequest } from './bareClient.mts';
import type { SingleRequest, Sms } from './gateways.mts';
import type { NodeContent } from './workflow.mts';

/** The request for an SMS, with nothing left to work out. */
export function bareRequestFor(single: SingleRequest, baseUrl: string, sms: Sms): BareRequest {
	const { path, encoding, headers } = single;
	const fields = single.fieldsOf(sms);
	return {
		url: baseUrl + path,
		...(encoding === 'form'
			? {
					headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
					body: new URLSearchParams(fields).toString(),
				}
			: {
					headers: { ...headers, 'content-type': 'application/json' },
					body: JSON.stringify(fields),
				}),
	};
}

/** n8n's own HTTP Request node, which makes the same request for each item, all of them at once. */
export function httpRequestNode(single: SingleRequest, baseUrl: string): NodeContent {
	const { path, encoding, headers } = single;
	const fields = single.fieldsOf({ to: '={{ $json.to }}', text: '={{ $json.text }}' });
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url: baseUrl + path,
			sendHeaders: Object.keys(headers).length > 0,
			headerParameters: pairsOf(headers),
			sendBody: true,
			contentType: encoding === 'form' ? 'form-urlencoded' : 'json',
			specifyBody: 'keypair',
			bodyParameters: pairsOf(fields),
			options: {},
		},
	};
}

function pairsOf(values: Record<string, string>): JsonObject {
	return { parameters: Object.entries(values).map(([name, value]) => ({ name, value })) };
}
