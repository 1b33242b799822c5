import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureMade } from '../n8n/madeFolder.mts';
import { installWithNpm } from '../n8n/packageManager.mts';
import { recipes, shortPath, workshop } from '../n8n/workshop.mts';

const tools = join(workshop, 'scan');
const scanner = join(tools, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');

/** What is used of n8n's scanner and of the ESLint that comes with it. */
interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage: (
		folder: string,
		patterns: string[],
	) => Promise<{ passed: boolean; message?: string; details?: string }>;
	buildScanConfig: () => Promise<unknown>;
}
interface Linter {
	lintFiles: (patterns: string[]) => Promise<Array<{ warningCount: number; filePath: string }>>;
	loadFormatter: (
		name: string,
	) => Promise<{ format: (results: unknown) => string | Promise<string> }>;
}
type LinterClass = new (options: object) => Linter;

/** What n8n's scan lints of a package: its folder in the repository, or what is published. */
export type Leg = 'source' | 'published';

/** What the scan has found. */
export interface ScanResult {
	/** How many files were linted. */
	files: number;
	/** What is wrong, as ESLint prints it; undefined where there is neither an error nor a warning. */
	findings: string | undefined;
}

/** Installs n8n's scan in the workshop, the first time. */
export async function ensureScanInstalled(
	say: (sentence: string) => void,
	signal: AbortSignal,
): Promise<void> {
	await ensureMade(tools, join(recipes, 'scan'), say, signal, async () => {
		say(`Installing n8n's scan in ${shortPath(tools)} (first time only) …`);
		await installWithNpm(tools, signal);
	});
}

/**
 * Scans a package with the functions that n8n scans a published one with. The scan passes with warnings, so they are
 * looked for with its own configuration.
 */
export async function scanPackage(folder: string, leg: Leg): Promise<ScanResult> {
	// The scanner has no types; n8n's release that is named in tools/scan is the one that these were read from.
	const functions = (await import(pathToFileURL(scanner).href)) as Scanner;
	const patterns = leg === 'source' ? functions.SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
	const { passed, message, details } = await functions.analyzePackage(folder, patterns);
	const require = createRequire(scanner);
	const { ESLint } = require('eslint') as { ESLint: LinterClass };
	const { globSync } = require('fast-glob') as {
		globSync: (patterns: string[], options: object) => string[];
	};
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await functions.buildScanConfig(),
	});
	const files = globSync(patterns, { cwd: folder, absolute: true, ignore: ['node_modules/**'] });
	const results = await eslint.lintFiles(files);
	if (!passed) return { files: results.length, findings: details ?? message ?? 'It has failed.' };
	const warned = results.some(({ warningCount }) => warningCount > 0);
	if (!warned) return { files: results.length, findings: undefined };
	const formatter = await eslint.loadFormatter('stylish');
	return { files: results.length, findings: await formatter.format(results) };
}
