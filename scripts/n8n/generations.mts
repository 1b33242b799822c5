import { join } from 'node:path';
import { Failure } from './failure.mts';

/** One n8n that the workshop can install and run. */
export interface Generation {
	version: string;
	/** The oldest major version of Node that it runs on. */
	node: number;
	/** The folder with its package.json and lock file. */
	recipe: string;
	packageManager: 'pnpm';
	/** Environment variables that only this n8n knows. */
	environment: Record<string, string>;
}

const recipes = join(import.meta.dirname, '../../tools/n8n');

/** The folder with the package.json and lock file of the pnpm that installs n8n. */
export const pnpmRecipe = join(recipes, 'pnpm');

const generations: Record<string, Generation> = {
	'2': {
		version: '2.41.1',
		node: 24,
		recipe: join(recipes, '2'),
		packageManager: 'pnpm',
		// This module fetches n8n's list of MCP servers from api.n8n.io and has no other switch.
		environment: { N8N_DISABLED_MODULES: 'mcp-registry' },
	},
};

/**
 * Returns the n8n of a generation: `2` is the newest 2.x.
 *
 * @throws Failure when there is no such generation
 */
export function findGeneration(name: string): Generation {
	const generation = generations[name];
	if (generation !== undefined) return generation;
	const known = Object.keys(generations).join(', ');
	throw new Failure(`There is no n8n ${name} here. There is: ${known}.`);
}
