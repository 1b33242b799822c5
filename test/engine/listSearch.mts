import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import type { NodeTest, TestedNode } from './nodeTest.mts';

/** Fills a drop-down as n8n's editor does when somebody opens it, or types `filter` into it, or scrolls on. */
export async function searchList(
	setup: Pick<NodeTest, 'engine' | 'credential'>,
	{ type, credentialType }: Pick<TestedNode, 'type' | 'credentialType'>,
	method: string,
	filter?: string,
	currentNodeParameters: INodeParameters = {},
	paginationToken?: string,
): Promise<INodeListSearchResult | undefined> {
	const { nodeTypes } = setup.engine.package;
	const fullType = `n8n-nodes-sms-gateways.${type}`;
	const nodeType = nodeTypes.getByNameAndVersion(fullType);
	const node = {
		id: '1',
		name: type,
		type: fullType,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: currentNodeParameters,
		credentials: { [credentialType]: { id: '1', name: 'x' } },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const data = setup.engine.additionalData({ [credentialType]: setup.credential() });
	const context = new LoadOptionsContext(workflow, node, { ...data, currentNodeParameters }, '/');
	return await nodeType.methods?.listSearch?.[method]?.call(context, filter, paginationToken);
}
