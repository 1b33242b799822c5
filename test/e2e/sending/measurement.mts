import type { Credential, Gateway } from '../../../lab/gateways/gateway.mts';
import { itemsFor, type Item } from '../../../lab/gateways/items.mts';
import { MOST_IN_FLIGHT } from '../../../lab/measuring/bareClient.mts';
import { httpRequestParameters } from '../../../lab/measuring/httpRequest.mts';
import {
	startRemoteBareClient,
	type RemoteBareClient,
} from '../../../lab/measuring/remoteBareClient.mts';
import {
	startRemoteSandbox,
	type Counts,
	type RemoteSandbox,
} from '../../../lab/measuring/remoteSandbox.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { nodeRunsOf } from '../../../lab/n8n/runData.mts';
import { say } from '../../../lab/n8n/say.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import { atMost, equal, type Finding } from './findings.mts';
import { chooseCredential, smsNode } from './run.mts';
import {
	endedExecutions,
	names,
	publish,
	type NodeContent,
	type PublishedWorkflow,
} from './workflow.mts';

/** What the measurement must show. */
const limits = {
	/** How many times as long as bare requests Send takes. */
	sendToFloor: 1.2,
	/** How many times as long as n8n's HTTP Request node Send Many takes. */
	sendManyToHttpRequest: 1,
	/** How many times as long as a gateway's own pace both take, where it has one, which the other ways ignore. */
	toPace: 1.2,
	inFlight: 10,
} as const;

const messages = 1000;
/** The same for all, so that Send Many needs few requests at every gateway. */
const text = 'The bakery is closed tomorrow.';
const warmUpMessages = 100;
const latencyMs = 50;
const rounds = 3;

/** The ways to send that are compared, in the order of the first round. */
const ways = ['floor', 'send', 'sendMany', 'httpRequest'] as const;
type Way = (typeof ways)[number];

interface Measured extends Counts {
	milliseconds: number;
}

/** One round of one gateway. */
type Round = Record<Way, Measured>;

/** A gateway with a workflow for each way that goes through n8n. */
interface Contender {
	gateway: Gateway;
	credential: Credential;
	workflows: Record<Exclude<Way, 'floor'>, PublishedWorkflow>;
}

/**
 * Measures how long 1,000 SMS take at a gateway that answers after 50 ms, in turns: with Send, with
 * Send Many, with n8n's HTTP Request node, and with bare requests in a process of their own. Prints a
 * line for each gateway.
 *
 * @throws Failure when SMS are lost or doubled, or a run fails
 */
export async function measure(gateways: readonly Gateway[], session: Session): Promise<Finding[]> {
	await using atTheEnd = new AsyncDisposableStack();
	const sandbox = await startRemoteSandbox();
	atTheEnd.defer(() => sandbox.close());
	const client = startRemoteBareClient();
	atTheEnd.defer(() => client.close());
	await sandbox.setLatency(latencyMs);

	const contenders: Contender[] = [];
	for (const gateway of gateways) {
		const credential = sandbox.credentials[gateway.name];
		contenders.push(await prepare(gateway, credential, session));
	}
	const lap = async (contender: Contender, count: number, order: readonly Way[]) =>
		await runRound(contender, count, order, sandbox, client, session);

	say(`Measuring ${messages} SMS at ${latencyMs} ms, after a warm-up …`);
	for (const contender of contenders) await lap(contender, warmUpMessages, ways);
	const roundsOf = new Map(contenders.map((contender): [Contender, Round[]] => [contender, []]));
	for (let number = 1; number <= rounds; number += 1) {
		const order = number % 2 === 1 ? ways : [...ways].reverse();
		for (const [contender, past] of roundsOf) past.push(await lap(contender, messages, order));
		say(`  round ${number} of ${rounds} is over`);
	}
	return [...roundsOf].flatMap(([contender, past]) => judge(contender.gateway, past));
}

async function prepare(
	gateway: Gateway,
	credential: Credential,
	session: Session,
): Promise<Contender> {
	const { title } = gateway;
	const named = { ...credential, name: `${credential.name}, measured` };
	const trial = { gateway, credentials: await chooseCredential(named, session) };
	const publishOne = async (name: string, node: NodeContent) =>
		await publish(`${title}: ${name}, measured`, node, 'straight', session);
	return {
		gateway,
		credential,
		workflows: {
			send: await publishOne('Send', smsNode(trial, 'send')),
			sendMany: await publishOne('Send Many', smsNode(trial, 'sendMany')),
			httpRequest: await publishOne('HTTP Request', httpRequestNode(gateway, credential)),
		},
	};
}

/** n8n's own HTTP Request node, which makes the request for a single SMS for each item, all at once. */
function httpRequestNode({ singleSms }: Gateway, { data }: Credential): NodeContent {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { ...httpRequestParameters(singleSms, data) },
	};
}

