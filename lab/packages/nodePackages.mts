import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../n8n/workshop.mts';
import { readManifest, sourceOf } from './manifest.mts';
import { nodeNames, type NodePackage } from './moveWorkflow.mts';
import { publishedFolders } from './singlePackages.mts';

/** Reads all packages of this repository, the one of all gateways first, with the names of their nodes. */
export async function nodePackages(): Promise<NodePackage[]> {
	return await Promise.all(
		(await publishedFolders()).map(async (folder) => {
			const { name, nodes } = await readManifest(folder);
			const codex = nodes.map(async (node) => {
				const file = sourceOf(node).replace(/\.ts$/, '.json');
				return JSON.parse(await readFile(join(repository, file), 'utf8')) as unknown;
			});
			return { name, nodes: nodeNames(await Promise.all(codex)) };
		}),
	);
}
