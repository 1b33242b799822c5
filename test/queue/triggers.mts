import assert from 'node:assert/strict';
import { credentialsAt } from '../../lab/gateways/gateways.mts';
import { itemsFor } from '../../lab/gateways/items.mts';
import { textBoost } from '../../lab/gateways/textBoost.mts';
import { triggeredGateways } from '../../lab/gateways/triggers.mts';
import { isOver } from '../../lab/n8n/restClient.mts';
import { pause, waitFor } from '../../lab/n8n/waitFor.mts';
import { startSandbox, type Sandbox } from '../../lab/sandbox/sandbox.mts';
import type { Watched } from '../e2e/triggers/waits.mts';
import { lastNode, publishTrigger } from '../e2e/triggers/workflow.mts';
import type { QueueCase } from './queueCase.mts';
import type { QueueStage } from './stage.mts';
import { publishForCalls } from './webhookCalls.mts';

const arrivals = 100;
/** Of one gateway after the other, while the workers are busy. */
const millisecondsBetween = 100;
const callsAtOnce = 20;
const secondsForPoll = 300;

export const triggerCase: QueueCase = {
	title: `Main process killed while triggers poll, then ${arrivals} arrivals with busy workers`,
	async run(stage) {
		// One of their own, for what keeps the workers busy is at the other.
		const sandbox = await startSandbox();
		try {
			const watched: Watched[] = [];
			for (const gateway of triggeredGateways) {
				const credential = credentialsAt(sandbox)[gateway.name];
				const named = { ...credential, name: `${credential.name}, watched` };
				watched.push({ gateway, workflowId: await publishTrigger(gateway, named, stage.session) });
			}
			const texts = ['while polled'];
			letHappen('while polled', sandbox);
			await killWhilePolling(sandbox, stage);
			await waitForEach(watched, texts, stage);

			let isOverloaded = true;
			const load = keepBusy(stage, () => isOverloaded);
			for (let number = 1; number <= arrivals; number += 1) {
				texts.push(`arrival ${number}`);
				letHappen(`arrival ${number}`, sandbox);
				await pause(millisecondsBetween, stage.session.signal);
			}
			const executions = await waitForEach(watched, texts, stage);
			isOverloaded = false;
			const calls = await load;
			return `${texts.length} SMS of ${watched.length} gateways, each once, in ${executions} executions; ${calls} other executions meanwhile`;
		} finally {
			await sandbox.close();
		}
	},
};

function letHappen(text: string, sandbox: Sandbox): void {
	for (const gateway of triggeredGateways) gateway.happen(sandbox, text);
}

/** Each polls at a second of its own of every minute; none gets an answer until all have asked. */
async function killWhilePolling(sandbox: Sandbox, { session, crashMain }: QueueStage) {
	let isOver = false;
	const fault = { kind: 'hold', until: () => isOver } as const;
	sandbox.faults.add({ when: 'after', times: Infinity, fault });
	await waitFor('all triggers to poll', secondsForPoll, session.signal, () =>
		sandbox.requests.inFlight >= triggeredGateways.length ? true : undefined,
	);
	await crashMain();
	isOver = true;
	sandbox.faults.clear();
}

/** Waits until each trigger has told all of these, and makes sure that it told none twice. */
async function waitForEach(
	watched: readonly Watched[],
	texts: readonly string[],
	{ session: { rest, signal } }: QueueStage,
): Promise<number> {
	const expected = texts.toSorted();
	let executionCount = 0;
	for (const { gateway, workflowId } of watched) {
		const what = `${texts.length} SMS of the trigger of ${gateway.title}`;
		await waitFor(what, secondsForPoll, signal, async () => {
			const executions = await rest.executionsOf(workflowId, lastNode);
			const told = executions.flatMap(({ items }) => items.map(({ text }) => String(text)));
			if (told.length < texts.length || !executions.every(isOver)) return undefined;
			assert.deepEqual(told.toSorted(), expected, gateway.title);
			executionCount += executions.length;
			return true;
		});
	}
	return executionCount;
}

/** Calls a workflow all the time; returns how often. */
async function keepBusy(stage: QueueStage, isGoingOn: () => boolean): Promise<number> {
	const [workflow] = await publishForCalls(textBoost, 'Busy', stage);
	const [item] = itemsFor(textBoost, 1);
	let calls = 0;
	const lane = async () => {
		while (isGoingOn()) {
			if (item !== undefined) await workflow?.run([item]);
			calls += 1;
		}
	};
	await Promise.all(Array.from({ length: callsAtOnce }, lane));
	return calls;
}
