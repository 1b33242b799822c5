import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { runCommand } from './command.mts';
import { Failure } from './n8n/failure.mts';
import { say } from './n8n/say.mts';
import { repository, shortPath } from './n8n/workshop.mts';

/** A table in a source file that a command writes. */
interface GeneratedTable {
	/** The command's name in package.json. */
	name: string;
	/** The file, from the root of the repository. */
	file: string;
	/** What the table holds, as `--help` says it before the file's name. */
	holds: string;
	/** What it comes from, as `--help` says it after the file's name. */
	from: string;
	/** The TypeScript of the file, in any format. */
	source: () => string;
}

/** Runs the command that writes a table, or with --check only says whether it is out of date. */
export async function runTableCommand(table: GeneratedTable): Promise<void> {
	const { name, holds, from } = table;
	const target = join(repository, table.file);
	await runCommand(
		{
			name,
			summary: `Writes ${holds}, ${shortPath(target)}, from ${from}.`,
			options: {
				check: { type: 'boolean', default: false, help: 'Only says whether it is out of date.' },
			},
			whenStopped: 'Stopped before the table was written.',
		},
		async ({ check }) => {
			const options = await resolveConfig(target, { editorconfig: true });
			const written = await format(table.source(), { ...options, parser: 'typescript' });
			const isSame = (await readFile(target, 'utf8').catch(() => '')) === written;
			if (check && !isSame) {
				throw new Failure(`${shortPath(target)} is out of date. Run: npm run ${name}`);
			}
			if (!isSame) await writeFile(target, written);
			say(`${shortPath(target)} ${isSame ? 'is up to date' : 'was written'}.`);
		},
	);
}
