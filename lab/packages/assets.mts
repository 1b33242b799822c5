import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../n8n/workshop.mts';
import { sourceOf, type Manifest } from './manifest.mts';

/** Copies the icons, and what n8n's node search knows of each node, from a package's folder to where its built nodes look for them. */
export async function copyAssets({ nodes }: Manifest, folder: string): Promise<void> {
	for (const icon of await iconsOf(nodes)) {
		await cp(join(repository, 'icons', icon), join(folder, 'dist/icons', icon));
	}
	for (const node of nodes) {
		const codex = sourceOf(node).replace(/\.ts$/, '.json');
		await cp(join(folder, codex), join(folder, 'dist', codex));
	}
}

/** The icons that nodes name, by the names of their files. */
export async function iconsOf(nodes: readonly string[]): Promise<string[]> {
	const sources = await Promise.all(
		nodes.map(async (node) => await readFile(join(repository, sourceOf(node)), 'utf8')),
	);
	const named = sources.flatMap((source) => source.match(/(?<=icons\/)[\w.]+\.svg/g) ?? []);
	return [...new Set(named)].sort();
}
