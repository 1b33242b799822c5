import { join } from 'node:path';

/** The root of this repository. */
export const repository = join(import.meta.dirname, '../..');

/** The recipes, a folder each, of what is installed in the workshop. */
export const recipes = join(repository, 'tools');

/** The one folder that everything is written to; git ignores it. */
export const workshop = join(repository, '.workshop');

/** A path inside the repository as a person would write it: `.workshop/install.log`. */
export function shortPath(path: string): string {
	return path.startsWith(repository) ? path.slice(repository.length + 1) : path;
}
