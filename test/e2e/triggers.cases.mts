/** What `npm run check:triggers` tries: each case has an n8n of its own, which it starts and stops. */
import { after, before, describe, it } from 'node:test';
import { versionOf, type Generation } from '../../lab/n8n/installation.mts';
import { prepareTestRig, type TestRig } from '../../lab/n8n/testRig.mts';
import { timeLimits } from './case.mts';
import { chosen } from './runner.mts';
import { checkDurableCursors } from './triggers/durableCursors.mts';
import { checkRestarts } from './triggers/restarts.mts';

interface TriggerCase {
	title: string;
	/** A word for the folder with n8n's data. */
	purpose: string;
	generation: Generation;
	run: (rig: TestRig, signal: AbortSignal) => Promise<void>;
}

function casesOf(generation: Generation): TriggerCase[] {
	const version = versionOf(generation);
	const restarts = {
		title: `n8n ${version}: restarts, an outage, a backlog and a storm`,
		purpose: 'triggers',
		generation,
		run: checkRestarts,
	};
	// n8n 1 does not have them.
	if (generation === 1) return [restarts];
	const cursors = {
		title: `n8n ${version}: durable cursors`,
		purpose: 'durable-cursors',
		generation,
		run: checkDurableCursors,
	};
	return [restarts, cursors];
}

const cases = chosen().generations.flatMap(casesOf);

// All at once, because they mostly wait for n8n to poll.
describe('Triggers', { concurrency: cases.length }, () => {
	const rigs = new Map<TriggerCase, TestRig>();
	const atTheEnd = new AsyncDisposableStack();
	before(async () => {
		for (const one of cases) {
			const { signal } = chosen();
			signal.throwIfAborted();
			const rig = await prepareTestRig(one.purpose, one.generation, signal);
			rigs.set(one, atTheEnd.use(rig));
		}
	});
	after(() => atTheEnd.disposeAsync());

	for (const one of cases) {
		it(one.title, { timeout: timeLimits.triggers }, async (context) => {
			const rig = rigs.get(one);
			if (rig === undefined) throw new Error('It is prepared before the cases.');
			await one.run(rig, AbortSignal.any([chosen().signal, context.signal]));
		});
	}
});
