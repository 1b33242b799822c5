import { randomUUID } from 'node:crypto';
import type { Gateway } from '../../../lab/gateways/gateway.mts';
import { nodeOf } from '../../../lab/gateways/gateway.mts';
import type { JsonObject } from '../../../lab/json.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import { postToWebhook } from '../../../lab/n8n/webhook.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { chooseCredential } from '../sending/run.mts';

/** What a workflow is started with. */
export interface Asked extends JsonObject {
	/** Tells executions apart. */
	n: number;
	phone: string;
	text: string;
}

/** A workflow that asks by SMS, and goes on with the answer. */
export interface AskingWorkflow {
	id: string;
	gateway: Gateway;
	/** Starts an execution, which sends the SMS and then waits. Its node "After" puts out what it got. */
	ask(asked: Asked, session: Session): Promise<void>;
}

/** The node after the one that waits. */
export const AFTER = 'After';

/** Publishes a workflow of a webhook, the gateway's Send and Wait for Response, and the node "After". */
export async function publishAsking(
	gateway: Gateway,
	sandbox: Sandbox,
	session: Session,
	parameters: JsonObject,
): Promise<AskingWorkflow> {
	const path = randomUUID();
	const credentials = await chooseCredential(gateway.credential(sandbox), session);
	const nodes = [
		{
			name: 'Start',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { path, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
		},
		{
			name: 'Ask',
			type: `n8n-nodes-sms-gateways.${nodeOf(gateway.name)}`,
			typeVersion: 1,
			credentials,
			parameters: {
				resource: 'sms',
				operation: 'sendAndWait',
				...gateway.parameters,
				to: '={{ $json.body.phone }}',
				message: '={{ $json.body.text }}',
				...parameters,
			},
		},
		{
			name: AFTER,
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				mode: 'raw',
				jsonOutput:
					"={{ { n: $('Start').item.json.body.n, data: $json.data ?? null, message: $json.message ?? null } }}",
				options: {},
			},
		},
	];
	const saved = await session.rest.createWorkflow({
		name: `${gateway.title}: ask`,
		nodes: nodes.map((node, place) => ({ id: randomUUID(), position: [220 * place, 0], ...node })),
		connections: {
			Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] },
			Ask: { main: [[{ node: AFTER, type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	});
	await session.rest.publishWorkflow(saved);
	return {
		id: saved.id,
		gateway,
		async ask(asked, { origin, signal }) {
			const { ok, status } = await postToWebhook(`${origin}/webhook/${path}`, asked, signal);
			if (!ok) throw new Failure(`n8n did not start the workflow (HTTP ${status}).`);
		},
	};
}
