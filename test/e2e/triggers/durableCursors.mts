import { credentialsAt } from '../../../lab/gateways/gateways.mts';
import { triggeredGateways } from '../../../lab/gateways/triggers.mts';
import { say } from '../../../lab/n8n/say.mts';
import type { TestRig } from '../../../lab/n8n/testRig.mts';
import { waitForAnotherPoll, waitForArrivals, type Watched } from './waits.mts';
import { publishTriggerAtOnce } from './workflow.mts';

/** Switches on n8n's durable cursors, and what they need in n8n 2.41.1. */
const settings = {
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
};

/**
 * Proves in a real n8n that keeps what triggers remember in its durable cursors that every SMS starts its workflow
 * once: one that comes between publishing and the first scheduled poll, one that comes while n8n is down, and one
 * while it runs.
 *
 * @throws Failure when one does not
 */
export async function checkDurableCursors(rig: TestRig, signal: AbortSignal): Promise<void> {
	const { sandbox } = rig;
	const letHappen = (text: string) => {
		for (const gateway of triggeredGateways) gateway.happen(sandbox, text);
	};
	const watched: Watched[] = [];
	{
		await using session = await rig.start(signal, settings);
		letHappen('before');
		for (const gateway of triggeredGateways) {
			const credential = credentialsAt(sandbox)[gateway.name];
			const known = sandbox.requests.all.length;
			const workflowId = await publishTriggerAtOnce(gateway, credential, session);
			const one = { gateway, workflowId };
			await waitForAnotherPoll([one], sandbox, session.signal, known);
			gateway.happen(sandbox, 'early');
			watched.push(one);
		}
		say('Durable cursors: SMS "early" has come in right after the first poll.');
		await waitForArrivals({ watched, texts: ['early'] }, session);
	}
	signal.throwIfAborted();
	letHappen('down');
	{
		await using session = await rig.start(signal, settings);
		await waitForArrivals({ watched, texts: ['early', 'down'] }, session);
		letHappen('later');
		await waitForArrivals({ watched, texts: ['early', 'down', 'later'] }, session);
	}
	say(`Durable cursors: every SMS came once, at ${watched.length} triggers.`);
}
