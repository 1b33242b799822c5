/** Checks all that must hold before a version is published, and says what does not. */
import { runCommand } from '../lab/command.mts';
import { Failure } from '../lab/n8n/failure.mts';
import { say } from '../lab/n8n/say.mts';
import { releaseChecks } from '../lab/release/releaseChecks.mts';

await runCommand(
	{
		name: 'release:check',
		summary: 'Checks all that must hold before a version is published.',
		options: {},
		whenStopped: 'Stopped before all was checked.',
	},
	async (_options, signal) => {
		let found = 0;
		for (const { name, problems } of releaseChecks) {
			say(`${name} …`);
			const sentences = await problems(say, signal);
			for (const sentence of sentences) say(`  ✗ ${sentence}`);
			if (sentences.length === 0) say('  ✓');
			found += sentences.length;
		}
		if (found > 0) throw new Failure('This version cannot be published yet.');
		say('This version can be published.');
	},
);
