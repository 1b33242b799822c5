import { beforeAll } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { Engine } from '../engine/engine.mts';
import { startEngine } from '../engine/engine.mts';
import { plainText } from '../engine/plainText.mts';
import type { Client } from './clientTest.mts';
import { describeClient } from './clientTest.mts';
import type { Call } from './gateways.mts';
import { NEWCOMERS_GATEWAYS } from './gateways.mts';

let engine: Engine;
beforeAll(async () => {
	engine = await startEngine();
});

/** Where the node puts the fields, by the kind of body that the user chooses; JSON is the node's own default. */
const bodies = {
	JSON: (body) => ({ body, json: true }),
	'Form Urlencoded': (form) => ({ form }),
} satisfies Record<string, (fields: Record<string, string>) => IDataObject>;

/**
 * Has the request signed by our credential and sent by n8n's own helper, with no header but what that adds. The node
 * itself, which is no dependency of this package, is tried in a real n8n by `npm run test:e2e`.
 */
const nodeClient =
	(bodyOf: (fields: Record<string, string>) => IDataObject): Client =>
	async ({ method, path, fields }: Call, _gateway, { type, data }) => {
		const request = {
			method,
			uri: `${String(data['baseUrl'])}${path}`,
			...(fields !== undefined && bodyOf(fields)),
		};
		const result = await engine.run({
			type: 'n8n-nodes-base.httpRequest',
			parameters: { credentialType: type, request: JSON.stringify(request) },
			credentials: { [type]: data },
		});
		return result.error === undefined
			? plainText(result.json[0]?.['answer'])
			: JSON.stringify(result.error);
	};

describeClient(
	"a stand-in for n8n's HTTP Request node with a body in JSON",
	nodeClient(bodies.JSON),
);
// Smstools and TextBoost read JSON alone.
describeClient(
	"a stand-in for n8n's HTTP Request node with a form",
	nodeClient(bodies['Form Urlencoded']),
	NEWCOMERS_GATEWAYS.filter(({ singleSms }) => singleSms.encoding === 'form'),
);
