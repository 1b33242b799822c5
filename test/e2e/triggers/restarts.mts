import { credentialsAt } from '../../../lab/gateways/gateways.mts';
import { triggeredGateways, type TriggeredGateway } from '../../../lab/gateways/triggers.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import type { ExecutionOutput } from '../../../lab/n8n/restClient.mts';
import { say } from '../../../lab/n8n/say.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import type { TestRig } from '../../../lab/n8n/testRig.mts';
import { pause } from '../../../lab/n8n/waitFor.mts';
import { startSandbox, type Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { beginStorm, limitRequests, relieve, takeDown } from './troubles.mts';
import { waitForArrivals, waitForPartOf, type ExpectedArrivals, type Watched } from './waits.mts';
import { publishTrigger } from './workflow.mts';

const millisecondsOfOutage = 120_000;
const millisecondsOfStorm = 300_000;
/** Some polls, with some minutes of refusals before them. */
const secondsForBacklog = 480;

/**
 * Proves in a real n8n that every SMS starts its workflow once, and in order:
 *
 * - one that comes while n8n is down, and one while it runs
 * - those that came while n8n was down, when n8n then starts before the gateways are back
 * - a backlog that takes several polls, with a restart of n8n before it is through
 * - one of a second account, whose gateway refuses all requests for five minutes, in which n8n starts twice
 *
 * @throws Failure when one does not
 */
export async function checkRestarts(rig: TestRig, signal: AbortSignal): Promise<void> {
	await using closing = new AsyncDisposableStack();
	const { sandbox } = rig;
	const tell = (sentence: string) => say(`n8n ${rig.installation.version}: ${sentence}`);
	const stormy = await startSandbox();
	closing.defer(() => stormy.close());

	const watched: Watched[] = [];
	const inStorm: Watched[] = [];
	let stormEnds = Infinity;
	for (const { listLess } of triggeredGateways) listLess?.(sandbox);
	{
		await using session = await rig.start(signal);
		letHappen('before', sandbox, stormy);
		for (const gateway of triggeredGateways) {
			watched.push(await publishAt(sandbox, gateway, session));
			inStorm.push(await publishAt(stormy, gateway, session, ', stormy'));
		}
		beginStorm(stormy);
		stormEnds = performance.now() + millisecondsOfStorm;
		tell('the workflows are published. SMS "one" comes in; at the second account a storm begins …');
		letHappen('storm', stormy);
		letHappen('one', sandbox);
		await waitForArrivals({ watched, texts: ['one'] }, session);
		tell('stopping …');
	}
	signal.throwIfAborted();
	letHappen('two', sandbox);
	for (const gateway of triggeredGateways) {
		// Nobody sees them before the outage is over, and so none from the future.
		for (const [index, text] of backlogOf(gateway).entries()) {
			gateway.happen(sandbox, text, index + 1);
		}
	}
	tell('SMS "two" and a backlog have come in while it was down. Now the gateways are down.');
	takeDown(sandbox);

	const upToBacklog = (gateway: TriggeredGateway) => ['one', 'two', ...backlogOf(gateway)];
	const texts = (gateway: TriggeredGateway) => [...upToBacklog(gateway), 'three'];
	const backlogs: ExpectedArrivals = {
		watched,
		texts: upToBacklog,
		mayFail: true,
		seconds: secondsForBacklog,
	};
	const knownInStorm = stormy.requests.all.length;
	{
		const known = sandbox.requests.all.length;
		await using session = await rig.start(signal);
		tell('started. The gateways stay down for two minutes …');
		await pause(millisecondsOfOutage, session.signal);
		mustHaveAsked(sandbox, known);
		const perMinute = Object.fromEntries(
			triggeredGateways.map(({ name, backlog }) => [name, backlog.requestsPerMinute]),
		) as Parameters<typeof limitRequests>[1];
		using _limit = limitRequests(sandbox, perMinute);
		tell('the gateways are back, and take few requests a minute.');
		const count = ({ backlog }: TriggeredGateway) => backlog.count;
		const titles = await waitForPartOf(count, backlogs, session);
		tell(`in the middle of the backlog of ${titles.join(', ')}: stopping …`);
	}
	signal.throwIfAborted();
	{
		await using session = await rig.start(signal);
		await waitForArrivals(backlogs, session);
		tell('the backlogs have come, oldest first.');
		await pause(Math.max(0, stormEnds - performance.now()), session.signal);
		mustHaveAsked(stormy, knownInStorm);
		relieve(stormy);
		tell('the storm is over.');
		const afterStorm: ExpectedArrivals = { watched: inStorm, texts: ['storm'], mayFail: true };
		await waitForArrivals(afterStorm, session);
		// Another poll, in which nothing of before comes again.
		tell('SMS "three" comes in …');
		letHappen('three', sandbox, stormy);
		const executions = await waitForArrivals({ ...backlogs, texts }, session);
		const inAll = { ...afterStorm, texts: ['storm', 'three'] };
		const executionsInStorm = await waitForArrivals(inAll, session);
		for (const [index, { gateway }] of watched.entries()) {
			const told = `${texts(gateway).length} SMS, once each and in order`;
			tell(`${gateway.title.padEnd(16)}${told}, ${summaryOf(executions[index])}`);
			tell(`${''.padEnd(16)}in the storm, ${summaryOf(executionsInStorm[index])}`);
		}
	}
}

function summaryOf(executions: readonly ExecutionOutput[] = []): string {
	const failed = executions.filter(({ status }) => status !== 'success').length;
	return `in ${executions.length - failed} executions, failed polls: ${failed}`;
}

async function publishAt(
	sandbox: Sandbox,
	gateway: TriggeredGateway,
	session: Session,
	suffix = '',
): Promise<Watched> {
	const credential = credentialsAt(sandbox)[gateway.name];
	const named = { ...credential, name: `${credential.name}${suffix}` };
	return { gateway, workflowId: await publishTrigger(gateway, named, session) };
}

function backlogOf({ backlog }: TriggeredGateway): string[] {
	return Array.from({ length: backlog.count }, (_item, index) => `backlog ${index + 1}`);
}

/** What the outage is there for: otherwise nothing was proved. */
function mustHaveAsked({ requests }: Sandbox, known: number): void {
	const asked = new Set(requests.all.slice(known).map(({ vendor }) => vendor));
	const silent = triggeredGateways.filter(({ name }) => !asked.has(name));
	if (silent.length === 0) return;
	const titles = silent.map(({ title }) => title).join(', ');
	throw new Failure(`While the gateways were down, n8n did not ask ${titles}.`);
}

function letHappen(text: string, ...sandboxes: Sandbox[]): void {
	for (const sandbox of sandboxes) {
		for (const gateway of triggeredGateways) gateway.happen(sandbox, text);
	}
}
