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
interface Asked extends JsonObject {
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

/** The node that waits. */
export const ASK = 'Ask';

/** The node after it. */
export const AFTER = 'After';

/** Publishes a workflow of a webhook, the gateway's Send and Wait for Response, and the node "After". */
export async function publishAsking(
	gateway: Gateway,
	sandbox: Sandbox,
	session: Session,
	parameters: JsonObject,
): Promise<AskingWorkflow> {
	const output =
		"{ n: $('Start').item.json.body.n, data: $json.data ?? null, message: $json.message ?? null }";
	const contents = {
		[ASK]: await askNode(gateway, sandbox, session, 'body.', parameters),
		[AFTER]: {
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: `={{ ${output} }}`, options: {} },
		},
	};
	const connections = { Start: [[ASK]], [ASK]: [[AFTER]] };
	const { id, start } = await publish(`${gateway.title}: ask`, contents, connections, session);
	return { id, gateway, ask: start };
}

/** Publishes a workflow that asks once for each of the items that it is started with, one after the other. */
export async function publishAskingInLoop(
	gateway: Gateway,
	sandbox: Sandbox,
	session: Session,
): Promise<{ id: string; start: (body: JsonObject, session: Session) => Promise<void> }> {
	const approval = { approvalOptions: { values: { approvalType: 'double' } } };
	const contents = {
		Items: {
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.items', options: {} },
		},
		Loop: {
			type: 'n8n-nodes-base.splitInBatches',
			typeVersion: 3,
			parameters: { batchSize: 1, options: {} },
		},
		[ASK]: await askNode(gateway, sandbox, session, '', approval),
		[AFTER]: { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	};
	const connections = {
		Start: [['Items']],
		Items: [['Loop']],
		Loop: [[AFTER], [ASK]],
		[ASK]: [['Loop']],
	};
	return await publish(`${gateway.title}: ask in a loop`, contents, connections, session);
}

/** @param where the number and the text of an item are, an expression's path with a dot at its end */
async function askNode(
	gateway: Gateway,
	sandbox: Sandbox,
	session: Session,
	where: string,
	parameters: JsonObject,
): Promise<JsonObject> {
	return {
		type: `n8n-nodes-sms-gateways.${nodeOf(gateway.name)}`,
		typeVersion: 1,
		credentials: await chooseCredential(gateway.credential(sandbox), session),
		parameters: {
			resource: 'sms',
			operation: 'sendAndWait',
			...gateway.parameters,
			to: `={{ $json.${where}phone }}`,
			message: `={{ $json.${where}text }}`,
			...parameters,
		},
	};
}

/** @param connections for each node, those that follow each of its outputs */
async function publish(
	name: string,
	contents: Record<string, JsonObject>,
	connections: Record<string, string[][]>,
	{ rest }: Session,
): Promise<{ id: string; start: (body: JsonObject, session: Session) => Promise<void> }> {
	const path = randomUUID();
	const webhook = {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { path, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
	};
	const saved = await rest.createWorkflow({
		name,
		nodes: Object.entries({ Start: webhook, ...contents }).map(([node, content], place) => ({
			id: randomUUID(),
			name: node,
			position: [220 * place, 0],
			...content,
		})),
		connections: Object.fromEntries(
			Object.entries(connections).map(([from, outputs]) => [
				from,
				{ main: outputs.map((to) => to.map((node) => ({ node, type: 'main', index: 0 }))) },
			]),
		),
		settings: { executionOrder: 'v1' },
	});
	await rest.publishWorkflow(saved);
	return {
		id: saved.id,
		async start(body, { origin, signal }) {
			const { ok, status } = await postToWebhook(`${origin}/webhook/${path}`, body, signal);
			if (!ok) throw new Failure(`n8n did not start the workflow (HTTP ${status}).`);
		},
	};
}
