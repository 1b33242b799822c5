import assert from 'node:assert/strict';
import type { Gateway } from '../../lab/gateways/gateway.mts';
import { itemsFor, numbersOf } from '../../lab/gateways/items.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import type { JsonObject } from '../../lab/json.mts';
import { waitFor } from '../../lab/n8n/waitFor.mts';
import { chooseCredential, publishSend } from '../e2e/sending/run.mts';
import type { PublishedWorkflow } from '../e2e/sending/workflow.mts';
import { accountsFor } from './accounts.mts';
import { endsWell } from './call.mts';
import { executedBy } from './executedBy.mts';
import { inTurns } from './inTurns.mts';
import type { GatewayCase } from './queueCase.mts';
import type { QueueStage } from './stage.mts';

const calls = 200;
const callsAtOnce = 40;
/** Where most of a call is waiting for the account's next second. */
const pacedCallsAtOnce = 100;
const secondsForAll = 300;
const publishedAtOnce = 10;

/** Workflows that send with a gateway, of which each is called in its turn. */
export async function publishForCalls(
	gateway: Gateway,
	title: string,
	{ sandbox, session }: QueueStage,
	parameters: JsonObject = {},
): Promise<PublishedWorkflow[]> {
	const workflows: PublishedWorkflow[] = [];
	await inTurns(accountsFor(gateway, sandbox), publishedAtOnce, async (credential) => {
		const credentials = await chooseCredential(credential, session);
		const trial = { gateway, credentials, sandbox, session };
		workflows.push(await publishSend(trial, title, { items: 1, parameters }));
	});
	return workflows;
}

export const webhookCallsCase: GatewayCase = {
	title: `${calls} webhook calls, half of them at the webhook process, an SMS each`,
	async run(gateway, stage) {
		const { sandbox, session, workers, webhookProcess } = stage;
		const workflows = await publishForCalls(gateway, this.title, stage);
		const items = itemsFor(gateway, calls);
		const origins = [session.origin, webhookProcess.origin];
		const executedBefore = await Promise.all([...workers.values()].map(executedBy));
		const before = gateway.delivered(sandbox).length;
		const failed: string[] = [];
		const atOnce = gateway.paceMs === 0 ? callsAtOnce : pacedCallsAtOnce;
		await inTurns(items, atOnce, async (item, index) => {
			const workflow = workflows[index % workflows.length];
			const origin = origins[Math.floor(index / 2) % 2];
			if (!(await endsWell(workflow, [item], origin))) failed.push(item.name);
		});
		assert.deepEqual(failed, []);
		const delivered = () => gateway.delivered(sandbox).slice(before).map(digitsOf);
		await waitFor(`${calls} SMS at ${gateway.title}`, secondsForAll, session.signal, () =>
			delivered().length >= calls ? true : undefined,
		);
		assert.deepEqual(delivered().toSorted(), numbersOf(items));
		const executed = await Promise.all([...workers.values()].map(executedBy));
		const shares = executed.map(({ size }, index) => size - (executedBefore[index]?.size ?? 0));
		assert.ok(
			shares.every((share) => share > 0),
			`a worker had nothing to do: ${shares.join(' and ')}`,
		);
		return `${calls} sent, each once; by the workers: ${shares.join(' and ')}`;
	},
};
