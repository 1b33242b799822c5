import { LoadOptionsContext } from 'n8n-core';
import type { INode, INodeListSearchResult } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import type { NodeTest } from './nodeTest.mts';

/**
 * Fills a drop-down as n8n's editor does.
 *
 * @param type name in the package, e.g. "smsGateway24"
 * @param method name of the list search
 */
export async function searchList(
	test: NodeTest,
	{ type, credentialType, method }: { type: string; credentialType: string; method: string },
	filter?: string,
): Promise<INodeListSearchResult | undefined> {
	const { nodeTypes } = test.engine.package;
	const node: INode = {
		id: '1',
		name: 'Node',
		type: `n8n-nodes-sms-gateways.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [credentialType]: { id: '1', name: 'x' } },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const context = new LoadOptionsContext(
		workflow,
		node,
		test.engine.additionalData({ [credentialType]: test.credential() }),
		'/',
	);
	const nodeType = nodeTypes.getByNameAndVersion(node.type);
	return await nodeType.methods?.listSearch?.[method]?.call(context, filter);
}
