import type { RecordedRequest } from '../../test/sandbox/requestLog.mts';
import type { Sandbox } from '../../test/sandbox/sandbox.mts';
import { recipientsOf } from '../../test/bench/sends.mts';
import { FROM_ITEM, SINGLE_SMS } from '../../test/bench/singleSms.mts';
import type { JsonObject } from '../n8n/json.mts';
import type { CredentialData, RecordedExecution } from '../n8n/restClient.mts';
import { itemsOf } from '../n8n/runData.mts';
import type { Session } from '../n8n/session.mts';
import type { SendingGateway } from './gateways.mts';
import {
	endedExecutions,
	names,
	publish,
	type NodeContent,
	type PublishedWorkflow,
	type Shape,
} from './workflow.mts';

/** A gateway with what it is tried out in. */
export interface Bench {
	gateway: SendingGateway;
	/** As a node holds them. */
	credentials: JsonObject;
	sandbox: Sandbox;
	session: Session;
}

/** How a run of the gateway's Send differs from the simplest one. */
export interface SendRun {
	/** How many input items. */
	items: number;
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
	/** To how many numbers they asked to send. */
	sends: number;
	/** How many SMS the gateway has got. */
	stored: number;
}

/** An input item: an SMS to a number of its own, with a number and a name. */
export interface Item extends JsonObject {
	n: number;
	name: string;
	phone: string;
	text: string;
}

/** Makes input items, numbered from 1. */
export function makeItems(count: number): Item[] {
	return Array.from({ length: count }, (_, index) => {
		const n = index + 1;
		const phone = `+4915752${String(n).padStart(6, '0')}`;
		return { n, name: `Person ${n}`, phone, text: `Text ${n}` };
	});
}

/** The number of an input item. */
export function numberOf(n: number): string {
	return makeItems(n).at(-1)?.phone ?? '';
}

/** A credential as nodes hold it; n8n is given it first. */
export async function chooseCredential(
	credential: CredentialData,
	{ rest }: Session,
): Promise<JsonObject> {
	const id = await rest.putCredential(credential);
	return { [credential.type]: { id, name: credential.name } };
}

/** The gateway's node. */
export function smsNode(
	{ gateway, credentials }: Pick<Bench, 'gateway' | 'credentials'>,
	operation: 'send' | 'sendMany',
	parameters: JsonObject = {},
	settings: JsonObject = {},
): NodeContent {
	return {
		...settings,
		type: gateway.nodeType,
		typeVersion: 1,
		parameters: {
			resource: 'sms',
			operation,
			...SINGLE_SMS[gateway.name].ourParameters,
			...FROM_ITEM,
			...parameters,
		},
		credentials,
	};
}

/** Publishes a workflow around the gateway's Send. */
export async function publishSend(
	bench: Bench,
	title: string,
	{ parameters, settings, shape = 'straight' }: SendRun,
): Promise<PublishedWorkflow> {
	const node = smsNode(bench, 'send', parameters, settings);
	return await publish(`${bench.gateway.title}: ${title}`, node, shape, bench.session);
}

/** Runs the gateway's Send in a workflow of its own, and waits until that has ended. */
export async function runSend(bench: Bench, title: string, run: SendRun): Promise<SendResult> {
	const { gateway, sandbox, session } = bench;
	const workflow = await publishSend(bench, title, run);
	const storedBefore = gateway.countStored(sandbox);
	const items = makeItems(run.items);
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
		sends: sendRequests.flatMap(recipientsOf).length,
		stored: gateway.countStored(sandbox) - storedBefore,
	};
}

/** The requests so far that send. */
export function sendRequestsIn({ requests }: Sandbox): RecordedRequest[] {
	return requests.all.filter((request) => recipientsOf(request).length > 0);
}
