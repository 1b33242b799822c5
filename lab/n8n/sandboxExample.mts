import { join } from 'node:path';
import { nodeOf } from '../gateways/gateway.mts';
import { ALL_GATEWAYS } from '../gateways/gateways.mts';
import { readExample, withCredential, type ExampleWorkflow } from './exampleWorkflow.mts';
import type { RestClient } from './restClient.mts';
import { repository } from './workshop.mts';
import type { Sandbox } from '../sandbox/sandbox.mts';
import manifest from '../../package.json' with { type: 'json' };

/**
 * Reads an example as a user imports it, and chooses the sandbox's credential in each of our nodes;
 * n8n is given those first.
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
	return example;
}
