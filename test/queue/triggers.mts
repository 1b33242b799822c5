import assert from 'node:assert/strict';
import { credentialsAt } from '../../lab/gateways/gateways.mts';
import { itemsFor } from '../../lab/gateways/items.mts';
import { textBoost } from '../../lab/gateways/textBoost.mts';
import { triggeredGateways } from '../../lab/gateways/triggers.mts';
import type { JsonObject } from '../../lab/json.mts';
import { isOver } from '../../lab/n8n/restClient.mts';
import { pause, waitFor } from '../../lab/n8n/waitFor.mts';
import { startSandbox, type Sandbox } from '../../lab/sandbox/sandbox.mts';
import type { Watched } from '../e2e/triggers/waits.mts';
import { lastNode, publishTrigger } from '../e2e/triggers/workflow.mts';
import { endsWell } from './call.mts';
import type { QueueCase } from './queueCase.mts';
import type { QueueStage } from './stage.mts';
import { publishForCalls } from './webhookCalls.mts';

const arrivals = 100;
/** Of one gateway after the other, while the workers are busy. */
const millisecondsBetween = 100;
const callsAtOnce = 20;
const secondsForPoll = 300;
const secondsBetweenPolls = 12;
const secondsBetweenTriggers = 3;

interface Load {
	/** How many were answered. */
	calls: number;
	/** Begins no other call, and waits for those on their way: their SMS are not for the next case to count. */
	end: () => Promise<void>;
}

export const triggerCase: QueueCase = {
	title: `Main process killed while a trigger polls, then ${arrivals} arrivals with busy workers`,
	async run(stage) {
		// One of their own, for what keeps the workers busy is at the other.
		const sandbox = await startSandbox();
		try {
			const watched: Watched[] = [];
			for (const [index, gateway] of triggeredGateways.entries()) {
				const credential = credentialsAt(sandbox)[gateway.name];
				const named = { ...credential, name: `${credential.name}, watched` };
				const times = pollTimes(index);
				const workflowId = await publishTrigger(gateway, named, stage.session, times);
				watched.push({ gateway, workflowId });
			}
			const texts = ['while polled'];
			letHappen('while polled', sandbox);
			await killWhilePolling(sandbox, stage);
			await waitForEach(watched, texts, stage);

			const load = await keepBusy(stage);
			let executions: number;
			try {
				for (let number = 1; number <= arrivals; number += 1) {
					texts.push(`arrival ${number}`);
					letHappen(`arrival ${number}`, sandbox);
					await pause(millisecondsBetween, stage.session.signal);
				}
				executions = await waitForEach(watched, texts, stage);
			} finally {
				await load.end();
			}
			return `${texts.length} SMS of ${watched.length} gateways, each once, in ${executions} executions; ${load.calls} other executions meanwhile`;
		} finally {
			await sandbox.close();
		}
	},
};

function letHappen(text: string, sandbox: Sandbox): void {
	for (const gateway of triggeredGateways) gateway.happen(sandbox, text);
}

/** One poll time may come once a minute, but there may be several; each trigger has seconds of its own. */
function pollTimes(index: number): JsonObject[] {
	const count = 60 / secondsBetweenPolls;
	return Array.from({ length: count }, (_, time) => {
		const second = (time * secondsBetweenPolls + index * secondsBetweenTriggers) % 60;
		return { mode: 'custom', cronExpression: `${second} * * * * *` };
	});
}

/** In the middle of a poll: the triggers poll at different seconds, so that it is seldom that of all. */
async function killWhilePolling(sandbox: Sandbox, { session, crashMain }: QueueStage) {
	let isOver = false;
	const fault = { kind: 'hold', until: () => isOver } as const;
	sandbox.faults.add({ when: 'after', times: Infinity, fault });
	await waitFor('a trigger to poll', secondsForPoll, session.signal, () =>
		sandbox.requests.inFlight > 0 ? true : undefined,
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

/** Calls a workflow all the time. How n8n answers is not the question here. */
async function keepBusy(stage: QueueStage): Promise<Load> {
	const [workflow] = await publishForCalls(textBoost, 'Busy', stage);
	const items = itemsFor(textBoost, 1);
	let isGoingOn = true;
	const lane = async () => {
		while (isGoingOn) {
			await endsWell(workflow, items);
			load.calls += 1;
		}
	};
	const load: Load = {
		calls: 0,
		async end() {
			isGoingOn = false;
			await Promise.allSettled(lanes);
		},
	};
	const lanes = Array.from({ length: callsAtOnce }, lane);
	// One that n8n cuts off ends its lane, and nothing else.
	for (const one of lanes) one.catch(() => {});
	return load;
}
