import type { ICredentialType, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readList, readObject, readText } from '../../lab/json.mts';
import { repository } from '../../lab/n8n/workshop.mts';

/** What the package shows to its users, by internal names. */
export interface Catalogue {
	nodes: Map<string, INodeTypeDescription>;
	credentials: Map<string, Pick<ICredentialType, 'displayName' | 'properties'>>;
}

/** Reads the nodes and credentials that package.json lists from `dist`, which must be built. */
export async function loadCatalogue(): Promise<Catalogue> {
	const manifest = readObject(
		JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')),
		'package.json',
	);
	const listed = readObject(manifest['n8n'], 'n8n in package.json');
	const nodes = instancesOf<INodeType>(listed, 'nodes').map(({ description }) => description);
	const credentials = instancesOf<ICredentialType>(listed, 'credentials');
	return {
		nodes: new Map(nodes.map((node) => [node.name, node])),
		credentials: new Map(credentials.map((credential) => [credential.name, credential])),
	};
}

function instancesOf<T>(listed: Record<string, unknown>, key: string): T[] {
	const require = createRequire(import.meta.url);
	return readList(listed[key], `n8n.${key} in package.json`).map((file) => {
		const path = join(repository, readText(file, `a file of n8n.${key}`));
		// n8n constructs what it finds under this name in just this way, and the compiler has checked it there.
		const [Class] = Object.values(require(path) as Record<string, new () => T>);
		if (Class === undefined) throw new Error(`${path} exports nothing.`);
		return new Class();
	});
}
