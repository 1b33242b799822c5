/** Proves in a real n8n that a workflow moves between the packages, and that both may be installed at once. */
import { runCommand } from '../../lab/command.mts';
import { generationsNamed, generationsOption } from '../../lab/n8n/generationOption.mts';
import { onlyOption, runCases } from './runner.mts';

await runCommand(
	{
		name: 'check:packages',
		summary:
			'Proves in a real n8n, in both generations, that a workflow moves between the package of all gateways and that of one\n' +
			'gateway, while both are installed. It takes about two minutes.',
		options: { n8n: generationsOption, only: onlyOption },
		whenStopped: 'Stopped before the check was over.',
	},
	async ({ n8n, only }, signal) => {
		await runCases('packages.cases.mts', { generations: generationsNamed(n8n), only }, signal);
	},
);
