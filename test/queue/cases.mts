import assert from 'node:assert/strict';
import type { Gateway } from '../../lab/gateways/gateway.mts';
import { itemsFor, numbersOf } from '../../lab/gateways/items.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import type { JsonObject } from '../../lab/json.mts';
import { logLines } from '../../lab/n8n/logFile.mts';
import { waitFor } from '../../lab/n8n/waitFor.mts';
import { shortPath } from '../../lab/n8n/workshop.mts';
import { sendingCases } from '../e2e/sending/cases.mts';
import { chooseCredential, publishSend } from '../e2e/sending/run.mts';
import type { PublishedWorkflow } from '../e2e/sending/workflow.mts';
import { accountsFor } from './accounts.mts';
import { executedBy } from './executedBy.mts';
import { inTurns } from './inTurns.mts';
import type { QueueStage } from './stage.mts';

/** Something that must hold in queue mode. */
interface QueueCase {
	title: string;
	/** Tries it out, and returns what was seen, a phrase for the report. @throws AssertionError when it does not hold */
	run(stage: QueueStage): Promise<string>;
}

/** A gateway, and its credential as nodes hold it. */
interface Sender {
	gateway: Gateway;
	credentials: JsonObject;
}

/** The same of a gateway. */
interface GatewayCase {
	title: string;
	run(sender: Sender, stage: QueueStage): Promise<string>;
}

const packageName = 'n8n-nodes-sms-gateways';

/** As they are counted in package.json. */
const loaded = { credentials: 4, nodes: 8 };

export const generalCases: readonly QueueCase[] = [
	{
		title: 'All nodes load in each process',
		async run({ session, workers, webhookProcess }) {
			const processes = [session, ...workers.values(), webhookProcess];
			for (const { logFile } of processes) {
				const lines = await logLines(logFile);
				const line = lines.find((one) => one.includes(`nodes from ${packageName} `)) ?? '';
				for (const [what, count] of Object.entries(loaded)) {
					assert.match(line, new RegExp(`"${what}": ${count}\\b`), shortPath(logFile));
				}
			}
			return `${loaded.nodes} nodes in ${processes.length} processes`;
		},
	},
];

const calls = 200;
const callsAtOnce = 20;

const asInOneProcess = [
	'20 items, one refused twice, Retry On Fail',
	'Accepted, then no answer, Retry On Fail',
	'Three recipients in one item, one refused, Retry On Fail',
	'Send Many in 3 requests, the answer to one lost, Retry On Fail',
	'Loop Over Items, one refused once, Retry On Fail',
	'Stop, with 1,000 items',
];

export const gatewayCases: readonly GatewayCase[] = [
	{
		title: `${calls} webhook calls, half of them at the webhook process, an SMS each`,
		async run(sender, { sandbox, session, workers, webhookProcess }) {
			const { gateway } = sender;
			const workflows: PublishedWorkflow[] = [];
			for (const credential of accountsFor(gateway, sandbox)) {
				const credentials = await chooseCredential(credential, session);
				const trial = { gateway, credentials, sandbox, session };
				workflows.push(await publishSend(trial, this.title, { items: 1 }));
			}
			const items = itemsFor(gateway, calls);
			const origins = [session.origin, webhookProcess.origin];
			const before = gateway.delivered(sandbox).length;
			await inTurns(items, callsAtOnce, async (item, index) => {
				await workflows[index % workflows.length]?.run([item], origins[index % origins.length]);
			});
			await waitFor(`${calls} SMS at ${gateway.title}`, 120, session.signal, () =>
				gateway.delivered(sandbox).length >= before + calls ? true : undefined,
			);
			const delivered = gateway.delivered(sandbox).slice(before).map(digitsOf);
			assert.deepEqual(delivered.toSorted(), numbersOf(items));
			const shares = await Promise.all([...workers.values()].map(executedBy));
			return shares.map(({ size }) => size).join(' and ');
		},
	},
	...sendingCases
		.filter(({ title }) => asInOneProcess.includes(title))
		.map(
			(one): GatewayCase => ({
				title: one.title,
				async run(sender, { sandbox, session }) {
					await one.check({ ...sender, sandbox, session });
					return '';
				},
			}),
		),
];
