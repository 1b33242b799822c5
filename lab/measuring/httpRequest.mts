import type { INodeParameters } from 'n8n-workflow';
import { FROM_ITEM } from '../gateways/parameters.mts';
import type { SingleSms } from '../gateways/singleSms.mts';
import { headersOf } from '../gateways/singleSms.mts';

/**
 * Parameters of n8n's HTTP Request node that make the same request. Token or password are among
 * them, so that it works without this package.
 */
export function httpRequestParameters(
	sms: SingleSms,
	credential: Record<string, unknown>,
): INodeParameters {
	const { headers, fields } = sms.signatureOf(credential);
	const body = {
		...sms.constants,
		[sms.numberField]: FROM_ITEM.to,
		[sms.textField]: FROM_ITEM.message,
		...fields,
	};
	return {
		method: 'POST',
		url: `${String(credential.baseUrl)}${sms.path}`,
		sendHeaders: true,
		headerParameters: { parameters: pairsOf({ ...headersOf(sms), ...headers }) },
		sendBody: true,
		contentType: sms.encoding === 'form' ? 'form-urlencoded' : 'json',
		specifyBody: 'keypair',
		bodyParameters: { parameters: pairsOf(body) },
		options: {},
	};
}

function pairsOf(values: Record<string, string>) {
	return Object.entries(values).map(([name, value]) => ({ name, value }));
}
