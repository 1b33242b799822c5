/**
 * Proves the triggers in a real n8n: every SMS starts its workflow once, whatever happens to n8n and to
 * the gateways. It takes minutes, because n8n polls once a minute at most.
 */
import { readGeneration } from './n8n/generationOption.mts';
import { say } from './n8n/say.mts';
import { runUntilStopped } from './n8n/stopSignals.mts';
import { checkDurableCursors } from './triggers/durableCursors.mts';
import { checkRestarts } from './triggers/restarts.mts';

async function checkTriggers(signal: AbortSignal): Promise<void> {
	const generation = readGeneration();
	const failed = new AbortController();
	const either = AbortSignal.any([signal, failed.signal]);
	const checks = [checkRestarts(generation, either)];
	// n8n 1 does not have them.
	if (generation !== 1) checks.push(checkDurableCursors(generation, either));
	const guarded = checks.map(async (check) => {
		try {
			await check;
		} catch (error) {
			// The other one ends too, and so does its n8n.
			failed.abort(error);
			throw error;
		}
	});
	const [first] = (await Promise.allSettled(guarded)).filter(({ status }) => status === 'rejected');
	if (first !== undefined) {
		signal.throwIfAborted();
		throw failed.signal.reason;
	}
	say('The triggers told every SMS once, across restarts of n8n, an outage and a storm.');
}

await runUntilStopped(checkTriggers, 'Stopped before the check was over.');
