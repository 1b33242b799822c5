import type { Credential, Gateway, SendOperation } from '../../../lab/gateways/gateway.mts';
import { nodeOf } from '../../../lab/gateways/gateway.mts';
import { recipientsOf, sendRequestsIn } from '../../../lab/gateways/gateways.mts';
import { itemsFor } from '../../../lab/gateways/items.mts';
import { sendParameters } from '../../../lab/gateways/parameters.mts';
import { digitsOf } from '../../../lab/gateways/phoneNumber.mts';
import type { JsonObject } from '../../../lab/json.mts';
import type { RecordedExecution } from '../../../lab/n8n/restClient.mts';
import { itemsOf } from '../../../lab/n8n/runData.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import type { RecordedRequest } from '../../../lab/sandbox/requestLog.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import {
	endedExecutions,
	names,
	publish,
	type NodeContent,
	type PublishedWorkflow,
	type Shape,
} from './workflow.mts';

/** A gateway with what it is tried out in. */
export interface Trial {
	gateway: Gateway;
	/** As a node holds them. */
	credentials: JsonObject;
	sandbox: Sandbox;
	session: Session;
}

/** How a run of the gateway's Send differs from the simplest one. */
export interface SendRun {
	/** Default: Send. */
	operation?: SendOperation;
	/** How many input items. */
	items: number;
	/** The text of all items. Default: each has its own. */
	text?: string;
	parameters?: JsonObject;
	/** Of the node: Retry On Fail and the like. */
	settings?: JsonObject;
	shape?: Shape;
	/** How many executions at once. Default: 1. */
	executions?: number;
}

/** What came of it. */
export interface SendResult {
	/** Newest first. */
	executions: RecordedExecution[];
	/** n8n's word for how the newest ended. */
	status: string;
	/** The items that came out well. */
	sent: JsonObject[];
	/** Whatever was asked of the gateway. */
	requests: readonly RecordedRequest[];
	/** Of these, those that send. */
	sendRequests: RecordedRequest[];
	/** The numbers to which they asked to send, digits only: one entry for each time. */
	sends: string[];
	/** The numbers that SMS went out to: one entry for each SMS. */
	delivered: string[];
}

/** A credential as nodes hold it; n8n is given it first. */
export async function chooseCredential(
	credential: Credential,
	{ rest }: Session,
): Promise<JsonObject> {
	const id = await rest.putCredential(credential);
	return { [credential.type]: { id, name: credential.name } };
}

/** The gateway's node. */
export function smsNode(
	{ gateway, credentials }: Pick<Trial, 'gateway' | 'credentials'>,
	operation: SendOperation,
	parameters: JsonObject = {},
	settings: JsonObject = {},
): NodeContent {
	return {
		...settings,
		type: `n8n-nodes-sms-gateways.${nodeOf(gateway.name)}`,
		typeVersion: 1,
		parameters: { ...sendParameters(gateway, operation), ...parameters },
		credentials,
	};
}

/** Publishes a workflow around the gateway's Send or Send Many. */
export async function publishSend(
	trial: Trial,
	title: string,
	{ operation = 'send', parameters, settings, shape = 'straight' }: SendRun,
): Promise<PublishedWorkflow> {
	const node = smsNode(trial, operation, parameters, settings);
	return await publish(`${trial.gateway.title}: ${title}`, node, shape, trial.session);
}

/** Runs the gateway's Send or Send Many in a workflow of its own, and waits until that has ended. */
export async function runSend(trial: Trial, title: string, run: SendRun): Promise<SendResult> {
	const { gateway, sandbox, session } = trial;
	const workflow = await publishSend(trial, title, run);
	const deliveredBefore = gateway.delivered(sandbox).length;
	const items = itemsFor(gateway, run.items, run.text);
	const times = run.executions ?? 1;
	await Promise.all(Array.from({ length: times }, async () => await workflow.run(items)));
	const executions = await endedExecutions(workflow, times, session);
	const sendRequests = sendRequestsIn(sandbox);
	return {
		executions,
		status: executions[0]?.status ?? '',
		sent: executions.flatMap(({ resultData }) => itemsOf(resultData, names.sent)),
		requests: sandbox.requests.all,
		sendRequests,
		sends: sendRequests.flatMap(recipientsOf),
		delivered: gateway.delivered(sandbox).slice(deliveredBefore).map(digitsOf),
	};
}
