import {
	lstat,
	mkdir,
	readFile,
	readdir,
	readlink,
	rm,
	symlink,
	writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { repositoryAddress } from '../address/repositoryAddress.mts';
import { readObject } from '../json.mts';
import { format, resolveConfig } from 'prettier';
import { repository } from '../n8n/workshop.mts';
import { iconsOf } from './assets.mts';
import { readManifest, sourceOf, type Manifest } from './manifest.mts';
import { readmeOf } from './readme.mts';
import { singlePackages, type SinglePackage } from './singlePackages.mts';

/** A file of a gateway's package that follows from the rest of the repository: its text, or what it links to. */
type Generated = { path: string; text: string } | { path: string; target: string };

/**
 * Brings what is generated in `packages/` up to date: versions, READMEs, what n8n's node search knows, and the links to
 * the sources, which the review of n8n reads in the folder of the package.
 *
 * @param write false to change nothing
 * @returns the paths that were not up to date, from the repository's root
 */
export async function updateSinglePackages(write: boolean): Promise<string[]> {
	const root = await readManifest(repository);
	const changed: string[] = [];
	for (const single of await singlePackages()) {
		const files = await generatedOf(single, root);
		for (const file of files) {
			if (await isUpToDate(file)) continue;
			changed.push(relative(repository, file.path));
			if (write) await put(file);
		}
		for (const path of await strangers(single, files)) {
			changed.push(relative(repository, path));
			if (write) await rm(path);
		}
	}
	return changed;
}

async function generatedOf(single: SinglePackage, root: Manifest): Promise<Generated[]> {
	const { folder, gateway, nodes, credentials } = single;
	const address = await repositoryAddress();
	const into = (path: string) => join(folder, path);
	const link = (path: string): Generated => ({ path: into(path), target: join(repository, path) });
	const icons = await iconsOf(nodes);
	return [
		{ path: into('package.json'), text: await manifestOf(single, root, address) },
		{ path: into('README.md'), text: await readmeOf(single, root.name, address) },
		{ path: into('LICENSE'), text: await readFile(join(repository, 'LICENSE'), 'utf8') },
		...credentials.map((file) => link(sourceOf(file))),
		link('nodes/shared'),
		...icons.map((icon) => link(`icons/${icon}`)),
		...(await gatewayFiles(`nodes/${gateway}`, link, (path, text) => ({
			path: into(path),
			text: text.replaceAll(`"${root.name}.`, `"${single.name}.`),
		}))),
	];
}

/** A folder is linked as a whole, save where n8n's node search needs another text in it. */
async function gatewayFiles(
	folder: string,
	link: (path: string) => Generated,
	codex: (path: string, text: string) => Generated,
): Promise<Generated[]> {
	const entries = await readdir(join(repository, folder), { withFileTypes: true, recursive: true });
	const codexFolders = entries
		.filter(({ name }) => name.endsWith('.node.json'))
		.map(({ parentPath }) => relative(repository, parentPath).replaceAll('\\', '/'));
	const isSplit = (path: string) =>
		codexFolders.some((one) => one === path || one.startsWith(`${path}/`));
	const found: Generated[] = [];
	for (const entry of await readdir(join(repository, folder), { withFileTypes: true })) {
		const path = `${folder}/${entry.name}`;
		if (entry.isDirectory() && isSplit(path))
			found.push(...(await gatewayFiles(path, link, codex)));
		else if (path.endsWith('.node.json')) {
			found.push(codex(path, await readFile(join(repository, path), 'utf8')));
		} else found.push(link(path));
	}
	return found;
}

/** What all packages share comes from the root's. */
async function manifestOf(single: SinglePackage, root: Manifest, address: string): Promise<string> {
	const { version, license, author, peerDependencies } = root.whole;
	const directory = `packages/${single.name}`;
	const repositoryOfAll = readObject(root.whole['repository'], 'the repository in package.json');
	const manifest = {
		...single.whole,
		version,
		license,
		homepage: `${address}/blob/main/docs/${single.page}`,
		author,
		repository: { ...repositoryOfAll, directory },
		peerDependencies,
	};
	const path = join(repository, 'package.json');
	return await format(JSON.stringify(manifest), {
		...(await resolveConfig(path)),
		parser: 'json-stringify',
	});
}

async function isUpToDate(file: Generated): Promise<boolean> {
	if ('target' in file) return (await readlink(file.path).catch(() => '')) === linkTo(file);
	const stats = await lstat(file.path).catch(() => undefined);
	return stats?.isFile() === true && (await readFile(file.path, 'utf8')) === file.text;
}

async function put(file: Generated): Promise<void> {
	await rm(file.path, { recursive: true, force: true });
	await mkdir(dirname(file.path), { recursive: true });
	if ('target' in file) await symlink(linkTo(file), file.path);
	else await writeFile(file.path, file.text);
}

function linkTo({ path, target }: { path: string; target: string }): string {
	return relative(dirname(path), target).replaceAll('\\', '/');
}

/** Files of the package that nothing generates: a source that was renamed leaves a link behind. */
async function strangers(
	{ folder }: SinglePackage,
	files: readonly Generated[],
): Promise<string[]> {
	const known = new Set(files.map(({ path }) => path));
	const entries = await readdir(folder, { withFileTypes: true, recursive: true });
	return entries
		.filter((entry) => !entry.isDirectory())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => {
			const [room = ''] = relative(folder, path).split(/[\\/]/);
			return room !== 'dist' && basename(path) !== '.DS_Store' && !known.has(path);
		});
}
