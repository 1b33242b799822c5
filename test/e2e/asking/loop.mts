import assert from 'node:assert/strict';
import { GATEWAYS } from '../../../lab/gateways/gateways.mts';
import { isOver } from '../../../lab/n8n/restClient.mts';
import { nodeRunsOf } from '../../../lab/n8n/runData.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import type { Case } from '../case.mts';
import { answer, linkIn, open } from './visitor.mts';
import { ASK, publishAskingInLoop } from './workflow.mts';

/** n8n gives all rounds of a loop one address; whoever answered the first question must not answer the second. */
export const askingInLoop: Case = {
	title: 'In a loop, the link of one question does not answer the next one',
	async run({ sandbox, session }) {
		const { rest, signal } = session;
		const gateway = GATEWAYS.smstools;
		const { id, start } = await publishAskingInLoop(gateway, sandbox, session);
		const linkOf = async (text: string) => {
			const found = () => gateway.deliveredTexts(sandbox).find((sms) => sms.startsWith(text));
			const link = linkIn(await waitFor(`the SMS “${text}”`, 60, signal, found));
			// The SMS may be there before n8n has saved that the execution waits.
			await waitFor('the execution to wait', 60, signal, async () =>
				(await open(link, signal)).html.includes(text) ? true : undefined,
			);
			return link;
		};
		const items = [1, 2].map((n) => ({ phone: gateway.phone(n), text: `Are you there, ${n}?` }));
		await start({ items }, session);
		const first = await linkOf('Are you there, 1?');
		assert.equal((await answer(first, { approved: 'true' }, signal)).status, 200);
		const second = await linkOf('Are you there, 2?');
		const late = await answer(first, { approved: 'true' }, signal);
		assert.equal(late.status, 410);
		assert.match(late.html, /This question is no longer open\./);
		assert.doesNotMatch(late.html, /Are you there/);
		assert.equal((await answer(second, { approved: 'false' }, signal)).status, 200);
		const approved = await waitFor('the loop to end', 60, signal, async () => {
			const [execution] = await rest.newestExecutions(id, 1);
			if (execution === undefined || !isOver(execution)) return undefined;
			assert.equal(execution.status, 'success');
			return nodeRunsOf(execution.resultData, ASK).map(({ outputs }) => outputs[0]?.[0]?.['data']);
		});
		assert.deepEqual(
			approved.map((data) => (data as { approved?: unknown }).approved),
			[true, false],
		);
		return 'two rounds, two answers';
	},
};
