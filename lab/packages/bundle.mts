import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { build, transform } from 'esbuild';
import { Failure } from '../n8n/failure.mts';
import { repository } from '../n8n/workshop.mts';
import { evaluateSources, type Sources } from './evaluatedSources.mts';
import { exportedFunctions, isFunction, type ExportedFunction } from './exportedFunctions.mts';
import { readManifest, sourceOf } from './manifest.mts';
import { sharedCode } from './sharedCode.mts';
import { withoutUnusedDescriptions } from './unusedDescriptions.mts';

/** The file in `dist` that describes all nodes and credentials, which is what n8n loads when it starts. */
const DESCRIPTIONS = 'dist/descriptions.js';
/** The file in `dist` that holds all that runs, beside it. */
export const FUNCTIONS = 'dist/functions.js';

const COMPACT = {
	minifyWhitespace: true,
	minifySyntax: true,
	charset: 'utf8',
	target: 'es2022',
} as const;

/** A class that n8n makes one object of. */
interface DescribedClass {
	name: string;
	/** What that object holds. */
	fields: Record<string, unknown>;
}

/**
 * Builds the package of all gateways: two files, for most of what loading costs n8n is code that it needs only once a node
 * runs. The one describes the nodes and credentials, with the values that the sources have when they are run here; a
 * function in it loads the other file when it is first called. Beside them, at each path that package.json names, stands
 * a file of one line.
 *
 * Functions keep their names, so that a stack still tells where it came from, and only these; there is no source map, for it
 * would weigh several times the code.
 */
export async function bundleAllGateways(): Promise<void> {
	const { nodes, credentials } = await readManifest(repository);
	const files = [...credentials, ...nodes];
	const sources = await evaluateSources();
	const classes = files.map((file) => describedClass(file, sources));
	const { code, functions } = descriptionsOf(classes, sources);
	await mkdir(join(repository, dirname(DESCRIPTIONS)), { recursive: true });
	const described = await transform(code, { ...COMPACT, loader: 'js' });
	await writeFile(join(repository, DESCRIPTIONS), described.code);
	await bundleFunctions(functions);
	for (const file of files) {
		const path = join(repository, file);
		const descriptions = relative(dirname(file), DESCRIPTIONS).replaceAll('\\', '/');
		await mkdir(dirname(path), { recursive: true });
		await writeFile(
			path,
			`exports.${classOf(file)} = require(${JSON.stringify(descriptions)}).${classOf(file)};\n`,
		);
	}
}

/** @throws Failure for a class with methods, which are functions that no module exports */
function describedClass(file: string, sources: Sources): DescribedClass {
	const name = classOf(file);
	const found = sources.get(sourceOf(file).replace(/\.ts$/, ''))?.[name];
	if (!isFunction(found)) throw new Failure(`${sourceOf(file)} exports no class ${name}.`);
	const { constructor: _, ...methods } = Object.getOwnPropertyDescriptors(found.prototype);
	const [method] = Object.keys(methods);
	if (method !== undefined) {
		throw new Failure(
			`${name} has a method ${method}. Export it as a function of a module of its own, and assign it to a field.`,
		);
	}
	return { name, fields: { ...(Reflect.construct(found, []) as object) } };
}

/** The code that describes the classes, and the functions that it loads later, by the names that it gives them. */
function descriptionsOf(
	classes: readonly DescribedClass[],
	sources: Sources,
): { code: string; functions: ReadonlyMap<string, ExportedFunction> } {
	const exported = exportedFunctions(sources);
	const functions = new Map<string, ExportedFunction>();
	const { constants, codes } = sharedCode(
		classes.flatMap(({ fields }) => Object.values(fields)),
		(value) => {
			const found = exported.get(value);
			if (found === undefined) {
				throw new Failure(
					`No module exports this function of a node or credential, from where it could be loaded later: ${String(value)}`,
				);
			}
			const name = [found.module, found.name, ...found.keys].join('.');
			functions.set(name, found);
			return `later(${JSON.stringify(name)})`;
		},
	);
	const bodies = classes.map(({ name, fields }) => {
		const assignments = Object.keys(fields).map((field) => `${field}=${codes.shift() ?? ''};`);
		return `exports.${name}=class ${name}{${assignments.join('')}};`;
	});
	const later = `const later=(name)=>function(...values){return require("./${basename(FUNCTIONS)}").functions[name].apply(this,values)};`;
	return { code: ["'use strict';", later, ...constants, ...bodies].join('\n'), functions };
}

async function bundleFunctions(functions: ReadonlyMap<string, ExportedFunction>): Promise<void> {
	const all = [...functions];
	const imports = all.map(
		([, { module, name }], i) => `import { ${name} as exported${i} } from './${module}';`,
	);
	const entries = all.map(
		([name, { keys }], i) => `${JSON.stringify(name)}: ${[`exported${i}`, ...keys].join('.')},`,
	);
	await build({
		...COMPACT,
		minifyIdentifiers: true,
		keepNames: true,
		stdin: {
			contents: [...imports, 'export const functions = {', ...entries, '};'].join('\n'),
			resolveDir: repository,
			loader: 'ts',
		},
		outfile: FUNCTIONS,
		absWorkingDir: repository,
		bundle: true,
		plugins: [withoutUnusedDescriptions],
		packages: 'external',
		format: 'cjs',
		platform: 'node',
		legalComments: 'none',
		logLevel: 'warning',
	});
}

/** The class in a file, which n8n looks for by the file's name. */
function classOf(file: string): string {
	return basename(file).split('.')[0] ?? '';
}
