import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { Failure } from '../n8n/failure.mts';
import { repository } from '../n8n/workshop.mts';
import { copyAssets } from './assets.mts';
import { sourceOf } from './manifest.mts';
import { settleModes } from './modes.mts';
import type { SinglePackage } from './singlePackages.mts';

/**
 * Builds the package of one gateway in its `dist`: a file for each source that its nodes reach, readable, without
 * comments. The types are checked by the build of the package of all gateways.
 *
 * @throws Failure when the compiler cannot write it
 */
export async function buildSinglePackage(single: SinglePackage): Promise<void> {
	const { folder, name, nodes, credentials } = single;
	await rm(join(folder, 'dist'), { recursive: true, force: true });
	const config = ts.readConfigFile(join(repository, 'tsconfig.json'), (path) =>
		ts.sys.readFile(path),
	);
	const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, repository);
	const program = ts.createProgram(
		[...credentials, ...nodes].map((file) => join(repository, sourceOf(file))),
		{ ...options, outDir: join(folder, 'dist'), noEmit: false },
	);
	const { emitSkipped, diagnostics } = program.emit();
	if (emitSkipped || diagnostics.length > 0) {
		const details = diagnostics.map(({ messageText }) =>
			ts.flattenDiagnosticMessageText(messageText, '\n'),
		);
		throw new Failure(`${name} could not be compiled:`, details);
	}
	await copyAssets(single, folder);
	await settleModes(folder);
}
