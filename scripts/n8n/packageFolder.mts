import { execFile } from 'node:child_process';
import { glob, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isObject, readList, readObject, readText } from './json.mts';
import { findNpm, packageManagerEnvironment } from './npm.mts';
import { waitFor } from './waitFor.mts';
import { repository } from './workshop.mts';

const run = promisify(execFile);
const limit = 120_000;
const secondsForBuild = 30;

/**
 * Puts this package into an n8n user folder, where n8n keeps the packages that a user installs. It is
 * filled from `npm pack`, so that n8n loads exactly the files that are published.
 *
 * @returns the package's name and version
 * @throws Failure when the package has not been built
 */
export async function installPackage(userFolder: string, signal: AbortSignal): Promise<string> {
	const draft = join(userFolder, 'package-draft');
	await rm(draft, { recursive: true, force: true });
	await mkdir(draft, { recursive: true });
	try {
		const built = await builtFiles();
		// Another npm start may be emptying and filling dist just now.
		const packed = await waitFor(
			'npm run build to fill dist',
			secondsForBuild,
			signal,
			async () => {
				const attempt = await pack(draft, signal);
				return built.every((file) => attempt.files.has(file)) ? attempt : undefined;
			},
		);
		await run('tar', ['-xzf', packed.tarball, '-C', draft], { signal, timeout: limit });
		const nodeModules = join(userFolder, '.n8n/nodes/node_modules');
		const target = join(nodeModules, packed.name);
		await mkdir(nodeModules, { recursive: true });
		await rm(target, { recursive: true, force: true });
		// Inside an npm package file everything lies in the folder "package".
		await rename(join(draft, 'package'), target);
		return `${packed.name} ${packed.version}`;
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
}

interface Packed {
	name: string;
	version: string;
	/** The path of the .tgz. */
	tarball: string;
	/** The paths inside it. */
	files: ReadonlySet<unknown>;
}

async function pack(destination: string, signal: AbortSignal): Promise<Packed> {
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', destination];
	const { stdout } = await run(process.execPath, [await findNpm(), ...args], {
		cwd: repository,
		env: packageManagerEnvironment(),
		signal,
		timeout: limit,
	});
	const [entry] = readList(JSON.parse(stdout), 'the answer of npm pack');
	const packed = readObject(entry, 'the answer of npm pack');
	const files = readList(packed['files'], "npm pack's list of files");
	return {
		name: readText(packed['name'], "the package's name"),
		version: readText(packed['version'], "the package's version"),
		tarball: join(destination, readText(packed['filename'], "the package's file name")),
		files: new Set(files.map((file) => (isObject(file) ? file['path'] : undefined))),
	};
}

/** What a complete build has made of the sources. */
async function builtFiles(): Promise<string[]> {
	const sources = ['{credentials,nodes}/**/*.ts', 'nodes/**/*.node.json', 'icons/*.svg'];
	const files: string[] = [];
	for await (const file of glob(sources, { cwd: repository })) {
		files.push(`dist/${file.replaceAll('\\', '/').replace(/\.ts$/, '.js')}`);
	}
	return files;
}
