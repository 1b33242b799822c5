/**
 * Measures sending in a real n8n, with all that n8n does around its engine: how long 1,000 SMS take at a gateway that
 * answers after 50 ms, held against the limits of the benchmark, which measures the rest in n8n's engine alone.
 */
import { runCommand } from '../../lab/command.mts';
import { gatewayOption, gatewaysNamed } from '../../lab/gatewayOption.mts';
import type { Credential, Gateway } from '../../lab/gateways/gateway.mts';
import { itemsFor, type Item } from '../../lab/gateways/items.mts';
import { MOST_IN_FLIGHT } from '../../lab/measuring/bareClient.mts';
import { httpRequestParameters } from '../../lab/measuring/httpRequest.mts';
import { median } from '../../lab/measuring/median.mts';
import {
	startRemoteBareClient,
	type RemoteBareClient,
} from '../../lab/measuring/remoteBareClient.mts';
import {
	startRemoteSandbox,
	type Counts,
	type RemoteSandbox,
} from '../../lab/measuring/remoteSandbox.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { generationNamed, generationOption } from '../../lab/n8n/generationOption.mts';
import { nodeRunsOf } from '../../lab/n8n/runData.mts';
import { say } from '../../lab/n8n/say.mts';
import type { Session } from '../../lab/n8n/session.mts';
import { prepareTestRig } from '../../lab/n8n/testRig.mts';
import { chooseCredential, smsNode } from '../e2e/sending/run.mts';
import {
	endedExecutions,
	names,
	publish,
	type NodeContent,
	type PublishedWorkflow,
} from '../e2e/sending/workflow.mts';
import { TIMED, TIME_LIMITS } from './claims.mts';
import { TEXT } from './messages.mts';
import { WARM_UP_MESSAGES } from './plan.mts';

/** How many times as long as a gateway's own pace Send and Send Many take, where it has one, which the other ways ignore. */
const PACE_LIMIT = 1.2;
const ROUNDS = 3;

/** The ways to send that are compared, in the order of the first round. */
const WAYS = ['bare', 'send', 'sendMany', 'httpRequest'] as const;
type Way = (typeof WAYS)[number];

/** A number that was measured, and what it must not exceed. */
interface Judgement {
	what: string;
	limit: number;
	value: number;
}

interface Measured extends Counts {
	milliseconds: number;
}

/** One round of one gateway. */
type Round = Record<Way, Measured>;

/** A gateway with a workflow for each way that goes through n8n. */
interface Contender {
	gateway: Gateway;
	credential: Credential;
	workflows: Record<Exclude<Way, 'bare'>, PublishedWorkflow>;
}

/**
 * Measures in turns: with Send, with Send Many, with n8n's HTTP Request node, and with bare requests in a process of
 * their own. Prints a paragraph for each gateway.
 *
 * @throws Failure when SMS are lost or doubled, or a run fails
 */
