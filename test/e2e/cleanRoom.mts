/** Installs the packed package into a real n8n as its page Community Nodes does, and runs the first example. */
import { runCommand } from '../../lab/command.mts';
import { generationsNamed, generationsOption } from '../../lab/n8n/generationOption.mts';
import { onlyOption, runCases } from './runner.mts';

await runCommand(
	{
		name: 'test:clean-room',
		summary:
			'Installs the packed package into a real n8n of both generations as its page Community Nodes does, as a new user with\n' +
			'an empty home, and runs the first example. It takes about two minutes, on Linux, as the superuser.',
		options: { n8n: generationsOption, only: onlyOption },
		whenStopped: 'Stopped before the test was over.',
	},
	async ({ n8n, only }, signal) => {
		await runCases('cleanRoom.cases.mts', { generations: generationsNamed(n8n), only }, signal);
	},
);
