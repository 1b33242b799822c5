import { startGateway, type Counts, type Gateway } from '../../test/bench/gateway.mts';
import { httpRequestParameters } from '../../test/bench/httpRequest.mts';
import { MOST_IN_FLIGHT } from '../../test/bench/plan.mts';
import { SINGLE_SMS } from '../../test/bench/singleSms.mts';
import { Failure } from '../n8n/failure.mts';
import type { CredentialData } from '../n8n/restClient.mts';
import { nodeRunsOf } from '../n8n/runData.mts';
import { say } from '../n8n/say.mts';
import type { Session } from '../n8n/session.mts';
import { startBareClient, type BareClient } from './bareClient.mts';
import { atMost, equal, type Finding } from './findings.mts';
import type { SendingGateway } from './gateways.mts';
import { chooseCredential, makeItems, smsNode, type Item } from './run.mts';
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
	inFlight: 10,
} as const;

const messages = 1000;
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
	gateway: SendingGateway;
	credential: CredentialData;
	workflows: Record<Exclude<Way, 'floor'>, PublishedWorkflow>;
}

/**
 * Measures how long 1,000 SMS take at a gateway that answers after 50 ms, in turns: with Send, with
 * Send Many, with n8n's HTTP Request node, and with bare requests in a process of their own. Prints a
 * line for each gateway.
 *
 * @throws Failure when SMS are lost or doubled, or a run fails
 */
export async function measure(
	sendingGateways: readonly SendingGateway[],
	session: Session,
): Promise<Finding[]> {
	await using atTheEnd = new AsyncDisposableStack();
	const gateway = await startGateway();
	atTheEnd.defer(() => gateway.close());
	const client = startBareClient();
	atTheEnd.defer(() => client.close());
	await gateway.setLatency(latencyMs);

	const contenders: Contender[] = [];
	for (const one of sendingGateways) {
		const credential = gateway.credentials[one.name];
		contenders.push(await prepare(one, credential, session));
	}
	const lap = async (contender: Contender, count: number, order: readonly Way[]) =>
		await runRound(contender, count, order, gateway, client, session);

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
	gateway: SendingGateway,
	credential: CredentialData,
	session: Session,
): Promise<Contender> {
	const { title } = gateway;
	const named = { ...credential, name: `${credential.name}, measured` };
	const bench = { gateway, credentials: await chooseCredential(named, session) };
	const publishOne = async (name: string, node: NodeContent) =>
		await publish(`${title}: ${name}, measured`, node, 'straight', session);
	return {
		gateway,
		credential,
		workflows: {
			send: await publishOne('Send', smsNode(bench, 'send')),
			sendMany: await publishOne('Send Many', smsNode(bench, 'sendMany')),
			httpRequest: await publishOne('HTTP Request', httpRequestNode(gateway, credential)),
		},
	};
}

/** n8n's own HTTP Request node, which makes the request for a single SMS for each item, all at once. */
function httpRequestNode({ name }: SendingGateway, { data }: CredentialData): NodeContent {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { ...httpRequestParameters(SINGLE_SMS[name], data) },
	};
}

async function runRound(
	{ gateway, credential, workflows }: Contender,
	count: number,
	order: readonly Way[],
	sandbox: Gateway,
	client: BareClient,
	session: Session,
): Promise<Round> {
	const items = makeItems(count).map((item): Item => {
		const text = gateway.needsSameText ? 'The bakery is closed tomorrow.' : item.text;
		return { ...item, text };
	});
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
function judge(gateway: SendingGateway, past: readonly Round[]): Finding[] {
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
		atMost(`${title}: Send, times the bare requests`, limits.sendToFloor, sendToFloor),
		atMost(
			`${title}: Send, requests at once`,
			limits.inFlight,
			most(({ send }) => send.mostInFlight),
		),
		atMost(
			`${title}: Send Many, times HTTP Request`,
			limits.sendManyToHttpRequest,
			sendManyToHttpRequest,
		),
		atMost(
			`${title}: Send Many, requests at once`,
			limits.inFlight,
			most(({ sendMany }) => sendMany.mostInFlight),
		),
		atMost(
			`${title}: Send Many, requests`,
			gateway.sendManyRequests,
			most(({ sendMany }) => sendMany.sendRequests),
		),
	];
}

/** Of an odd number of values. */
function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
