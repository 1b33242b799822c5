/**
 * Proves the triggers in a real n8n: every SMS starts its workflow once, whatever happens to n8n and to
 * the gateways. It takes minutes, because n8n polls once a minute at most.
 */
import { Failure } from './n8n/failure.mts';
import { readGeneration } from './n8n/generationOption.mts';
import { say } from './n8n/say.mts';
import { runUntilStopped } from './n8n/stopSignals.mts';
import { prepareTestRig } from './testRig.mts';
import { checkDurableCursors } from './triggers/durableCursors.mts';
import { checkRestarts } from './triggers/restarts.mts';

async function checkTriggers(signal: AbortSignal): Promise<void> {
	const generation = readGeneration();
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

await runUntilStopped(checkTriggers, 'Stopped before the check was over.');
