import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What npm packs beside `dist`. */
const BESIDE_DIST = ['index.js', 'LICENSE', 'package.json', 'README.md'];

/** Gives what is packed of a package the same modes on every machine: npm packs them as they are, and a umask changes them. */
export async function settleModes(folder: string): Promise<void> {
	const built = await readdir(join(folder, 'dist'), { withFileTypes: true, recursive: true });
	for (const entry of built) {
		if (entry.isFile()) await chmod(join(entry.parentPath, entry.name), 0o644);
	}
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		if (BESIDE_DIST.includes(entry.name)) await chmod(join(folder, entry.name), 0o644);
	}
}
