import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';

/** The root of this repository. */
export const repository = join(import.meta.dirname, '../..');

/** The recipes, a folder each, of what is installed in the workshop. */
export const recipes = join(repository, 'tools');

/** The one folder that everything is written to; git ignores it. */
export const workshop = join(repository, '.workshop');

/** Makes a new folder in the workshop, which a fresh clone does not have. @param prefix what its name begins with */
export async function newWorkshopFolder(prefix: string): Promise<string> {
	await mkdir(workshop, { recursive: true });
	return await mkdtemp(join(workshop, prefix));
}

/** A path inside the repository as a person would write it: `.workshop/install.log`. */
export function shortPath(path: string): string {
	return path.startsWith(repository) ? path.slice(repository.length + 1) : path;
}
