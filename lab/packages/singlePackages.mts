import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readText } from '../json.mts';
import { repository } from '../n8n/workshop.mts';
import { readManifest, sourceOf, type Manifest } from './manifest.mts';

const PACKAGES = join(repository, 'packages');

/** The package of one gateway. */
export interface SinglePackage extends Manifest {
	folder: string;
	/** The gateway's folder in `nodes`. */
	gateway: string;
	/** Its page in `docs`: "textboost.md". */
	page: string;
}

/** Reads the packages of one gateway each, in the order of their names. @throws Failure for a package.json that lacks something */
export async function singlePackages(): Promise<SinglePackage[]> {
	const names = (await readdir(PACKAGES)).sort();
	return await Promise.all(
		names.map(async (name) => {
			const folder = join(PACKAGES, name);
			const manifest = await readManifest(folder);
			const [node = ''] = manifest.nodes;
			const homepage = readText(manifest.whole['homepage'], `the homepage of ${name}`);
			return {
				...manifest,
				folder,
				gateway: sourceOf(node).split('/')[1] ?? '',
				page: basename(homepage),
			};
		}),
	);
}

/** All folders that are published: the root, and those of one gateway each. */
export async function publishedFolders(): Promise<string[]> {
	return [repository, ...(await singlePackages()).map(({ folder }) => folder)];
}
