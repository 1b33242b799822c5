import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../n8n/workshop.mts';
import type { Manifest } from './manifest.mts';

/** Copies the icons, and what n8n's node search knows of each node, to where the built nodes look for them. */
export async function copyAssets({ nodes }: Manifest, into: string): Promise<void> {
	await cp(join(repository, 'icons'), join(into, 'dist/icons'), { recursive: true });
	for (const node of nodes) {
		const codex = node.replace(/\.js$/, '.json');
		await cp(join(repository, codex.replace(/^dist\//, '')), join(into, codex));
	}
}
