import '../engine/environment.mts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { PackageDirectoryLoader } from 'n8n-core';
import { isObject } from '../../lab/json.mts';
import { repository } from '../../lab/n8n/workshop.mts';
import { readManifest } from '../../lab/packages/manifest.mts';
import { buildSinglePackage } from '../../lab/packages/singleBuild.mts';
import {
	publishedFolders,
	singlePackages,
	type SinglePackage,
} from '../../lab/packages/singlePackages.mts';

describe('packages of one gateway', () => {
	let all: SinglePackage[] = [];
	const whole = new PackageDirectoryLoader(repository);

	beforeAll(async () => {
		all = await singlePackages();
		for (const single of all) await buildSinglePackage(single);
		await whole.loadAll();
	});

	it('cover all nodes of the package of all gateways, each once', async () => {
		const root = await readManifest(repository);
		expect(all.flatMap(({ nodes }) => nodes).sort()).toEqual([...root.nodes].sort());
		expect(all.flatMap(({ credentials }) => credentials).sort()).toEqual(
			[...root.credentials].sort(),
		);
	});

	it('give n8n the nodes and the credential that the package of all gateways gives it', async () => {
		for (const { folder, name } of all) {
			const loader = new PackageDirectoryLoader(folder);
			await loader.loadAll();
			expect(loader.packageName).toBe(name);
			expect(loader.types.nodes).toHaveLength(2);
			expect(loader.types.credentials).toHaveLength(1);
			for (const node of loader.types.nodes) {
				const same = whole.types.nodes.find((one) => one.name === node.name);
				expect(inPackage(node, name)).toEqual(inPackage(same, whole.packageName));
			}
			for (const credential of loader.types.credentials) {
				const same = whole.types.credentials.find((one) => one.name === credential.name);
				expect(inPackage(credential, name)).toEqual(inPackage(same, whole.packageName));
			}
		}
	});

	it('give n8n the same nodes when it loads them again', async () => {
		for (const folder of await publishedFolders()) {
			const loader = new PackageDirectoryLoader(folder);
			await loader.loadAll();
			const first = JSON.stringify(loader.types.nodes);
			loader.releaseTypes();
			await loader.ensureTypesLoaded();
			expect(JSON.stringify(loader.types.nodes)).toBe(first);
		}
	});

	it('hold neither comments nor names that were made shorter', () => {
		for (const { folder, nodes } of all) {
			for (const node of nodes) {
				const code = readFileSync(join(folder, node), 'utf8');
				const lines = code.split('\n').map((line) => line.trim());
				expect(lines.filter((line) => /^(?:\/\/|\/?\*)/.test(line))).toEqual([]);
				expect(lines.length).toBeGreaterThan(20);
			}
		}
	});
});

/** A type as JSON, in which the package's name, of addresses of icons above all, is the same for all. */
function inPackage(type: unknown, name: string): unknown {
	expect(isObject(type)).toBe(true);
	return JSON.parse(JSON.stringify(type).replaceAll(`icons/${name}/`, 'icons/package/'));
}
