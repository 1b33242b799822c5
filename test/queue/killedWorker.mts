import assert from 'node:assert/strict';
import type { Gateway } from '../../lab/gateways/gateway.mts';
import { ALL_GATEWAYS, GATEWAYS } from '../../lab/gateways/gateways.mts';
import { itemsFor, numbersOf, type Item } from '../../lab/gateways/items.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import { isOver } from '../../lab/n8n/restClient.mts';
import { itemsOf } from '../../lab/n8n/runData.mts';
import { waitFor } from '../../lab/n8n/waitFor.mts';
import { chooseCredential, publishSend } from '../e2e/sending/run.mts';
import { endedExecutions, names, type PublishedWorkflow } from '../e2e/sending/workflow.mts';
import { ownAccount } from './accounts.mts';
import type { QueueCase } from './queueCase.mts';
import type { QueueStage } from './stage.mts';

const count = 200;
/** Until the worker is killed, of each run. */
const sentBefore = 30;
const latencyMs = 200;
const secondsToBegin = 120;
const secondsToGiveUp = 300;
/** After a minute and a half n8n gives an execution up by default, here sooner still than in the other cases. */
const soonest = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2500',
	QUEUE_WORKER_STALLED_INTERVAL: '2500',
};
/** Number of the next worker; each has a name of its own, so that one can start while another stops. */
let nextWorker = 3;

/** One run of 200 items, of which the worker is killed. */
interface CutRun {
	gateway: Gateway;
	hasKey: boolean;
	workflow: PublishedWorkflow;
	items: Item[];
	/** Its numbers that went out, one entry for each SMS. */
	delivered: () => string[];
}

/**
 * A worker is killed in sends of 200 items, with the value of QUEUE_WORKER_MAX_STALLED_COUNT that is given: at all
 * gateways with the default, else at one, because n8n 2.41.1 sets the count to 0 whatever the variable says. In the end
 * there is one worker.
 */
export function killedWorkerCase(mostStalls: number | undefined): QueueCase {
	const setting =
		mostStalls === undefined ? 'by default' : `with QUEUE_WORKER_MAX_STALLED_COUNT=${mostStalls}`;
	const settings =
		mostStalls === undefined
			? soonest
			: { ...soonest, QUEUE_WORKER_MAX_STALLED_COUNT: String(mostStalls) };
	const gateways = mostStalls === undefined ? ALL_GATEWAYS : [GATEWAYS.smstools];
	return {
		title: `A worker killed in a send of ${count} items, with and without a key, ${setting}`,
		async run(stage) {
			const { sandbox, session, startWorker, stopWorker, killWorker } = stage;
			const others = [...stage.workers.keys()];
			const [first, second] = [`worker-${nextWorker}`, `worker-${nextWorker + 1}`];
			nextWorker += 2;
			// Alone, so that all runs are its own.
			await Promise.all([startWorker(first, settings), ...others.map(stopWorker)]);
			for (const { sendRequests } of gateways) {
				const fault = { kind: 'latency', ms: latencyMs } as const;
				sandbox.faults.add({ ...sendRequests.send, times: Infinity, when: 'before', fault });
			}
			const runs: CutRun[] = [];
			for (const gateway of gateways) {
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
			const seen = await Promise.all(runs.map(async (cut) => await repeat(cut, stage)));
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
	await workflow.run(items);
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
