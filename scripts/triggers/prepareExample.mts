import { join } from 'node:path';
import type { GatewayName } from '../../test/gateways/gateway.mts';
import { credentialsAt } from '../../test/gateways/gateways.mts';
import type { Sandbox } from '../../test/sandbox/sandbox.mts';
import { readExample, withCredential, type ExampleWorkflow } from '../n8n/exampleWorkflow.mts';
import type { Session } from '../n8n/session.mts';
import { repository } from '../n8n/workshop.mts';

/**
 * Reads an example and chooses the sandbox's credentials in its nodes.
 *
 * @param nodeTypes the nodes of each gateway, by the last part of their type
 */
export async function prepareExample(
	file: string,
	{ rest }: Session,
	sandbox: Sandbox,
	nodeTypes: Partial<Record<GatewayName, string[]>>,
): Promise<ExampleWorkflow> {
	let example = await readExample(join(repository, 'examples', file));
	for (const [name, credential] of Object.entries(credentialsAt(sandbox))) {
		const types = Object.entries(nodeTypes).find(([gateway]) => gateway === name)?.[1] ?? [];
		if (types.length === 0) continue;
		const chosen = { id: await rest.putCredential(credential), name: credential.name };
		for (const type of types) {
			const nodeType = `n8n-nodes-sms-gateways.${type}`;
			example = withCredential(example, nodeType, credential.type, chosen);
		}
	}
	return example;
}
