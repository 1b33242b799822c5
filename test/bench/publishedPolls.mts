import type { Credential, Gateway } from '../../lab/gateways/gateway.mts';
import { triggeredGateways } from '../../lab/gateways/triggers.mts';
import type { JsonObject } from '../../lab/json.mts';
import { countDatabaseWrites, type DatabaseWrites } from '../../lab/measuring/databaseWrites.mts';
import { bytesWrittenBy, cpuOf } from '../../lab/measuring/processUsage.mts';
import {
	startRemoteSandbox,
	type Counts,
	type RemoteSandbox,
} from '../../lab/measuring/remoteSandbox.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { say } from '../../lab/n8n/say.mts';
import type { Session } from '../../lab/n8n/session.mts';
import { pause } from '../../lab/n8n/waitFor.mts';
import { chooseCredential } from '../e2e/sending/run.mts';
import type { NodeContent } from '../e2e/sending/workflow.mts';
import { TIMED } from './claims.mts';
import { LIST_CALLS } from './listCalls.mts';
import { signedHttpRequest } from './signedHttpRequest.mts';

/** What is published in n8n, by what a row of the table calls it. */
export const PUBLISHED = {
	nothing: 'Nothing',
	triggers: 'Our triggers, **Every Minute**',
	sameSecond: 'Our triggers, **Custom** `* * * * *`',
	scheduledRequests: '_Schedule_ and _HTTP Request_',
} as const;

export type Published = keyof typeof PUBLISHED;

export const ALL_WAYS: readonly Published[] = [
	'nothing',
	'triggers',
	'scheduledRequests',
	'sameSecond',
];

/** Without `sameSecond`: n8n 2 evaluates expressions in a sandbox for each poll, and stands still while it makes a hundred of them. */
export const USUAL_WAYS: readonly Published[] = ['nothing', 'triggers', 'scheduledRequests'];

/** What n8n and its gateways did in a number of minutes. */
export interface PollingLoad extends Counts, DatabaseWrites {
	minutes: number;
	/** Of n8n's process, in seconds. */
	cpu: number;
	/** What n8n's process wrote to the disk, in bytes. */
	written: number;
}

/** SMS that each gateway has from the start: a page of TextBoost's and more. */
const KNOWN_SMS = 60;
const MINUTE_MS = 60_000;
/** For what n8n still does when the last workflow was published. */
const REST_MS = 5_000;
/** Of the requests that there must be: at either end of the time one may be early or late. */
const LEAST_SHARE = 0.9;
const FIRST = 'First';
const SECOND = 'Second';

/** How much is published, and for how long it is watched. */
export interface PollingPlan {
	gateways: readonly Gateway[];
	workflows: number;
	minutes: number;
}

/**
 * Publishes the workflows in a new n8n, shared out among the gateways, and watches it while nothing comes in.
 *
 * @throws Failure when requests are missing at the gateways
 */
export async function measurePublished(
	way: Published,
	{ gateways, workflows, minutes }: PollingPlan,
	session: Session,
): Promise<PollingLoad> {
	await using atTheEnd = new AsyncDisposableStack();
	const sandbox = await startRemoteSandbox();
	atTheEnd.defer(() => sandbox.close());
	await sandbox.happen(KNOWN_SMS);
	await sandbox.setLatency(TIMED.latencyMs);
	const written = countDatabaseWrites(session.userFolder);
	const accounts = await accountsOf(gateways, sandbox, session);

	const count = way === 'nothing' ? 0 : workflows;
	if (count > 0) say(`Publishing ${count} workflows: ${PUBLISHED[way]} …`);
	for (let number = 0; number < count; number += 1) {
		const account = accounts[number % accounts.length];
		if (account === undefined) throw new Failure('There is no gateway.');
		await publishOne(way, number, account, session);
	}
	await pause(REST_MS, session.signal);
	const load = await watch(minutes, sandbox, written, session);
	if (load.requests < count * minutes * LEAST_SHARE) {
		const missing = `${load.requests} requests in ${minutes} minutes`;
		throw new Failure(`${PUBLISHED[way]}: only ${missing} from ${count} workflows.`);
	}
	return load;
}

interface Account {
	gateway: Gateway;
	credential: Credential;
	/** As a node holds them. */
	credentials: JsonObject;
}

async function accountsOf(
	gateways: readonly Gateway[],
	sandbox: RemoteSandbox,
	session: Session,
): Promise<Account[]> {
	const accounts: Account[] = [];
	for (const gateway of gateways) {
		const credential = sandbox.credentials[gateway.name];
		accounts.push({
			gateway,
			credential,
			credentials: await chooseCredential(credential, session),
		});
	}
	return accounts;
}

/** Watches n8n for some minutes. */
async function watch(
	minutes: number,
	sandbox: RemoteSandbox,
	written: () => DatabaseWrites,
	{ pid, signal }: Session,
): Promise<PollingLoad> {
	const writesBefore = written();
	const bytesBefore = await bytesWrittenBy(pid);
	await sandbox.takeCounts();
	const cpuBefore = await cpuOf(pid);
	await pause(minutes * MINUTE_MS, signal);
	const cpu = (await cpuOf(pid)) - cpuBefore;
	const counts = await sandbox.takeCounts();
	const writes = written();
	return {
		...counts,
		minutes,
		cpu,
		written: (await bytesWrittenBy(pid)) - bytesBefore,
		staticData: writes.staticData - writesBefore.staticData,
		executions: writes.executions - writesBefore.executions,
	};
}

async function publishOne(
	way: Published,
	number: number,
	{ gateway, credential, credentials }: Account,
	{ rest }: Session,
): Promise<void> {
	const [first, second] =
		way === 'scheduledRequests'
			? [SCHEDULE, signedHttpRequest(LIST_CALLS[gateway.name], credential, credentials)]
			: [triggerOf(gateway, credentials, way), NO_OPERATION];
	const workflow = await rest.createWorkflow({
		name: `${gateway.title} ${number + 1}, ${way}`,
		nodes: [
			{ id: FIRST, name: FIRST, position: [0, 0], ...first },
			{ id: SECOND, name: SECOND, position: [220, 0], ...second },
		],
		connections: { [FIRST]: { main: [[{ node: SECOND, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await rest.publishWorkflow(workflow);
}

const NO_OPERATION: NodeContent = {
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	parameters: {},
};

const SCHEDULE: NodeContent = {
	type: 'n8n-nodes-base.scheduleTrigger',
	typeVersion: 1.2,
	parameters: { rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] } },
};

function triggerOf({ name }: Gateway, credentials: JsonObject, way: Published): NodeContent {
	const trigger = triggeredGateways.find((one) => one.name === name);
	if (trigger === undefined) throw new Failure(`${name} has no trigger.`);
	const pollTime =
		way === 'sameSecond'
			? { mode: 'custom', cronExpression: '* * * * *' }
			: { mode: 'everyMinute' };
	return {
		type: trigger.nodeType,
		typeVersion: 1,
		parameters: { ...trigger.parameters, pollTimes: { item: [pollTime] } },
		credentials,
	};
}
