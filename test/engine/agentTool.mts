import { SupplyDataContext } from 'n8n-core';
import type { IExecuteData, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { createEmptyRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import type { NodeTest } from './nodeTest.mts';

/**
 * A node as a tool: calls it as n8n does for AI agents up to version 2 and for MCP servers, by
 * `execute`, which is n8n's declarative engine, in the context of the agent's own run.
 *
 * @param type name in the package, e.g. "smsGateway24"
 */
export function agentTool(
	test: NodeTest,
	type: string,
	credentialType: string,
	parameters: INodeParameters,
): () => Promise<unknown> {
	const { nodeTypes } = test.engine.package;
	const node: INode = {
		id: '1',
		name: 'Send SMS',
		type: `n8n-nodes-sms-gateways.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { [credentialType]: { id: '1', name: 'x' } },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const input: INodeExecutionData[] = [{ json: {} }];
	const agentRun: IExecuteData = { node, data: { main: [input] }, source: null };
	let runIndex = 0;
	return async () => {
		const context = new SupplyDataContext(
			workflow,
			node,
			test.engine.additionalData({ [credentialType]: test.credential() }),
			'manual',
			createEmptyRunExecutionData(),
			runIndex++,
			input,
			{ [NodeConnectionTypes.AiTool]: [[{ json: { to: '+33612345678' } }]] },
			NodeConnectionTypes.AiTool,
			agentRun,
			[],
		);
		await workflow.expression.acquireIsolate();
		try {
			const nodeType = nodeTypes.getByNameAndVersion(node.type);
			// n8n calls it in this context, although the type of `execute` names another one.
			return await nodeType.execute?.call(context as never);
		} finally {
			await workflow.expression.releaseIsolate();
		}
	};
}
