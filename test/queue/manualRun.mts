import assert from 'node:assert/strict';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import { finishedRun } from '../../lab/n8n/finishedRun.mts';
import { chooseCredential, smsNode } from '../e2e/sending/run.mts';
import { executedBy } from './executedBy.mts';
import type { GatewayCase } from './queueCase.mts';

const start = 'Start';
const send = 'Send';

export const manualRunCase: GatewayCase = {
	title: 'A run by hand goes to a worker',
	async run(gateway, { sandbox, session, workers }) {
		const { rest, signal } = session;
		const credentials = await chooseCredential(gateway.credential(sandbox), session);
		const to = gateway.phone(0);
		const node = smsNode({ gateway, credentials }, 'send', { to, message: 'By hand' });
		const saved = await rest.createWorkflow({
			name: `${gateway.title}: ${this.title}`,
			nodes: [
				{
					id: start,
					name: start,
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{ id: send, name: send, position: [220, 0], ...node },
			],
			connections: { [start]: { main: [[{ node: send, type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		});
		const before = gateway.delivered(sandbox).length;
		const run = await finishedRun(saved.id, rest, signal, async () => {
			await rest.runWorkflow(saved, start);
		});
		assert.deepEqual(gateway.delivered(sandbox).slice(before).map(digitsOf), [digitsOf(to)]);
		for (const [name, worker] of workers) {
			if ((await executedBy(worker)).has(run.id)) return `sent once, by ${name}`;
		}
		assert.fail(`execution ${run.id} was run by no worker`);
	},
};