async function runRound(
	{ gateway, credential, workflows }: Contender,
	count: number,
	order: readonly Way[],
	sandbox: RemoteSandbox,
	client: RemoteBareClient,
	session: Session,
): Promise<Round> {
	const items = itemsFor(gateway, count, text);
	const bareTask = { gateway: gateway.name, credential: credential.data, messages: items };

	const round: Partial<Round> = {};
	for (const way of order) {
		session.signal.throwIfAborted();
		await sandbox.takeCounts();
		const milliseconds =
			way === 'floor'
				? await client.send(bareTask)
				: await nodeTime(workflows[way], items, session);
		const counts = await sandbox.takeCounts();
		if (counts.sends !== count || counts.accepted !== count) {
			throw new Failure(
				`${gateway.title}, ${way}: of ${count} SMS ${counts.sends} were asked for, ` +
					`and ${counts.accepted} accepted.`,
			);
		}
		round[way] = { milliseconds, ...counts };
	}
	// The order has every way in it.
	return round as Round;
}

/** Runs a workflow and returns the time that n8n has measured for its node in the middle. */
async function nodeTime(
	workflow: PublishedWorkflow,
	items: readonly Item[],
	session: Session,
): Promise<number> {
	await workflow.run(items);
	const [execution] = await endedExecutions(workflow, 1, session);
	if (execution?.status !== 'success') {
		throw new Failure(`Execution ${execution?.id} has failed: ${execution?.error}`);
	}
	const [run] = nodeRunsOf(execution.resultData, names.middle);
	return run?.executionTime ?? NaN;
}

/** Prints what was measured for a gateway, and holds it against the limits. */
function judge(gateway: Gateway, past: readonly Round[]): Finding[] {
	const { title } = gateway;
	const middle = (pick: (round: Round) => number) => median(past.map(pick));
	const most = (pick: (round: Round) => number) => Math.max(...past.map(pick));
	const seconds = (way: Way) =>
		`${(middle((round) => round[way].milliseconds) / 1000).toFixed(2)} s`;
	const sendToFloor = middle(({ send, floor }) => send.milliseconds / floor.milliseconds);
	const sendManyToHttpRequest = middle(
		({ sendMany, httpRequest }) => sendMany.milliseconds / httpRequest.milliseconds,
	);
	const traffic = (way: Way) => {
		const sends = most((round) => round[way].sendRequests);
		const others = most((round) => round[way].requests - round[way].sendRequests);
		const reads = others === 0 ? '' : ` + ${others} reads`;
		return `${sends} requests${reads}, ${most((round) => round[way].mostInFlight)} at once`;
	};

	say(
		`${title}\n` +
			`  Send          ${seconds('send')} = ${sendToFloor.toFixed(2)} × bare requests (${traffic('send')})\n` +
			`  Send Many     ${seconds('sendMany')} = ${sendManyToHttpRequest.toFixed(2)} × HTTP Request (${traffic('sendMany')})\n` +
			`  HTTP Request  ${seconds('httpRequest')} (${traffic('httpRequest')})\n` +
			`  bare          ${seconds('floor')} (${traffic('floor')})`,
	);
	return [
		equal(
			`${title}: bare requests at once`,
			MOST_IN_FLIGHT,
			most(({ floor }) => floor.mostInFlight),
		),
		...timesOf(gateway, past),
		atMost(
			`${title}: Send, requests at once`,
			limits.inFlight,
			most(({ send }) => send.mostInFlight),
		),
		atMost(
			`${title}: Send Many, requests at once`,
			limits.inFlight,
			most(({ sendMany }) => sendMany.mostInFlight),
		),
		atMost(
			`${title}: Send Many, requests`,
			Math.ceil(messages / gateway.itemsPerRequest.sendMany),
			most(({ sendMany }) => sendMany.sendRequests),
		),
	];
}

/** Holds the times of Send and Send Many against the limits. */
function timesOf(gateway: Gateway, past: readonly Round[]): Finding[] {
	const { title, paceMs, itemsPerRequest } = gateway;
	const middle = (pick: (round: Round) => number) => median(past.map(pick));
	if (paceMs === 0) {
		return [
			atMost(
				`${title}: Send, times the bare requests`,
				limits.sendToFloor,
				middle(({ send, floor }) => send.milliseconds / floor.milliseconds),
			),
			atMost(
				`${title}: Send Many, times HTTP Request`,
				limits.sendManyToHttpRequest,
				middle(({ sendMany, httpRequest }) => sendMany.milliseconds / httpRequest.milliseconds),
			),
		];
	}
	return (['send', 'sendMany'] as const).map((way) =>
		atMost(
			`${title}: ${way}, times the pace of the gateway`,
			limits.toPace,
			middle(
				(round) => round[way].milliseconds / (paceMs * Math.ceil(messages / itemsPerRequest[way])),
			),
		),
	);
}

/** Of an odd number of values. */
function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
