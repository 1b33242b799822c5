import { say } from '../../../lab/n8n/say.mts';
import { cases } from './cases.mts';
import { complaintsOf } from './findings.mts';
import type { Trial } from './run.mts';

/**
 * Tries out all cases with a gateway, and prints a line for each.
 *
 * @returns a phrase for everything that is not as it should be
 */
export async function checkCases(trial: Trial): Promise<string[]> {
	const { gateway, sandbox, session } = trial;
	const complaints: string[] = [];
	for (const one of cases) {
		session.signal.throwIfAborted();
		sandbox.faults.clear();
		sandbox.requests.clear();
		const phrases = await complaintsOf(async () => await one.check(trial), session.signal);
		const outcome = phrases.length === 0 ? 'as it should be' : `NOT SO: ${phrases.join('; ')}`;
		say(`  ${gateway.title.padEnd(16)}${one.title}: ${outcome}`);
		complaints.push(...phrases.map((phrase) => `${gateway.title}, ${one.title}: ${phrase}`));
	}
	return complaints;
}
