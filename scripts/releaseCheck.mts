/** Checks all that must hold before a version is published, and says what does not. */
import { runCommand } from '../lab/command.mts';
import { Failure, UsageError } from '../lab/n8n/failure.mts';
import { say } from '../lab/n8n/say.mts';
import { releaseChecks } from '../lab/release/releaseChecks.mts';

await runCommand(
	{
		name: 'release:check',
		summary: 'Checks all that must hold before a version is published.',
		options: {
			only: {
				type: 'string',
				value: '<words>',
				help: 'Only the checks with these words in their names.',
			},
		},
		whenStopped: 'Stopped before all was checked.',
	},
	async ({ only = '' }, signal) => {
		const chosen = releaseChecks.filter(({ name }) => name.includes(only));
		if (chosen.length === 0) throw new UsageError(`--only ${only} is in the name of no check`);
		let found = 0;
		for (const { name, problems } of chosen) {
			say(`${name} …`);
			const sentences = await problems(say, signal);
			for (const sentence of sentences) say(`  ✗ ${sentence}`);
			if (sentences.length === 0) say('  ✓');
			found += sentences.length;
		}
		if (found > 0) throw new Failure('This version cannot be published yet.');
		if (only === '') say('This version can be published.');
	},
);
