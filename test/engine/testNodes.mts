import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IRequestOptions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { plainText } from './plainText.mts';

/** The start node of test workflows: yields the items in its parameter `items`. */
const items: INodeType = {
	description: describe('items', 1, [
		{ displayName: 'Items', name: 'items', type: 'json', default: '[]' },
	]),
	async execute() {
		const list: unknown = JSON.parse(plainText(this.getNodeParameter('items', 0)));
		return [this.helpers.returnJsonArray(Array.isArray(list) ? list : [])];
	},
};

/**
 * Does what n8n's Loop Over Items does, which is not among this package's dependencies: and has
 * its type too: hands its input on through the second output, `batchSize` items at a time, and starts the next batch when
 * what follows leads back to it.
 */
const loop: INodeType = {
	description: describe('loop', 2, [
		{ displayName: 'Batch Size', name: 'batchSize', type: 'number', default: 1 },
	]),
	async execute() {
		const context = this.getContext('node');
		// Only this node writes there.
		const left = (context.left as INodeExecutionData[] | undefined) ?? this.getInputData();
		const batch = left.slice(0, Number(this.getNodeParameter('batchSize', 0)));
		context.left = left.slice(batch.length);
		context.done = batch.length === 0;
		return batch.length === 0 ? [this.getInputData(), []] : [[], batch];
	},
};

/** Yields what its parameter `value` is for each item, such as an expression that looks back. */
const value: INodeType = {
	description: describe('value', 1, [
		{ displayName: 'Value', name: 'value', type: 'string', default: '' },
	]),
	async execute() {
		return [
			this.getInputData().map((_, item) => ({
				json: { value: plainText(this.getNodeParameter('value', item)) },
				pairedItem: { item },
			})),
		];
	},
};

/**
 * Lets a credential sign a request in n8n's older style and sends it, as n8n's HTTP Request node does, which is
 * not among this package's dependencies. It has that node's type: n8n gives no other one every credential.
 */
const httpRequest: INodeType = {
	description: describe('httpRequest', 1, [
		{ displayName: 'Credential', name: 'credentialType', type: 'string', default: '' },
		{ displayName: 'Request', name: 'request', type: 'json', default: '{}' },
	]),
	async execute() {
		const type = plainText(this.getNodeParameter('credentialType', 0));
		// The test that uses the node has written it.
		const request = JSON.parse(plainText(this.getNodeParameter('request', 0))) as IRequestOptions;
		const { helpers } = this;
		const answer: unknown = await helpers.requestWithAuthentication.call(this, type, request);
		const isText = typeof answer === 'string' || Buffer.isBuffer(answer);
		return [[{ json: { answer: isText ? answer.toString() : JSON.stringify(answer) } }]];
	},
};

const testNodes: Record<string, INodeType | undefined> = {
	'test.items': items,
	'test.loop': loop,
	'n8n-nodes-base.splitInBatches': loop,
	'test.value': value,
	'n8n-nodes-base.httpRequest': httpRequest,
};

/** A node that only tests have, by its type; undefined for all others. */
export function testNode(type: string): INodeType | undefined {
	return testNodes[type];
}

function describe(
	name: string,
	outputs: number,
	properties: INodeTypeDescription['properties'],
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['input'],
		version: 1,
		description: 'A node of the tests',
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
		properties,
	};
}
