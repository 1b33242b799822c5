import { SupplyDataContext } from 'n8n-core';
import type { IExecuteData, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { createEmptyRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import type { NodeTest, TestedNode } from './nodeTest.mts';

/**
 * Calls a node as n8n does for AI agents up to version 2 and for MCP servers: `execute`, which is
 * n8n's declarative engine, in the context of the agent's own run.
 */
export function createAgentTool(
	setup: NodeTest,
	{ type, credentialType }: Pick<TestedNode, 'type' | 'credentialType'>,
	parameters: INodeParameters,
) {
	const { nodeTypes } = setup.engine.package;
	const node: INode = {
		id: '1',
		name: 'Tool',
		type: `n8n-nodes-sms-gateways.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { [credentialType]: { id: '1', name: 'x' } },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const agentRun: IExecuteData = { node, data: { main: [[{ json: {} }]] }, source: null };
	let runIndex = 0;
	return async (): Promise<INodeExecutionData[][]> => {
		const context = new SupplyDataContext(
			workflow,
			node,
			setup.engine.additionalData({ [credentialType]: setup.credential() }),
			'manual',
			createEmptyRunExecutionData(),
			runIndex++,
			[{ json: {} }],
			{ [NodeConnectionTypes.AiTool]: [[{ json: { to: '+33612345678' } }]] },
			NodeConnectionTypes.AiTool,
			agentRun,
			[],
		);
		await workflow.expression.acquireIsolate();
		try {
			const nodeType = nodeTypes.getByNameAndVersion(node.type);
			// n8n calls it in this context, although the type of `execute` names another one.
			const output = await nodeType.execute?.call(context as never);
			return Array.isArray(output) ? output : [];
		} finally {
			await workflow.expression.releaseIsolate();
		}
	};
}
