import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm, symlink } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { findNpm, packageManagerEnvironment } from '../n8n/npm.mts';
import { newWorkshopFolder, repository } from '../n8n/workshop.mts';
import { packInto } from '../n8n/packing.mts';
import { publishedFolders } from '../packages/singlePackages.mts';
import type { ReleaseCheck } from './releaseCheck.mts';

const run = promisify(execFile);

/** The builds that are compared: in folders whose names differ in length, by users with another umask. */
const BUILDS = [
	{ folder: 'one', umask: 0o022 },
	{ folder: 'another-folder', umask: 0o077 },
];

/** Builds the last commit twice from fresh clones, and compares what is packed of each package byte by byte. */
export const sameBytes: ReleaseCheck = {
	name: 'Two builds of this commit are the same bytes',
	problems: async (say, signal) => {
		const folder = await newWorkshopFolder('release-');
		try {
			const builds: Array<Map<string, string>> = [];
			for (const build of BUILDS) {
				builds.push(await digestsOfBuild(join(folder, build.folder), build.umask, signal));
			}
			const [one = new Map<string, string>(), another] = builds;
			for (const [file, digest] of one) say(`  ${file} sha256 ${digest}`);
			return [...one]
				.filter(([file, digest]) => another?.get(file) !== digest)
				.map(([file]) => `${file} differs: find what in it depends on folder, umask or time.`);
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	},
};

/** Clones, builds and packs in a folder, and returns the SHA-256 of each package by the name of its file. */
async function digestsOfBuild(
	folder: string,
	umask: number,
	signal: AbortSignal,
): Promise<Map<string, string>> {
	const before = process.umask(umask);
	try {
		await run('git', ['clone', '--quiet', repository, folder], { signal });
		await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
		const options = { cwd: folder, env: packageManagerEnvironment(), signal };
		for (const script of ['build', 'build:packages']) {
			await run(process.execPath, [await findNpm(), 'run', script], options);
		}
		const digests = new Map<string, string>();
		for (const published of await publishedFolders()) {
			const source = join(folder, relative(repository, published));
			const { tarball } = await packInto(join(folder, 'packed'), source, signal);
			const digest = createHash('sha256')
				.update(await readFile(tarball))
				.digest('hex');
			digests.set(basename(tarball), digest);
		}
		return digests;
	} finally {
		process.umask(before);
	}
}
