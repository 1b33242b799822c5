import assert from 'node:assert/strict';
import { GATEWAYS } from '../../lab/gateways/gateways.mts';
import { readObject } from '../../lab/json.mts';
import { isOver } from '../../lab/n8n/restClient.mts';
import { waitFor } from '../../lab/n8n/waitFor.mts';
import { answer, linkIn, open } from '../e2e/asking/visitor.mts';
import { AFTER, publishAsking } from '../e2e/asking/workflow.mts';
import type { QueueCase } from './queueCase.mts';
import { workerNames } from './stage.mts';

/** How many questions are open at once. */
const OPEN = 10;

/** What waits is in the database and belongs to no worker: another one goes on with it. */
export const askingCase: QueueCase = {
	title: 'Questions that wait are not asked again, whichever worker goes on',
	async run({ sandbox, session, startWorker, killWorker }) {
		const { rest, signal } = session;
		const gateway = GATEWAYS.textBoost;
		gateway.giveCredit(sandbox);
		const approval = { approvalOptions: { values: { approvalType: 'double' } } };
		const workflow = await publishAsking(gateway, sandbox, session, approval);
		const questions = Array.from({ length: OPEN }, (_, n) => ({
			n,
			phone: gateway.phone(n),
			text: `Question ${n}?`,
		}));
		// Whatever else goes out at the gateway meanwhile is not asked here.
		const smsOf = (question: string) =>
			gateway.deliveredTexts(sandbox).filter((text) => text.startsWith(question));
		await Promise.all(questions.map(async (question) => await workflow.ask(question, session)));
		const links = await Promise.all(
			questions.map(async ({ text }) => {
				const sms = await waitFor(`the SMS “${text}”`, 90, signal, () => smsOf(text).at(0));
				const link = linkIn(sms);
				await waitFor('the execution to wait', 60, signal, async () =>
					(await open(link, signal)).html.includes(text) ? true : undefined,
				);
				return link;
			}),
		);
		for (const name of workerNames) {
			await killWorker(name);
			await startWorker(name);
		}
		for (const [n, link] of links.entries()) {
			const { status } = await answer(link, { approved: String(n % 2 === 0) }, signal);
			assert.equal(status, 200);
		}
		const decided = await waitFor('all executions to end', 90, signal, async () => {
			const executions = await rest.executionsOf(workflow.id, AFTER);
			if (executions.length < OPEN || !executions.every(isOver)) return undefined;
			return executions.flatMap(({ items }) => items);
		});
		assert.deepEqual(
			decided
				.map(({ n, data }) => [n, readObject(data, 'the response')['approved']])
				.sort(([a], [b]) => Number(a) - Number(b)),
			questions.map(({ n }) => [n, n % 2 === 0]),
		);
		assert.deepEqual(
			questions.map(({ text }) => smsOf(text).length),
			questions.map(() => 1),
		);
		return `${OPEN} open, both workers killed and others started: each went on with its own response, one SMS each`;
	},
};
