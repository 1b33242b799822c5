import { inspect } from 'node:util';
import { Failure, UsageError } from '../../lab/n8n/failure.mts';
import { say } from '../../lab/n8n/say.mts';
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
 * Runs a check, and prints what came of it. Whatever it ends with, it does not hide those after it.
 *
 * @returns what it complains of, with the stack when nobody has foreseen that; nothing when it holds
 * @throws the reason of the session's signal when that has come, nothing else
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
		const lines =
			error instanceof Failure ? [error.message, ...error.details] : inspect(error).split('\n');
		const complaint = lines.join('\n    ');
		say(`  ${check.title}: NOT SO: ${complaint}`);
		return [`n8n ${installation.version}, ${check.title}: ${complaint}`];
	}
}

/** The checks whose titles have the words in them, whatever their case. @throws UsageError where there is none */
export function chosenFrom(checks: readonly Check[], words: string): Set<Check> {
	const chosen = checks.filter(({ title }) => title.toLowerCase().includes(words.toLowerCase()));
	if (chosen.length > 0) return new Set(chosen);
	const titles = checks.map(({ title }) => title).join(', ');
	throw new UsageError(`--only ${words} is in the title of no check, which are ${titles}`);
}
