import { Failure } from '../../scripts/n8n/failure.mts';
import { say } from '../../scripts/n8n/say.mts';
import type { Stage } from './stage.mts';

/** Something that must hold in a real n8n. */
export interface Check {
	title: string;
	/**
	 * Tries it out.
	 *
	 * @returns what was seen, a phrase
	 * @throws Failure when it does not hold
	 */
	run(stage: Stage): Promise<string>;
}

/**
 * Runs a check, and prints what came of it. A check that fails does not hide those after it.
 *
 * @returns the sentences of its failure; none when it holds
 */
export async function runCheck(check: Check, stage: Stage): Promise<string[]> {
	const { session, installation } = stage;
	session.signal.throwIfAborted();
	const start = performance.now();
	try {
		const seen = await check.run(stage);
		const seconds = ((performance.now() - start) / 1000).toFixed(1);
		say(`  ${check.title}: ${seen} (${seconds} s)`);
		return [];
	} catch (error) {
		session.signal.throwIfAborted();
		if (!(error instanceof Failure)) throw error;
		const complaint = [error.message, ...error.details].join('\n    ');
		say(`  ${check.title}: NOT SO: ${complaint}`);
		return [`n8n ${installation.version}, ${check.title}: ${complaint}`];
	}
}
