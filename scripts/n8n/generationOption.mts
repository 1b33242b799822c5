import { parseArgs } from 'node:util';
import { Failure } from './failure.mts';
import { generations, newest, type Generation } from './installation.mts';

/** The generation that somebody means by the option --n8n. */
export function generationNamed(name: string): Generation {
	const named = generations.find((generation) => String(generation) === name);
	if (named !== undefined) return named;
	throw new Failure(`--n8n ${name} is not among ${generations.join(', ')}.`);
}

/** Reads a command line that has no other option than --n8n; without it, the newest is meant. */
export function readGeneration(): Generation {
	// As with any option that takes one value, the last one counts.
	return readNamed().at(-1) ?? newest;
}

function readNamed(): Generation[] {
	try {
		const { values } = parseArgs({ options: { n8n: { type: 'string', multiple: true } } });
		return (values.n8n ?? []).map(generationNamed);
	} catch (error) {
		throw error instanceof TypeError ? new Failure(error.message) : error;
	}
}
