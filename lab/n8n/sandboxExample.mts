import { join } from 'node:path';
import { nodeOf } from '../gateways/gateway.mts';
import { ALL_GATEWAYS } from '../gateways/gateways.mts';
import { readObject, isObject, type JsonObject } from '../json.mts';
import { CUSTOMERS } from '../sandbox/logins.mts';
import { PIXEL_7 } from '../sandbox/smsGateway24.mts';
import { readExample, withCredential, type ExampleWorkflow } from './exampleWorkflow.mts';
import type { RestClient } from './restClient.mts';
import { repository } from './workshop.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import manifest from '../../package.json' with { type: 'json' };

/**
 * Reads an example as a user imports it, and sets in each of our nodes what the sandbox has for it: its credential, which
 * n8n is given first, and a phone number and a phone where the user has to choose one.
 *
 * @param file its name in examples/
 */
export async function readSandboxExample(
	file: string,
	rest: RestClient,
	sandbox: Sandbox,
): Promise<ExampleWorkflow> {
	let example = await readExample(join(repository, 'examples', file));
	for (const { name, credential: credentialOf } of ALL_GATEWAYS) {
		const credential = credentialOf(sandbox);
		// A gateway has a node, a trigger, and the node as a tool of an AI agent and as the review of other tools.
		const types = ['', 'Trigger', 'Tool', 'HitlTool'].map(
			(kind) => `${manifest.name}.${nodeOf(name)}${kind}`,
		);
		const used = types.filter((type) => example.nodes.some((node) => node['type'] === type));
		if (used.length === 0) continue;
		const chosen = { id: await rest.putCredential(credential), name: credential.name };
		for (const type of used) example = withCredential(example, type, credential.type, chosen);
	}
	const nodes = example.nodes.map((node) =>
		String(node['type']).startsWith(`${manifest.name}.`) ? filledIn(node) : node,
	);
	return { ...example, nodes };
}

/** Without these n8n does not publish a workflow. */
function filledIn(node: JsonObject): JsonObject {
	const parameters = readObject(node['parameters'], 'the parameters of a node');
	const { to, deviceId } = parameters;
	const isOpen = isObject(deviceId) && deviceId['value'] === '';
	const phone = { mode: 'list', value: String(PIXEL_7.id), cachedResultName: PIXEL_7.title };
	return {
		...node,
		parameters: {
			...parameters,
			...(to === '' && { to: `+${CUSTOMERS[0].phone}` }),
			...(isOpen && { deviceId: { ...deviceId, ...phone } }),
		},
	};
}
