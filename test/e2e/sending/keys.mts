import assert from 'node:assert/strict';
import type { Gateway } from '../../../lab/gateways/gateway.mts';
import { itemsFor } from '../../../lab/gateways/items.mts';
import type { JsonObject } from '../../../lab/json.mts';
import { median } from '../../../lab/measuring/median.mts';
import { isOver, type RecordedExecution } from '../../../lab/n8n/restClient.mts';
import { itemsOf, nodeRunsOf } from '../../../lab/n8n/runData.mts';
import { say } from '../../../lab/n8n/say.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import type { TestRig } from '../../../lab/n8n/testRig.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import { chooseCredential, publishSend, type Trial } from './run.mts';
import { endedExecutions, names, type PublishedWorkflow } from './workflow.mts';

const atOnce = 20;
const secondsForRetry = 60;
/** As many keys as a node remembers by default, ten items with this many numbers each. */
const numbersPerItem = 1_000;
const manyKeys = 10_000;
const timedRuns = 15;

const additionalFields = { idempotencyKey: '={{ $json.key }}' };

/** A published workflow with keys from its items, at one gateway. */
interface Keyed {
	gateway: Gateway;
	workflow: PublishedWorkflow;
}

/**
 * Proves in a real n8n, for every gateway, that an SMS with an idempotency key goes out once: with many executions at once,
 * by Retry from the list of executions, and after a restart of n8n. Says how long a run takes with 10,000 keys.
 *
 * @throws AssertionError where it does not hold
 */
export async function checkKeys(
	rig: TestRig,
	gateways: readonly Gateway[],
	signal: AbortSignal,
): Promise<void> {
	const { sandbox } = rig;
	const keyed: Keyed[] = [];
	{
		await using session = await rig.start(signal);
		for (const gateway of gateways) {
			gateway.giveCredit(sandbox);
			const credentials = await chooseCredential(gateway.credential(sandbox), session);
			const trial = { gateway, credentials, sandbox, session };
			const workflow = await publishSend(trial, 'Keys', {
				items: 1,
				parameters: { additionalFields },
			});
			await checkAtOnce(trial, workflow);
			await checkRetry(trial);
			if (gateway.paceMs === 0) await measure(trial);
			keyed.push({ gateway, workflow });
		}
	}
	signal.throwIfAborted();
	await using session = await rig.start(signal);
	for (const { gateway, workflow } of keyed) {
		const before = gateway.delivered(sandbox).length;
		await workflow.run(withKeys(gateway, 1, 'one'), session.origin);
		const [newest] = await endedExecutions(workflow, 1, session);
		assert.deepEqual(statusesOf(newest), ['skipped'], `${gateway.title} after a restart`);
		assert.equal(gateway.delivered(sandbox).length, before, `${gateway.title} after a restart`);
	}
}

function withKeys(gateway: Gateway, count: number, key?: string): JsonObject[] {
	return itemsFor(gateway, count).map((item) => ({ ...item, key: key ?? `key ${item.n}` }));
}

function statusesOf(execution: RecordedExecution | undefined): unknown[] {
	return execution ? itemsOf(execution.resultData, names.sent).map(({ status }) => status) : [];
}

async function checkAtOnce(
	{ gateway, sandbox }: Trial,
	workflow: PublishedWorkflow,
): Promise<void> {
	const delivered = () => gateway.delivered(sandbox).length;
	const start = delivered();
	const one = withKeys(gateway, 1, 'one');
	await Promise.all(Array.from({ length: atOnce }, async () => await workflow.run(one)));
	assert.equal(delivered() - start, 1, `${gateway.title}: ${atOnce} executions with one key`);
	for (const time of ['first', 'second']) {
		const items = withKeys(gateway, atOnce);
		await Promise.all(items.map(async (item) => await workflow.run([item])));
		assert.equal(delivered() - start, 1 + atOnce, `${gateway.title}: ${atOnce} keys, ${time} time`);
	}
}

/** The second of two SMS is refused, and the run tried again from the list of executions. */
async function checkRetry(trial: Trial): Promise<void> {
	const { gateway, sandbox, session } = trial;
	const workflow = await publishSend(trial, 'Keys and Retry', {
		items: 2,
		parameters: { additionalFields },
	});
	const start = gateway.delivered(sandbox).length;
	gateway.refuse(sandbox, gateway.phone(1), 1);
	await workflow.run(withKeys(gateway, 2));
	const [failed] = await endedExecutions(workflow, 1, session);
	assert.equal(failed?.status, 'error', `${gateway.title}: the run to be retried`);
	await session.rest.retryExecution(failed.id);
	const retried = await newestAfter(failed.id, workflow, session);
	const seen = {
		status: retried.status,
		isSkipped: statusesOf(retried).map((status) => status === 'skipped'),
		delivered: gateway.delivered(sandbox).length - start,
	};
	const expected = { status: 'success', isSkipped: [true, false], delivered: 2 };
	assert.deepEqual(seen, expected, `${gateway.title}: Retry`);
}

async function newestAfter(
	id: string,
	workflow: PublishedWorkflow,
	{ rest, signal }: Session,
): Promise<RecordedExecution> {
	return await waitFor('the retried run to end', secondsForRetry, signal, async () => {
		const [newest] = await rest.newestExecutions(workflow.id, 1);
		return newest && newest.id !== id && isOver(newest) ? newest : undefined;
	});
}

/** Says how much longer a run takes with a key than without one, where the node remembers 10,000. */
async function measure(trial: Trial): Promise<void> {
	const { gateway, session } = trial;
	const many = await publishSend(trial, 'Many keys', {
		operation: 'sendMany',
		items: 1,
		parameters: { additionalFields },
	});
	const lists = Array.from({ length: manyKeys / numbersPerItem }, (_, list) => ({
		text: 'The bakery is closed tomorrow.',
		key: 'everybody',
		phone: Array.from({ length: numbersPerItem }, (_number, n) =>
			gateway.phone(list * numbersPerItem + n),
		).join(', '),
	}));
	await many.run(lists);
	const [filled] = await endedExecutions(many, 1, session);
	assert.equal(statusesOf(filled).length, manyKeys, `${gateway.title}: ${manyKeys} keys`);

	const plain = await publishSend(trial, 'No keys', { operation: 'sendMany', items: 1 });
	const times = {
		withKey: new Array<number>(),
		skipped: new Array<number>(),
		plain: new Array<number>(),
	};
	const timeOf = async (workflow: PublishedWorkflow, items: JsonObject[]) => {
		await workflow.run(items);
		const [execution] = await endedExecutions(workflow, 1, session);
		const [run] = execution ? nodeRunsOf(execution.resultData, names.middle) : [];
		return run?.executionTime ?? NaN;
	};
	for (let run = 0; run < timedRuns; run++) {
		const items = withKeys(gateway, 1, `timed ${run}`);
		times.plain.push(await timeOf(plain, items));
		times.withKey.push(await timeOf(many, items));
		times.skipped.push(await timeOf(many, items));
	}
	const [without, withKey, skipped] = [times.plain, times.withKey, times.skipped].map(median);
	say(
		`n8n ${session.version}, ${gateway.title}: a run takes ${without} ms without a key, ${withKey} ms with one, and ` +
			`${skipped} ms where it is skipped, with ${manyKeys} keys stored (medians of ${timedRuns})`,
	);
}
