/**
 * Proves the triggers in a real n8n: every SMS starts its workflow once, also one that comes while n8n
 * is down. It takes minutes, because n8n polls once a minute at most.
 */
import { credentialsAt } from '../test/gateways/gateways.mts';
import type { Sandbox } from '../test/sandbox/sandbox.mts';
import { runCommand } from './command.mts';
import { generationNamed, generationOption } from './n8n/generationOption.mts';
import type { Generation } from './n8n/installation.mts';
import { say } from './n8n/say.mts';
import { prepareTestRig } from './testRig.mts';
import { triggeredGateways } from './triggers/gateways.mts';
import { waitForAnotherPoll, waitForArrivals, type Watched } from './triggers/waits.mts';
import { publishTrigger } from './triggers/workflow.mts';

async function checkTriggers(generation: Generation, signal: AbortSignal): Promise<void> {
	await using rig = await prepareTestRig('triggers', generation, signal);
	const { sandbox } = rig;

	const watched: Watched[] = [];
	{
		await using session = await rig.start();
		letHappen('before', sandbox);
		for (const gateway of triggeredGateways) {
			const credential = credentialsAt(sandbox)[gateway.name];
			const workflowId = await publishTrigger(gateway, credential, session);
			watched.push({ gateway, workflowId });
		}
		say('The workflows are published, and their baselines are saved. SMS "one" comes in …');
		letHappen('one', sandbox);
		await waitForArrivals(['one'], watched, session);
		say('Stopping n8n …');
	}
	signal.throwIfAborted();
	letHappen('two', sandbox);
	say('SMS "two" has come in while n8n was down.');
	{
		await using session = await rig.start();
		await waitForArrivals(['one', 'two'], watched, session);
		say('SMS "three" comes in …');
		letHappen('three', sandbox);
		const all = ['one', 'two', 'three'];
		await waitForArrivals(all, watched, session);
		say('Every SMS has come. Watching one more poll …');
		await waitForAnotherPoll(watched, sandbox, session.signal);
		const executions = await waitForArrivals(all, watched, session);
		say('');
		for (const [index, { gateway }] of watched.entries()) {
			const count = executions[index]?.length;
			say(`${gateway.title.padEnd(16)}${all.join(', ')}: once each, in ${count} executions`);
		}
	}
	say(`${watched.length} triggers: every SMS came once, across a restart of n8n.`);
}

function letHappen(text: string, sandbox: Sandbox): void {
	for (const gateway of triggeredGateways) gateway.happen(sandbox, text);
}

await runCommand(
	{
		name: 'check:triggers',
		summary:
			'Proves the triggers in a real n8n: every SMS starts its workflow once, also one that comes while n8n is\n' +
			'down. It takes about five minutes, because n8n polls once a minute at most.',
		options: { n8n: generationOption },
		whenStopped: 'Stopped before the check was over.',
	},
	async ({ n8n }, signal) => await checkTriggers(generationNamed(n8n), signal),
);
