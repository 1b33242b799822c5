import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { repository } from '../n8n/workshop.mts';
import { readManifest, sourceOf } from './manifest.mts';

/** The file in `dist` that holds the code of all nodes and credentials. */
const BUNDLE = 'dist/bundle.js';

/**
 * Bundles the package of all gateways: n8n loads one file instead of hundreds, which is what loading costs. Beside it,
 * at each path that package.json names, stands a file of one line.
 *
 * Names stay as they are, so that a stack still tells where it came from; there is no source map, for it would weigh
 * several times the code.
 */
export async function bundleAllGateways(): Promise<void> {
	const { nodes, credentials } = await readManifest(repository);
	const files = [...credentials, ...nodes];
	const exportsAll = files.map(
		(file) => `export { ${classOf(file)} } from './${sourceOf(file).replace(/\.ts$/, '')}';`,
	);
	await build({
		stdin: { contents: exportsAll.join('\n'), resolveDir: repository, loader: 'ts' },
		outfile: BUNDLE,
		absWorkingDir: repository,
		bundle: true,
		packages: 'external',
		format: 'cjs',
		platform: 'node',
		target: 'es2022',
		minifyWhitespace: true,
		minifySyntax: true,
		legalComments: 'none',
		charset: 'utf8',
		logLevel: 'warning',
	});
	for (const file of files) {
		const path = join(repository, file);
		const bundle = relative(dirname(file), BUNDLE).replaceAll('\\', '/');
		await mkdir(dirname(path), { recursive: true });
		await writeFile(
			path,
			`exports.${classOf(file)} = require(${JSON.stringify(bundle)}).${classOf(file)};\n`,
		);
	}
}

/** The class in a file, which n8n looks for by the file's name. */
function classOf(file: string): string {
	return basename(file).split('.')[0] ?? '';
}
