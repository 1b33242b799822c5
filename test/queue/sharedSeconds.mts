import assert from 'node:assert/strict';
import { bestSmsGateway } from '../../lab/gateways/bestSmsGateway.mts';
import { itemsFor } from '../../lab/gateways/items.mts';
import { batching } from '../../lab/gateways/parameters.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import { itemsOf } from '../../lab/n8n/runData.mts';
import { waitFor } from '../../lab/n8n/waitFor.mts';
import { chooseCredential, publishSend } from '../e2e/sending/run.mts';
import { endedExecutions, names } from '../e2e/sending/workflow.mts';
import { sharedAccount } from './accounts.mts';
import { executedBy } from './executedBy.mts';
import type { QueueCase } from './queueCase.mts';
import type { QueueStage } from './stage.mts';

/** Several accounts, so that many seconds are tried in little time. */
const accounts = 15;
const senders = ['Alpha', 'Beta'];
const smsEach = 2;
/** Long enough for two requests of one second to meet (fact sheet 12.2). */
const handoffMs = 300;

interface Sent {
	number: string;
	sender: string;
	/** What its run says of it: accepted, unknown, notSent. */
	said: string;
}

let nextNumber = 5000;
let nextAccount = 100;

/** Two workers send with the same sub-account, which mixes up sends of one second. */
export function sharedSecondsCase(isShared: boolean): QueueCase {
	const option = isShared ? 'marked as shared' : 'not marked as shared';
	return {
		title: `BestSMSGateway: two workers send with one sub-account, ${option}`,
		async run(stage) {
			const { sandbox, session } = stage;
			const { settings } = sandbox.bestSmsGateway;
			settings.handoffMs = handoffMs;
			const pairs = await Promise.all(
				Array.from({ length: accounts }, async () => await sendAsPair(isShared, stage)),
			);
			settings.handoffMs = 0;
			const all = pairs.flatMap(({ sent }) => sent);
			const accepted = all.filter(({ said }) => said === 'accepted');
			const sendersOf = ({ number }: Sent) =>
				sandbox.bestSmsGateway.handoffs
					.filter(({ recipient }) => recipient === number)
					.map(({ sender }) => sender);
			// With others at the account they leave later.
			await waitFor('all SMS to leave', 120, session.signal, () =>
				accepted.every((one) => sendersOf(one).length > 0) ? true : undefined,
			);
			const twice = all.filter((one) => sendersOf(one).length > 1);
			const strange = all.filter((one) => sendersOf(one).some((sender) => sender !== one.sender));
			const untold = [...twice, ...strange].filter(({ said }) => said !== 'unknown');
			const phrase =
				`${all.length} SMS: ${accepted.length} accepted, ${all.filter(({ said }) => said === 'unknown').length} unknown; ` +
				`${twice.length} twice, ${strange.length} under another sender, ${untold.length} of these not said; ` +
				`pairs that were on two workers: ${pairs.filter(({ workers }) => workers === 2).length} of ${pairs.length}`;
			assert.equal(untold.length, 0, phrase);
			assert.ok(
				pairs.some(({ workers }) => workers === 2),
				phrase,
			);
			if (isShared) {
				const wrong = { twice: twice.length, strange: strange.length };
				assert.deepEqual(wrong, { twice: 0, strange: 0 }, phrase);
			}
			return phrase;
		},
	};
}

/** Two executions at once, with a sender each and one SMS in a request. */
async function sendAsPair(isShared: boolean, stage: QueueStage) {
	const { sandbox, session, workers } = stage;
	const index = (nextAccount += 1);
	const credential = sharedAccount(bestSmsGateway, sandbox, index, isShared);
	const credentials = await chooseCredential(credential, session);
	const trial = { gateway: bestSmsGateway, credentials, sandbox, session };
	const pair = await Promise.all(
		senders.map(async (sender) => {
			const workflow = await publishSend(trial, `${sender} ${index}`, {
				items: smsEach,
				parameters: { from: sender, ...batching(1, 1) },
				settings: { onError: 'continueErrorOutput' },
				shape: 'errorOutput',
			});
			const start = (nextNumber += smsEach);
			return { sender, workflow, items: itemsFor(bestSmsGateway, start + smsEach).slice(start) };
		}),
	);
	const executions: string[] = [];
	const sent = await Promise.all(
		pair.map(async ({ sender, workflow, items }) => {
			await workflow.run(items);
			const [execution] = await endedExecutions(workflow, 1, session);
			assert.equal(execution?.status, 'success', execution?.error);
			executions.push(execution.id);
			const refused = new Map(
				itemsOf(execution.resultData, names.refused).map(({ name, outcome }) => [
					name,
					String(outcome),
				]),
			);
			return items.map(({ name, phone }): Sent => {
				const said = refused.get(name) ?? 'accepted';
				return { number: digitsOf(phone), sender, said };
			});
		}),
	);
	const executed = await Promise.all([...workers.values()].map(executedBy));
	const used = executed.filter((ids) => executions.some((id) => ids.has(id)));
	return { sent: sent.flat(), workers: used.length };
}
