import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { readObject } from '../json.mts';
import { findNpm } from '../n8n/npm.mts';
import type { PackedPackage } from '../n8n/packing.mts';
import { readManifest } from './manifest.mts';

/** A registry on 127.0.0.1 that has one package. Disposing of it ends it. */
export interface Registry extends AsyncDisposable {
	readonly origin: string;
	/** The paths that were asked for, in their order. */
	readonly requests: readonly string[];
}

/**
 * Serves a packed package as npm's registry would.
 *
 * @param unpacked the folder with its files
 */
export async function serveRegistry(packed: PackedPackage, unpacked: string): Promise<Registry> {
	const { name, version } = packed;
	const tarball = await readFile(packed.tarball);
	const { whole } = await readManifest(unpacked);
	const requests: string[] = [];
	let origin = '';
	const server = createServer((request, response) => {
		const path = decodeURIComponent(request.url ?? '');
		requests.push(path);
		if (path === `/${basename(packed.tarball)}`) return void response.end(tarball);
		if (!path.startsWith(`/${name}`)) {
			response.statusCode = 404;
			return void response.end('{}');
		}
		const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
		const dist = { tarball: `${origin}/${basename(packed.tarball)}`, integrity };
		const versions = { [version]: { ...whole, dist } };
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = readObject(server.address(), 'the address of the registry');
	origin = `http://127.0.0.1:${String(port)}`;
	return {
		origin,
		requests,
		async [Symbol.asyncDispose]() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/**
 * Writes a program `npm` that is npm, but asks this registry whatever registry it is told to ask: n8n tells it its own,
 * and takes another one only with a licence.
 *
 * @param folder that is to be first in PATH
 */
export async function writeNpmFor({ origin }: Registry, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	const path = join(folder, 'npm');
	const script = [
		'#!/bin/sh',
		`exec ${JSON.stringify(process.execPath)} ${JSON.stringify(await findNpm())} "$@" --registry=${origin}`,
	];
	await writeFile(path, `${script.join('\n')}\n`);
	await chmod(path, 0o755);
}
