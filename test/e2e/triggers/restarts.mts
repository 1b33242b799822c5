import { credentialsAt } from '../../../lab/gateways/gateways.mts';
import { triggeredGateways, type TriggeredGateway } from '../../../lab/gateways/triggers.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import { say } from '../../../lab/n8n/say.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import type { TestRig } from '../../../lab/n8n/testRig.mts';
import { pause } from '../../../lab/n8n/waitFor.mts';
import { startSandbox, type Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { beginStorm, limitRequests, relieve, takeDown } from './troubles.mts';
import {
	waitForAnotherPoll,
	waitForArrivals,
	waitForPartOf,
	type ExpectedArrivals,
	type Watched,
} from './waits.mts';
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
 * - one of a second account, whose gateway refuses all requests for five minutes, from before n8n starts on
 *
 * @throws Failure when one does not
 */
export async function checkRestarts(rig: TestRig, signal: AbortSignal): Promise<void> {
	await using closing = new AsyncDisposableStack();
	const { sandbox } = rig;
	const stormy = await startSandbox();
	closing.defer(() => stormy.close());

	const watched: Watched[] = [];
	const inStorm: Watched[] = [];
	for (const { listLess } of triggeredGateways) listLess?.(sandbox);
	{
		await using session = await rig.start();
		letHappen('before', sandbox, stormy);
		for (const gateway of triggeredGateways) {
			watched.push(await publishAt(sandbox, gateway, session));
			inStorm.push(await publishAt(stormy, gateway, session, ', stormy'));
		}
		say('The workflows are published, and their baselines are saved. SMS "one" comes in …');
		letHappen('one', sandbox);
		await waitForArrivals({ watched, texts: ['one'] }, session);
		say('Stopping n8n …');
	}
	signal.throwIfAborted();
	letHappen('two', sandbox);
	for (const gateway of triggeredGateways) {
		// Nobody sees them before the outage is over, and so none from the future.
		for (const [index, text] of backlogOf(gateway).entries()) {
			gateway.happen(sandbox, text, index + 1);
		}
	}
	say('SMS "two" and a backlog have come in while n8n was down. Now the gateways are down.');
	takeDown(sandbox);
	beginStorm(stormy);
	const stormEnds = performance.now() + millisecondsOfStorm;
	letHappen('storm', stormy);

	const texts = (gateway: TriggeredGateway) => ['one', 'two', ...backlogOf(gateway)];
	const all: ExpectedArrivals = { watched, texts, mayFail: true, seconds: secondsForBacklog };
	{
		const known = sandbox.requests.all.length;
		await using session = await rig.start();
		say('n8n runs. The gateways stay down for two minutes, and one is stormy for five …');
		await pause(millisecondsOfOutage, session.signal);
		mustHaveAsked(sandbox, known);
		const perMinute = Object.fromEntries(
			triggeredGateways.map(({ name, backlog }) => [name, backlog.requestsPerMinute]),
		) as Parameters<typeof limitRequests>[1];
		using _limit = limitRequests(sandbox, perMinute);
		say('The gateways are back, and take few requests a minute.');
		const count = ({ backlog }: TriggeredGateway) => backlog.count;
		const titles = await waitForPartOf(count, all, session);
		say(`In the middle of the backlog of ${titles.join(', ')}: stopping n8n …`);
	}
	signal.throwIfAborted();
	{
		await using session = await rig.start();
		await waitForArrivals(all, session);
		say('The backlogs have come, oldest first. SMS "three" comes in …');
		letHappen('three', sandbox);
		const toTheEnd = { ...all, texts: (gateway: TriggeredGateway) => [...texts(gateway), 'three'] };
		await waitForArrivals(toTheEnd, session);
		await pause(Math.max(0, stormEnds - performance.now()), session.signal);
		relieve(stormy);
		say('The storm is over.');
		await waitForArrivals({ watched: inStorm, texts: ['storm'], mayFail: true }, session);
		say('Every SMS has come. Watching one more poll …');
		await waitForAnotherPoll(watched, sandbox, session.signal);
		await waitForArrivals({ watched: inStorm, texts: ['storm'], mayFail: true }, session);
		const executions = await waitForArrivals(toTheEnd, session);
		say('');
		for (const [index, { gateway }] of watched.entries()) {
			const runs = executions[index] ?? [];
			const failed = runs.filter(({ status }) => status !== 'success').length;
			const told = `${texts(gateway).length + 1} SMS, once each and in order`;
			say(
				`${gateway.title.padEnd(16)}${told}, in ${runs.length - failed} executions; ${failed} polls failed`,
			);
		}
	}
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
