import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readList, readObject, readText } from '../json.mts';

/** What the package.json of a package says, as far as it is needed here. */
export interface Manifest {
	name: string;
	version: string;
	/** The built files that n8n loads, from the package's folder. */
	nodes: string[];
	credentials: string[];
	/** All that it says. */
	whole: Record<string, unknown>;
}

/** Reads the package.json in a folder. @throws Error for what a package for n8n must say and this one does not */
export async function readManifest(folder: string): Promise<Manifest> {
	const path = join(folder, 'package.json');
	const whole = readObject(JSON.parse(await readFile(path, 'utf8')), path);
	const n8n = readObject(whole['n8n'], `n8n in ${path}`);
	const texts = (name: string) =>
		readList(n8n[name], `n8n.${name} in ${path}`).map((file) =>
			readText(file, `${name} in ${path}`),
		);
	return {
		name: readText(whole['name'], `the name in ${path}`),
		version: readText(whole['version'], `the version in ${path}`),
		nodes: texts('nodes'),
		credentials: texts('credentials'),
		whole,
	};
}

/** The source of a built file: `nodes/X/X.node.ts` of `dist/nodes/X/X.node.js`. */
export function sourceOf(built: string): string {
	return built.replace(/^dist\//, '').replace(/\.js$/, '.ts');
}
