import './environment.mts';
import { SupplyDataContext } from 'n8n-core';
import type { IExecuteData, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { createEmptyRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import type { Engine, NodeRun } from './engine.mts';

/**
 * Calls a node as n8n does for AI agents up to version 2 and for MCP servers: `execute`, which is
 * n8n's declarative engine, in the context of the agent's own run. Each call of what this returns
 * is another call of the agent's, which may change parameters.
 */
export function agentTool(
	engine: Engine,
	type: string,
	parameters: INodeParameters,
	credentials: NodeRun['credentials'],
): (changes?: INodeParameters) => Promise<INodeExecutionData[][] | null | undefined> {
	const { nodeTypes } = engine.package;
	const node: INode = {
		id: '1',
		name: 'Tool',
		type: type.includes('.') ? type : `n8n-nodes-sms-gateways.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((name) => [name, { id: '1', name }]),
		),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const agentRun: IExecuteData = { node, data: { main: [[{ json: {} }]] }, source: null };
	let runIndex = 0;
	return async (changes = {}) => {
		Object.assign(node.parameters, changes);
		const context = new SupplyDataContext(
			workflow,
			node,
			engine.additionalData(credentials),
			'manual',
			createEmptyRunExecutionData(),
			runIndex++,
			[{ json: {} }],
			{ [NodeConnectionTypes.AiTool]: [[{ json: {} }]] },
			NodeConnectionTypes.AiTool,
			agentRun,
			[],
		);
		await workflow.expression.acquireIsolate();
		try {
			const nodeType = nodeTypes.getByNameAndVersion(node.type);
			// n8n calls it in this context, although the type of `execute` names another one.
			const output = await nodeType.execute?.call(context as never);
			return Array.isArray(output) ? output : null;
		} finally {
			await workflow.expression.releaseIsolate();
		}
	};
}
