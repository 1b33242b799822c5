import type { IDataObject, INodeProperties, INodeType } from 'n8n-workflow';
import type { SingleSms } from '../../lab/gateways/singleSms.mts';
import { headersOf } from '../../lab/gateways/singleSms.mts';
import { plainText } from '../engine/plainText.mts';

/** The plainest node that n8n's declarative engine sends with: all items at once, no code of its own. */
export function declarativeNode(sms: SingleSms, credentialType: string): INodeType {
	return {
		description: {
			...descriptionOf('Declarative', credentialType),
			requestDefaults: {
				method: 'POST',
				url: `={{ $credentials.baseUrl }}${sms.path}`,
				headers: headersOf(sms),
				body: sms.constants,
			},
			properties: [
				{
					...field('To', 'to'),
					routing: { send: { type: 'body', property: sms.numberField } },
				},
				{
					...field('Message', 'message'),
					routing: { send: { type: 'body', property: sms.textField } },
				},
			],
		},
	};
}

/** A node that sends as many nodes do: an item, its answer, the next item. */
export function sequentialNode(sms: SingleSms, credentialType: string): INodeType {
	return {
		description: {
			...descriptionOf('Sequential', credentialType),
			properties: [field('To', 'to'), field('Message', 'message')],
		},
		async execute() {
			const { baseUrl } = await this.getCredentials(credentialType);
			const output = [];
			for (const item of this.getInputData().keys()) {
				// All gateways answer with an object.
				const json = (await this.helpers.httpRequestWithAuthentication.call(this, credentialType, {
					method: 'POST',
					url: `${plainText(baseUrl)}${sms.path}`,
					headers: headersOf(sms),
					body: {
						...sms.constants,
						[sms.numberField]: this.getNodeParameter('to', item),
						[sms.textField]: this.getNodeParameter('message', item),
					},
					json: true,
				})) as IDataObject;
				output.push({ json, pairedItem: { item } });
			}
			return [output];
		},
	};
}

function descriptionOf(displayName: string, credentialType: string) {
	return {
		displayName,
		name: displayName.toLowerCase(),
		group: ['output' as const],
		version: 1,
		description: 'A node of the benchmark',
		defaults: { name: displayName },
		inputs: ['main' as const],
		outputs: ['main' as const],
		credentials: [{ name: credentialType, required: true }],
	};
}

function field(displayName: string, name: string): INodeProperties {
	return { displayName, name, type: 'string', default: '' };
}
