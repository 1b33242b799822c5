import assert from 'node:assert/strict';
import { itemsFor, numbersOf } from '../../lab/gateways/items.mts';
import { digitsOf } from '../../lab/gateways/phoneNumber.mts';
import { smstools } from '../../lab/gateways/smstools.mts';
import { endsWell } from './call.mts';
import { inTurns } from './inTurns.mts';
import type { QueueCase } from './queueCase.mts';
import { publishForCalls } from './webhookCalls.mts';

const calls = 200;
const callsAtOnce = 40;
const rounds = 3;

const parameters = { additionalFields: { idempotencyKey: '={{ $json.key }}' } };

export const keyCases: readonly QueueCase[] = [
	{
		title: `${calls} webhook calls with one key, ${rounds} rounds`,
		async run(stage) {
			const { sandbox } = stage;
			const sent: number[] = [];
			let failed = 0;
			for (let round = 1; round <= rounds; round += 1) {
				const [workflow] = await publishForCalls(smstools, this.title, stage, parameters);
				const before = smstools.delivered(sandbox).length;
				const [item] = itemsFor(smstools, 1);
				await inTurns(Array.from({ length: calls }), callsAtOnce, async () => {
					if (!(await endsWell(workflow, [{ ...item, key: 'one' }]))) failed += 1;
				});
				sent.push(smstools.delivered(sandbox).length - before);
			}
			const phrase = `SMS per round: ${sent.join(', ')}; calls that failed: ${failed}`;
			assert.deepEqual(
				sent,
				sent.map(() => 1),
				phrase,
			);
			return phrase;
		},
	},
	{
		title: `${calls} webhook calls with a key each, then all of them again`,
		async run(stage) {
			const { sandbox } = stage;
			const [workflow] = await publishForCalls(smstools, this.title, stage, parameters);
			const before = smstools.delivered(sandbox).length;
			const items = itemsFor(smstools, calls);
			let failed = 0;
			const counts: number[] = [];
			for (const _time of ['first', 'again']) {
				await inTurns(items, callsAtOnce, async (item) => {
					if (!(await endsWell(workflow, [{ ...item, key: item.name }]))) failed += 1;
				});
				counts.push(smstools.delivered(sandbox).length - before);
			}
			const [once = 0, both = 0] = counts;
			const phrase = `SMS after the first time ${once}, after the second ${both}; calls that failed: ${failed}`;
			assert.deepEqual({ once, failed }, { once: calls, failed: 0 }, phrase);
			const delivered = smstools
				.delivered(sandbox)
				.slice(before, before + once)
				.map(digitsOf);
			assert.deepEqual(delivered.toSorted(), numbersOf(items), phrase);
			// How many are sent again is only told: n8n's store has no lock, and what one worker writes may lose another's key.
			return phrase;
		},
	},
];
