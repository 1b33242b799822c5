import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';
import { isObject } from '../json.mts';
import { repository } from '../n8n/workshop.mts';

/** The modules of `nodes` and `credentials` by their paths, such as `nodes/TextBoost/gateway`, with what they export. */
export type Sources = ReadonlyMap<string, Record<string, unknown>>;

/** Runs the sources of all nodes and credentials in this process, each once, as n8n would. */
export async function evaluateSources(): Promise<Sources> {
	const paths = await modulePaths();
	const contents = paths.map((path, i) => `export * as module${i} from './${path}';`).join('\n');
	const { outputFiles } = await build({
		stdin: { contents, resolveDir: repository, loader: 'ts' },
		absWorkingDir: repository,
		bundle: true,
		write: false,
		packages: 'external',
		format: 'cjs',
		platform: 'node',
		logLevel: 'warning',
	});
	const module: { exports: Record<string, unknown> } = { exports: {} };
	const code = outputFiles.map(({ text }) => text).join('\n');
	const run = compileFunction(code, ['require', 'module', 'exports']);
	const requireFromHere = createRequire(join(repository, 'package.json'));
	Reflect.apply(run, undefined, [requireFromHere, module, module.exports]);
	return new Map(
		paths.map((path, i) => {
			const exported = module.exports[`module${i}`];
			return [path, isObject(exported) ? exported : {}];
		}),
	);
}

async function modulePaths(): Promise<string[]> {
	const paths: string[] = [];
	for (const folder of ['credentials', 'nodes']) {
		const entries = await readdir(join(repository, folder), {
			withFileTypes: true,
			recursive: true,
		});
		for (const { name, parentPath } of entries) {
			if (!name.endsWith('.ts')) continue;
			const path = relative(repository, join(parentPath, name)).replaceAll('\\', '/');
			paths.push(path.replace(/\.ts$/, ''));
		}
	}
	return paths.sort();
}
