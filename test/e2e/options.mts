import { parseArgs } from 'node:util';
import { Failure } from '../../scripts/n8n/failure.mts';
import { generationNamed } from '../../scripts/n8n/generationOption.mts';
import { generations, type Generation } from '../../scripts/n8n/installation.mts';
import type { Check } from './check.mts';

/** What somebody wants to be tried. */
export interface Options {
	/** Default: all. */
	generations: readonly Generation[];
	/** Words in the titles of the checks. Default: all checks, and the editor. */
	only: string | undefined;
}

/** Reads the command line: `--n8n`, once or more, and `--only`. @throws Failure for another one */
export function readOptions(): Options {
	try {
		const { values } = parseArgs({
			options: { n8n: { type: 'string', multiple: true }, only: { type: 'string' } },
		});
		const named = (values.n8n ?? []).map(generationNamed);
		return { generations: named.length > 0 ? named : generations, only: values.only };
	} catch (error) {
		throw error instanceof TypeError ? new Failure(error.message) : error;
	}
}

/** The checks whose titles have the words in them, whatever their case. @throws Failure where there is none */
export function chosenFrom(checks: readonly Check[], words: string): Set<Check> {
	const chosen = checks.filter(({ title }) => title.toLowerCase().includes(words.toLowerCase()));
	if (chosen.length > 0) return new Set(chosen);
	const titles = checks.map(({ title }) => title);
	throw new Failure(`--only ${words} is in the title of no check. They are:`, titles);
}
