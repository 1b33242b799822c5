/** Prints what the changelog says of a version, for its release on GitHub. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../lab/command.mts';
import { Failure, UsageError } from '../lab/n8n/failure.mts';
import { say } from '../lab/n8n/say.mts';
import { repository } from '../lab/n8n/workshop.mts';
import { versionNotes } from '../lab/release/versionNotes.mts';

await runCommand(
	{
		name: 'release-notes',
		summary: 'Prints what CHANGELOG.md says of a version, for its release on GitHub.',
		argument: { value: '<version>', help: 'The version, such as 0.2.0' },
		options: {},
		whenStopped: 'Stopped before all was printed.',
	},
	async (_values, _signal, version) => {
		if (version === undefined) throw new UsageError('The version is missing');
		const changelog = await readFile(join(repository, 'CHANGELOG.md'), 'utf8');
		const notes = versionNotes(changelog, version);
		if (notes === undefined) {
			throw new Failure(
				`CHANGELOG.md says nothing of ${version}. Add a section with the heading: ## ${version}`,
			);
		}
		say(notes);
	},
);
