import './environment.mts';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import get from 'lodash/get.js';
import type { ICredentialDataDecryptedObject, INode, INodeType } from 'n8n-workflow';
import { createEmptyRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import type { Engine } from './engine.mts';

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/**
 * Tests a credential as n8n's server does (`credentials-tester.service`): sends the request of the
 * type's `test` through n8n's declarative engine, then applies its rules to the answer.
 */
export async function testCredential(
	engine: Engine,
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<CredentialTestResult> {
	const { test } = engine.package.credentialType(type);
	if (test === undefined) return { status: 'Error', message: 'No test' };
	const nodeType: INodeType = {
		description: {
			displayName: 'Test',
			name: 'test',
			group: ['input'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		},
	};
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'test',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id: '1', name: type } },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const context = new ExecuteContext(
		workflow,
		node,
		engine.additionalData({ [type]: data }),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	await workflow.expression.acquireIsolate();
	try {
		const output = await new RoutingNode(context, nodeType).runNode();
		const body = output?.[0]?.[0]?.json;
		for (const rule of test.rules ?? []) {
			if (rule.type !== 'responseSuccessBody') continue;
			const { key, message } = rule.properties;
			const value: unknown = rule.properties.value;
			if (get(body, key) === value) return { status: 'Error', message };
		}
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		const statusCode: unknown = get(error, 'cause.response.status');
		for (const rule of test.rules ?? []) {
			if (rule.type !== 'responseCode' || rule.properties.value !== statusCode) continue;
			return { status: 'Error', message: rule.properties.message };
		}
		return { status: 'Error', message: error instanceof Error ? error.message : String(error) };
	} finally {
		await workflow.expression.releaseIsolate();
	}
}
