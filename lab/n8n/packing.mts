import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readList, readObject, readText } from '../json.mts';
import { findNpm, packageManagerEnvironment } from './npm.mts';

const run = promisify(execFile);

/** A package as it would be published. */
export interface PackedPackage {
	name: string;
	version: string;
	/** The path of the .tgz. */
	tarball: string;
	/** Of the .tgz. */
	bytes: number;
}

/** Packs what is built in a package's folder, as npm publishes it, into another folder. */
export async function packInto(
	destination: string,
	folder: string,
	signal: AbortSignal,
): Promise<PackedPackage> {
	await mkdir(destination, { recursive: true });
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', destination];
	const options = { cwd: folder, env: packageManagerEnvironment(), signal };
	const { stdout } = await run(process.execPath, [await findNpm(), ...args], options);
	const what = 'the output of npm pack';
	const [entry] = readList(JSON.parse(stdout), what);
	const packed = readObject(entry, what);
	return {
		name: readText(packed['name'], `the name in ${what}`),
		version: readText(packed['version'], `the version in ${what}`),
		tarball: join(destination, readText(packed['filename'], `the file name in ${what}`)),
		bytes: Number(packed['size']),
	};
}

/** Unpacks a package, and returns the folder with its files. */
export async function unpack(
	{ tarball }: PackedPackage,
	destination: string,
	signal: AbortSignal,
): Promise<string> {
	await mkdir(destination, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', destination], { signal });
	// Inside an npm package file everything is in the folder "package".
	return join(destination, 'package');
}