async function measure(gateways: readonly Gateway[], session: Session): Promise<Judgement[]> {
	await using atTheEnd = new AsyncDisposableStack();
	const sandbox = await startRemoteSandbox();
	atTheEnd.defer(() => sandbox.close());
	const client = startRemoteBareClient();
	atTheEnd.defer(() => client.close());
	await sandbox.setLatency(TIMED.latencyMs);

	const contenders: Contender[] = [];
	for (const gateway of gateways) {
		const credential = sandbox.credentials[gateway.name];
		contenders.push(await prepare(gateway, credential, session));
	}
	const lap = async (contender: Contender, count: number, order: readonly Way[]) =>
		await runRound(contender, count, order, sandbox, client, session);

	say(`Measuring ${TIMED.messages} SMS at ${TIMED.latencyMs} ms, after a warm-up …`);
	for (const contender of contenders) await lap(contender, WARM_UP_MESSAGES, WAYS);
	const roundsOf = new Map(contenders.map((contender): [Contender, Round[]] => [contender, []]));
	for (let number = 1; number <= ROUNDS; number += 1) {
		const order = number % 2 === 1 ? WAYS : [...WAYS].reverse();
		for (const [contender, past] of roundsOf)
			past.push(await lap(contender, TIMED.messages, order));
		say(`  round ${number} of ${ROUNDS} is over`);
	}
	return [...roundsOf].flatMap(([{ gateway }, past]) => judge(gateway, past));
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
	const items = itemsFor(gateway, count, TEXT);
	const bareTask = { gateway: gateway.name, credential: credential.data, messages: items };

	const round: Partial<Round> = {};
	for (const way of order) {
		session.signal.throwIfAborted();
		await sandbox.takeCounts();
		const milliseconds =
			way === 'bare' ? await client.send(bareTask) : await nodeTime(workflows[way], items, session);
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

/** Prints what was measured for a gateway, and what to hold it against. @throws Failure when the floor is none */
function judge(gateway: Gateway, past: readonly Round[]): Judgement[] {
	const { title, itemsPerRequest } = gateway;
	const middle = (pick: (round: Round) => number) => median(past.map(pick));
	const most = (pick: (round: Round) => number) => Math.max(...past.map(pick));
	const quotient = (upper: Way, lower: Way) =>
		middle((round) => round[upper].milliseconds / round[lower].milliseconds);
	const seconds = (way: Way) =>
		`${(middle((round) => round[way].milliseconds) / 1000).toFixed(2)} s`;
	const traffic = (way: Way) => {
		const sends = most((round) => round[way].sendRequests);
		const others = most((round) => round[way].requests - round[way].sendRequests);
		const reads = others === 0 ? '' : ` + ${others} reads`;
		return `${sends} requests${reads}, ${most((round) => round[way].mostInFlight)} at once`;
	};
	const sendToFloor = quotient('send', 'bare');
	const sendManyToHttpRequest = quotient('sendMany', 'httpRequest');

	say(
		`${title}\n` +
			`  Send          ${seconds('send')} = ${sendToFloor.toFixed(2)} × bare requests (${traffic('send')})\n` +
			`  Send Many     ${seconds('sendMany')} = ${sendManyToHttpRequest.toFixed(2)} × HTTP Request (${traffic('sendMany')})\n` +
			`  HTTP Request  ${seconds('httpRequest')} (${traffic('httpRequest')})\n` +
			`  bare          ${seconds('bare')} (${traffic('bare')})`,
	);
	const bareAtOnce = most(({ bare }) => bare.mostInFlight);
	if (bareAtOnce !== MOST_IN_FLIGHT) {
		throw new Failure(
			`${title}: ${bareAtOnce} bare requests were under way, not ${MOST_IN_FLIGHT}.`,
		);
	}
	const inFlight = (['send', 'sendMany'] as const).map((way) => ({
		what: `${title}: ${way}, requests at once`,
		limit: MOST_IN_FLIGHT,
		value: most((round) => round[way].mostInFlight),
	}));
	return [
		...(gateway.paceMs === 0
			? [
					{
						what: `${title}: Send, times the bare requests`,
						limit: TIME_LIMITS.sendToFloor,
						value: sendToFloor,
					},
					{
						what: `${title}: Send Many, times HTTP Request`,
						limit: TIME_LIMITS.sendManyToHttpRequest,
						value: sendManyToHttpRequest,
					},
				]
			: againstPace(gateway, past)),
		...inFlight,
		{
			what: `${title}: Send Many, requests`,
			limit: Math.ceil(TIMED.messages / itemsPerRequest.sendMany),
			value: most(({ sendMany }) => sendMany.sendRequests),
		},
	];
}

/** For a gateway at which our node waits between requests. */
function againstPace(
	{ title, paceMs, itemsPerRequest }: Gateway,
	past: readonly Round[],
): Judgement[] {
	return (['send', 'sendMany'] as const).map((way) => {
		const leastMs = paceMs * Math.ceil(TIMED.messages / itemsPerRequest[way]);
		return {
			what: `${title}: ${way}, times the pace of the gateway`,
			limit: PACE_LIMIT,
			value: median(past.map((round) => round[way].milliseconds / leastMs)),
		};
	});
}

await runCommand(
	{
		name: 'measure:sending',
		summary:
			'Measures in a real n8n how long 1,000 SMS take with Send, Send Many, the HTTP Request node and a bare client. It\n' +
			'takes about three minutes, and needs a machine with nothing else to do.',
		options: {
			gateway: gatewayOption,
			n8n: generationOption,
		},
		whenStopped: 'Stopped before everything was measured.',
	},
	async ({ gateway, n8n }, signal) => {
		const gateways = gatewaysNamed(gateway);
		const generation = generationNamed(n8n);
		await using rig = await prepareTestRig('measuring', generation, signal);
		await using session = await rig.start(signal);
		const over = (await measure(gateways, session)).filter(({ limit, value }) => !(value <= limit));
		if (over.length === 0) return;
		// Rounded up, so that it is seen to exceed the limit.
		const lines = over.map(
			({ what, limit, value }) => `${what}: ${Math.ceil(value * 100) / 100}, at most ${limit}`,
		);
		throw new Failure('Sending takes more than it may:', lines);
	},
);
