/**
 * Proves the triggers in a real n8n: every SMS starts its workflow once, whatever happens to n8n and to
 * the gateways. It takes minutes, because n8n polls once a minute at most.
 */
import { runCommand } from '../../lab/command.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { generationNamed, generationOption } from '../../lab/n8n/generationOption.mts';
import type { Generation } from '../../lab/n8n/installation.mts';
import { say } from '../../lab/n8n/say.mts';
import { prepareTestRig } from '../../lab/n8n/testRig.mts';
import { checkDurableCursors } from './triggers/durableCursors.mts';
import { checkRestarts } from './triggers/restarts.mts';

async function checkTriggers(generation: Generation, signal: AbortSignal): Promise<void> {
	await using restarts = await prepareTestRig('triggers', generation, signal);
	// n8n 1 does not have them.
	await using cursors =
		generation === 1 ? undefined : await prepareTestRig('durable-cursors', generation, signal);
	const results = await Promise.allSettled([
		checkRestarts(restarts, signal),
		cursors && checkDurableCursors(cursors, signal),
	]);
	signal.throwIfAborted();
	const reasons = results.flatMap((one): unknown[] =>
		one.status === 'rejected' ? [one.reason] : [],
	);
	if (reasons.length === 1) throw reasons[0];
	if (reasons.length > 1) {
		const lines = reasons.flatMap((reason) =>
			reason instanceof Failure ? [reason.message, ...reason.details] : [String(reason)],
		);
		throw new Failure('Both checks failed:', lines);
	}
	say('The triggers told every SMS once, across restarts of n8n, an outage and a storm.');
}

await runCommand(
	{
		name: 'check:triggers',
		summary:
			'Proves the triggers in a real n8n: every SMS starts its workflow once, also one that comes while n8n is\n' +
			'down. It takes about five minutes, because n8n polls once a minute at most.',
		options: { n8n: generationOption },
		whenStopped: 'Stopped before the check was over.',
	},
	async ({ n8n }, signal) => await checkTriggers(generationNamed(n8n), signal),
);
