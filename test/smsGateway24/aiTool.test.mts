import { describe, expect, it } from '@jest/globals';
import { SupplyDataContext } from 'n8n-core';
import type { IExecuteData, INode, INodeParameters } from 'n8n-workflow';
import { createEmptyRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { onPixel7, setUp } from './setup.mts';

const setup = setUp();

/**
 * Calls the node as n8n does for AI agents up to version 2 and for MCP servers: `execute`, which is
 * n8n's declarative engine, in the context of the agent's own run.
 */
function agent(parameters: INodeParameters) {
	const { nodeTypes } = setup.engine.package;
	const node: INode = {
		id: '1',
		name: 'Send SMS',
		type: 'n8n-nodes-sms-gateways.smsGateway24',
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource: 'sms', operation: 'send', ...onPixel7, ...parameters },
		credentials: { smsGateway24Api: { id: '1', name: 'x' } },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const agentRun: IExecuteData = { node, data: { main: [[{ json: {} }]] }, source: null };
	let runIndex = 0;
	return async (changes: INodeParameters = {}) => {
		Object.assign(node.parameters, changes);
		const context = new SupplyDataContext(
			workflow,
			node,
			setup.engine.additionalData({ smsGateway24Api: setup.credential() }),
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
			return await nodeType.execute?.call(context as never);
		} finally {
			await workflow.expression.releaseIsolate();
		}
	};
}

const sends = () => setup.sandbox.requests.to('/addsms');

describe('a tool of an AI agent', () => {
	it('is offered', () => {
		const { nodeTypes } = setup.engine.package;
		const { description } = nodeTypes.getByNameAndVersion('n8n-nodes-sms-gateways.smsGateway24');
		expect(description.usableAsTool).toBe(true);
	});

	it('sends, and may send the same text once more when asked again', async () => {
		const call = agent({ to: '+33612345678', message: 'Hello' });
		expect(await call()).toEqual([
			[{ json: expect.objectContaining({ status: 'queued' }), pairedItem: { item: 0 } }],
		]);
		await call();
		expect(sends()).toHaveLength(2);
	});

	it('does not repeat an SMS that may have gone out, but sends another text', async () => {
		const call = agent({ to: '+33612345678', message: 'Hello' });
		setup.sandbox.faults.add({ path: '/addsms', when: 'after', fault: { kind: 'drop' } });
		await expect(call()).rejects.toThrow('may have been sent all the same');
		await expect(call()).rejects.toThrow('may have been sent all the same');
		expect(sends()).toHaveLength(1);
		await call({ message: 'Another' });
		expect(sends()).toHaveLength(2);
	});
});
