/**
 * Writes the tables in docs/ from the descriptions of the built nodes, or with --check only says which
 * pages are out of date. All else in the pages is written by hand.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { runCommand } from '../lab/command.mts';
import { Failure } from '../lab/n8n/failure.mts';
import { buildPackage } from '../lab/n8n/packageBuild.mts';
import { say } from '../lab/n8n/say.mts';
import { repository, shortPath } from '../lab/n8n/workshop.mts';
import { loadCatalogue } from './docs/catalogue.mts';
import { fillPage, missingTables, tablesIn } from './docs/page.mts';

async function updateDocs(folder: string, isCheck: boolean): Promise<void> {
	const catalogue = await loadCatalogue();
	const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
	const tables: string[] = [];
	const outOfDate: string[] = [];
	for (const name of names) {
		const path = join(folder, name);
		const page = await readFile(path, 'utf8');
		tables.push(...tablesIn(page, shortPath(path)));
		const options = await resolveConfig(join(repository, 'docs', name), { editorconfig: true });
		const filled = fillPage(page, catalogue, shortPath(path));
		const updated = await format(filled, { ...options, parser: 'markdown' });
		if (updated === page) continue;
		outOfDate.push(shortPath(path));
		if (!isCheck) await writeFile(path, updated);
	}

	const missing = missingTables(catalogue, tables);
	if (missing.length > 0)
		throw new Failure('No page has a place for these tables and calls:', missing);
	if (isCheck && outOfDate.length > 0) {
		throw new Failure('These pages are out of date. Run: npm run docs', outOfDate);
	}
	const state = outOfDate.length > 0 ? `Updated: ${outOfDate.join(', ')}` : 'All are up to date.';
	say(`${tables.length} tables and calls in ${names.length} pages. ${state}`);
}

await runCommand(
	{
		name: 'docs',
		summary:
			'Builds the package, and writes the tables in docs/ from the descriptions of its nodes.',
		options: {
			check: { type: 'boolean', default: false, help: 'Only says which pages are out of date.' },
			'no-build': {
				type: 'boolean',
				default: false,
				help: 'Takes the package as it was built last.',
			},
			folder: {
				type: 'string',
				default: join(repository, 'docs'),
				value: '<path>',
				help: 'Where the pages are. Default: docs',
			},
		},
		whenStopped: 'Stopped before all pages were written.',
	},
	async ({ check, folder, 'no-build': noBuild }, signal) => {
		if (!noBuild) await buildPackage(say, signal);
		await updateDocs(folder, check);
	},
);
