import { createRequire } from 'node:module';
import type { IVersionedNodeType } from 'n8n-workflow';
import type { Credential, GatewayName } from '../../lab/gateways/gateway.mts';
import { nodeOf } from '../../lab/gateways/gateway.mts';
import { GATEWAYS } from '../../lab/gateways/gateways.mts';
import type { Sms } from '../../lab/gateways/items.mts';
import { FROM_ITEM, sendParameters } from '../../lab/gateways/parameters.mts';
import { bareClient } from '../../lab/measuring/bareClient.mts';
import { httpRequestParameters } from '../../lab/measuring/httpRequest.mts';
import type { NodeRun } from '../engine/engine.mts';
import { startEngine } from '../engine/engine.mts';
import { declarativeNode, sequentialNode } from './nodes.mts';
import type { WayName } from './plan.mts';

/** Sends messages, and resolves when all are sent. @throws Error where one was not */
export type Sender = (messages: Sms[]) => Promise<void>;

export interface SenderOptions {
	gateway: GatewayName;
	way: WayName;
	credential: Credential;
	/** n8n's start script, beside which its own nodes are found. */
	n8nScript: string;
}

const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';

/** Gets everything ready to send in one of the ways. */
export async function createSender(options: SenderOptions): Promise<Sender> {
	const { gateway, way, credential } = options;
	if (way === 'bare') return bareClient(GATEWAYS[gateway].singleSms, credential.data);
	const { others, ...nodeRun } = nodeRunOf(options, way);
	const engine = await startEngine(others);
	return async (items) => {
		const { error, items: sent } = await engine.run({
			...nodeRun,
			items,
			credentials: { [credential.type]: credential.data },
		});
		if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
		if (sent.length !== items.length) throw new Error(`Only ${sent.length} items came out`);
	};
}

type NodeOfWay = Pick<NodeRun, 'type' | 'parameters' | 'settings'> & {
	others?: Parameters<typeof startEngine>[0];
};

function nodeRunOf(
	{ gateway, credential, n8nScript }: SenderOptions,
	way: Exclude<WayName, 'bare'>,
): NodeOfWay {
	const { singleSms } = GATEWAYS[gateway];
	switch (way) {
		case 'send':
		case 'sendMany':
			return { type: nodeOf(gateway), parameters: sendParameters(GATEWAYS[gateway], way) };
		case 'httpRequest': {
			const node = httpRequestNode(n8nScript);
			return {
				type: HTTP_REQUEST,
				others: { [HTTP_REQUEST]: node },
				parameters: httpRequestParameters(singleSms, credential.data),
				settings: { typeVersion: node.currentVersion },
			};
		}
		case 'declarative':
			return {
				type: 'bench.declarative',
				others: { 'bench.declarative': declarativeNode(singleSms, credential.type) },
				parameters: FROM_ITEM,
			};
		case 'sequential':
			return {
				type: 'bench.sequential',
				others: { 'bench.sequential': sequentialNode(singleSms, credential.type) },
				parameters: FROM_ITEM,
			};
	}
}

/** The HTTP Request node of the installed n8n, in its newest version. */
function httpRequestNode(n8nScript: string): IVersionedNodeType {
	const load = createRequire(n8nScript);
	// A file of n8n's, which has this class.
	const { HttpRequest } = load('n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js') as {
		HttpRequest: new () => IVersionedNodeType;
	};
	return new HttpRequest();
}
