import { UsageError } from './failure.mts';
import { generations, newest, type Generation } from './installation.mts';

/** The option --n8n of a command, which takes one generation. */
export const generationOption = {
	type: 'string',
	default: String(newest),
	value: '<generation>',
	help: `The generation of n8n: ${generations.join(' or ')}. Default: ${newest}`,
} as const;

/** The option --n8n of a command, which takes one generation or several, and all without it. */
export const generationsOption = {
	type: 'string',
	multiple: true,
	value: '<generation>',
	help: `Only this generation of n8n: ${generations.join(' or ')}.`,
} as const;

/** The generations that somebody means by the option --n8n. @throws UsageError for another text */
export function generationsNamed(names: readonly string[] | undefined): readonly Generation[] {
	return names?.map(generationNamed) ?? generations;
}

/** The generation that somebody means by the option --n8n. @throws UsageError for another text */
export function generationNamed(name: string): Generation {
	const named = generations.find((generation) => String(generation) === name);
	if (named !== undefined) return named;
	throw new UsageError(`--n8n ${name} is not among ${generations.join(', ')}`);
}
