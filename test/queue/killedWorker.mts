import assert from 'node:assert/strict';
import type { Gateway } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS } from '../../lab/gateways/gateways.mts';
import { itemsFor, numbersOf, type Item } from '../../lab/gateways/items.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import { isOver } from '../../lab/n8n/restClient.mts';
import { itemsOf } from '../../lab/n8n/runData.mts';
import { waitFor } from '../../lab/n8n/waitFor.mts';
import { chooseCredential, publishSend } from '../e2e/sending/run.mts';
import { endedExecutions, names, type PublishedWorkflow } from '../e2e/sending/workflow.mts';
import { ownAccount } from './accounts.mts';
import { call } from './call.mts';
import type { QueueCase } from './queueCase.mts';
import { workerNames, type QueueStage } from './stage.mts';

const count = 200;
/** Until the worker is killed, of each run. */
const sentBefore = 30;
const latencyMs = 200;
const secondsToBegin = 120;
/** After a minute and a half n8n gives an execution up by default, here sooner. */
const secondsToGiveUp = 300;

/** One run of 200 items, of which the worker is killed. */
interface CutRun {
	gateway: Gateway;
	hasKey: boolean;
	workflow: PublishedWorkflow;
	items: Item[];
	/** Its numbers that went out, one entry for each SMS. */
	delivered: () => string[];
}

/** A worker is killed in sends of 200 items, with the value of QUEUE_WORKER_MAX_STALLED_COUNT that is given. */
export function killedWorkerCase(mostStalls: number | undefined): QueueCase {
	const setting =
		mostStalls === undefined ? 'by default' : `with QUEUE_WORKER_MAX_STALLED_COUNT=${mostStalls}`;
	const settings =
		mostStalls === undefined ? {} : { QUEUE_WORKER_MAX_STALLED_COUNT: String(mostStalls) };
	return {
		title: `A worker killed in a send of ${count} items, with and without a key, ${setting}`,
		async run(stage) {
			const { sandbox, session, startWorker, stopWorker, killWorker } = stage;
			const [first, second] = workerNames;
			for (const name of stage.workers.keys()) await stopWorker(name);
			// Alone, so that all runs are its own.
			await startWorker(first, settings);
			for (const { sendRequests } of ALL_GATEWAYS) {
				const fault = { kind: 'latency', ms: latencyMs } as const;
				sandbox.faults.add({ ...sendRequests.send, times: Infinity, when: 'before', fault });
			}
			const runs: CutRun[] = [];
			for (const gateway of ALL_GATEWAYS) {
				for (const hasKey of [true, false]) runs.push(await begin(gateway, hasKey, stage));
			}
			await waitFor('all runs to send', secondsToBegin, session.signal, () =>
				runs.every(({ delivered }) => delivered().length >= sentBefore) ? true : undefined,
			);
			await killWorker(first);
			await startWorker(second, settings);
			await waitFor('n8n to give the runs up', secondsToGiveUp, session.signal, async () => {
				const newest = await Promise.all(
					runs.map(async ({ workflow }) => await session.rest.latestExecution(workflow.id)),
				);
				return newest.every((one) => one !== undefined && isOver(one)) ? true : undefined;
			});
			// What was on its way when the worker was killed.
			await waitFor('the gateways to be through', 60, session.signal, () =>
				sandbox.requests.inFlight === 0 ? true : undefined,
			);
			sandbox.faults.clear();
			const seen: string[] = [];
			for (const cut of runs) seen.push(await repeat(cut, stage));
			await startWorker(first);
			return seen.join('; ');
		},
	};
}

async function begin(gateway: Gateway, hasKey: boolean, stage: QueueStage): Promise<CutRun> {
	const { sandbox, session } = stage;
	const credential = ownAccount(gateway, sandbox, `cut${hasKey ? ', with keys' : ''}`);
	gateway.giveCredit(sandbox);
	const credentials = await chooseCredential(credential, session);
	const parameters = hasKey ? { additionalFields: { idempotencyKey: '={{ $json.text }}' } } : {};
	const trial = { gateway, credentials, sandbox, session };
	const workflow = await publishSend(trial, `cut${hasKey ? ', with keys' : ''}`, {
		items: count,
		parameters,
	});
	// Numbers of its own, by which it is told from the others.
	const items = itemsFor(gateway, nextNumber + count).slice(nextNumber);
	nextNumber += count;
	const own = new Set(numbersOf(items));
	// It is answered when n8n gives it up.
	workflow.run(items).catch(() => {});
	return {
		gateway,
		hasKey,
		workflow,
		items,
		delivered: () =>
			gateway
				.delivered(sandbox)
				.map(digitsOf)
				.filter((number) => own.has(number)),
	};
}

let nextNumber = 1000;

/** Runs it again with the same items, as a person or a repeated webhook does, and says what came of it. */
async function repeat(
	{ gateway, hasKey, workflow, items, delivered }: CutRun,
	{ session }: QueueStage,
): Promise<string> {
	const [cut] = await endedExecutions(workflow, 1, session);
	assert.equal(cut?.status === 'success', false, `execution ${cut?.id} of ${gateway.title}`);
	const before = delivered();
	assert.deepEqual(twiceIn(before), [], `${gateway.title}, before it is run again`);
	await call(workflow, items);
	const [again] = await endedExecutions(workflow, 1, session);
	assert.equal(again?.status, 'success', again?.error);
	const after = delivered();
	const twice = twiceIn(after).length;
	const missing = numbersOf(items).filter((number) => !after.includes(number));
	const rows = itemsOf(again.resultData, names.sent);
	const skipped = rows.filter(({ status }) => status === 'skipped');
	const inDoubt = skipped.filter(({ reason }) => /outcome of that is unknown/.test(String(reason)));
	if (hasKey) {
		assert.equal(twice, 0, `${gateway.title}, with keys`);
		const told = inDoubt.map(({ to }) => digitsOf(to));
		// Whatever did not go out is told.
		const untold = missing.filter((number) => !told.includes(number));
		const rowsOf = untold.map((number) => rows.filter(({ to }) => digitsOf(to) === number));
		assert.deepEqual(untold, [], `${gateway.title}: ${JSON.stringify(rowsOf)}`);
	} else {
		assert.deepEqual({ twice, missing: missing.length }, { twice: before.length, missing: 0 });
	}
	return (
		`${gateway.title}${hasKey ? ' with keys' : ''}: ${before.length} went out before the end (“${cut?.error}”); ` +
		`run again: ${twice} twice, ${missing.length} missing` +
		(hasKey ? `, ${skipped.length} skipped, of these ${inDoubt.length} to be checked` : '')
	);
}

function twiceIn(numbers: readonly string[]): string[] {
	return numbers.filter((number, index) => numbers.indexOf(number) !== index);
}
