import type { TriggeredGateway } from '../../../lab/gateways/triggers.mts';
import { isObject, type JsonObject } from '../../../lab/json.mts';
import type { CredentialData } from '../../../lab/n8n/restClient.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';

/** The node after the trigger; its output has started the workflow. */
export const lastNode = 'Arrived';
const triggerNode = 'Trigger';
const secondsForBaseline = 60;
/** The most that n8n allows a single poll time. */
const everyMinute: readonly JsonObject[] = [{ mode: 'everyMinute' }];

/**
 * Creates a workflow that a gateway's trigger starts, polled every minute by default, publishes it and waits
 * until n8n has saved the baseline: what is at the gateway by then is old, what comes later is new.
 *
 * @returns the workflow's id
 */
export async function publishTrigger(
	gateway: TriggeredGateway,
	credential: CredentialData,
	session: Session,
	pollTimes: readonly JsonObject[] = everyMinute,
): Promise<string> {
	const workflow = await triggerWorkflow(gateway, credential, session, pollTimes);
	return await publishAndTakeBaseline(workflow, triggerNode, session);
}

/**
 * The same, where n8n keeps what a trigger remembers out of reach: does not wait.
 *
 * @returns the workflow's id
 */
export async function publishTriggerAtOnce(
	gateway: TriggeredGateway,
	credential: CredentialData,
	session: Session,
): Promise<string> {
	const workflow = await triggerWorkflow(gateway, credential, session);
	const saved = await session.rest.createWorkflow(workflow);
	await session.rest.publishWorkflow(saved);
	return saved.id;
}

async function triggerWorkflow(
	gateway: TriggeredGateway,
	credential: CredentialData,
	{ rest }: Session,
	pollTimes = everyMinute,
) {
	const id = await rest.putCredential(credential);
	const chosen = { [credential.type]: { id, name: credential.name } };
	return workflowOf(gateway, chosen, credential.name, pollTimes);
}

/**
 * Creates a workflow with a trigger, publishes it and waits until n8n has saved the baseline.
 *
 * @param trigger the name of the trigger's node
 * @returns the workflow's id
 */
export async function publishAndTakeBaseline(
	workflow: JsonObject & { name: string },
	trigger: string,
	{ rest, signal }: Session,
): Promise<string> {
	const saved = await rest.createWorkflow(workflow);
	await rest.publishWorkflow(saved);
	const what = `the baseline of ${workflow.name}`;
	await waitFor(what, secondsForBaseline, signal, async () => {
		const { active, staticData } = await rest.getWorkflow(saved.id);
		const hasBaseline = isObject(staticData) && isObject(staticData[`node:${trigger}`]);
		return active === true && hasBaseline ? true : undefined;
	});
	return saved.id;
}

function workflowOf(
	{ nodeType, parameters }: TriggeredGateway,
	credentials: JsonObject,
	credentialName: string,
	pollTimes: readonly JsonObject[],
) {
	return {
		name: `Trigger of ${credentialName}`,
		nodes: [
			{
				id: 'trigger',
				name: triggerNode,
				type: nodeType,
				typeVersion: 1,
				position: [0, 0],
				parameters: { ...parameters, pollTimes: { item: pollTimes } },
				credentials,
			},
			{
				id: 'arrived',
				name: lastNode,
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [220, 0],
				parameters: {},
			},
		],
		connections: { [triggerNode]: { main: [[{ node: lastNode, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
