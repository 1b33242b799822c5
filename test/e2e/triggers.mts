/**
 * Proves the triggers in a real n8n: every SMS starts its workflow once, whatever happens to n8n and to
 * the gateways. It takes minutes, because n8n polls once a minute at most.
 */
import { runCommand } from '../../lab/command.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { generationsNamed, generationsOption } from '../../lab/n8n/generationOption.mts';
import { versionOf, type Generation } from '../../lab/n8n/installation.mts';
import { say } from '../../lab/n8n/say.mts';
import { prepareTestRig, type TestRig } from '../../lab/n8n/testRig.mts';
import { checkDurableCursors } from './triggers/durableCursors.mts';
import { checkRestarts } from './triggers/restarts.mts';

interface Check {
	/** A word for the folder with n8n's data. */
	name: string;
	generation: Generation;
	run: (rig: TestRig, signal: AbortSignal) => Promise<void>;
}

function checksOf(generation: Generation): Check[] {
	const restarts = { name: 'triggers', generation, run: checkRestarts };
	// n8n 1 does not have them.
	if (generation === 1) return [restarts];
	return [restarts, { name: 'durable-cursors', generation, run: checkDurableCursors }];
}

/** Side by side, because they mostly wait for n8n to poll. */
async function checkTriggers(wanted: readonly Generation[], signal: AbortSignal): Promise<void> {
	await using rigs = new AsyncDisposableStack();
	const prepared: Array<[Check, TestRig]> = [];
	for (const check of wanted.flatMap(checksOf)) {
		const { name, generation } = check;
		prepared.push([check, rigs.use(await prepareTestRig(name, generation, signal))]);
	}
	const results = await Promise.allSettled(
		prepared.map(async ([check, rig]) => await check.run(rig, signal)),
	);
	signal.throwIfAborted();
	const failures = results.flatMap((result, index) =>
		result.status === 'rejected' ? linesOf(result.reason, prepared[index]?.[0]) : [],
	);
	if (failures.length > 0) throw new Failure('The triggers are not as they should be:', failures);
	say('The triggers told every SMS once, across restarts of n8n, an outage and a storm.');
}

/** What went wrong in a check. */
function linesOf(reason: unknown, check: Check | undefined): string[] {
	const where = check ? `n8n ${versionOf(check.generation)}, ${check.name}: ` : '';
	if (reason instanceof Failure) return [`${where}${reason.message}`, ...reason.details];
	return [`${where}${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`];
}

await runCommand(
	{
		name: 'check:triggers',
		summary:
			'Proves the triggers in a real n8n, in both generations at once: every SMS starts its workflow once, also across\n' +
			'restarts of n8n, an outage of two minutes, a storm of HTTP 429 of five, and with durable cursors. It takes about\n' +
			'eight minutes, because n8n polls once a minute at most.',
		options: { n8n: generationsOption },
		whenStopped: 'Stopped before the check was over.',
	},
	async ({ n8n }, signal) => await checkTriggers(generationsNamed(n8n), signal),
);
