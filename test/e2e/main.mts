/**
 * Tries the package in a real n8n, in both generations: whether each node can be used in the editor, whether
 * n8n loads all of it, whether the tests of the credentials tell right from wrong, what the drop-downs
 * offer, whether the credentials serve n8n's HTTP Request node, and whether every example does what it says.
 */
import { runCommand } from '../../lab/command.mts';
import { generationsNamed, generationsOption } from '../../lab/n8n/generationOption.mts';
import { requireChromium } from './editor/browser.mts';
import { onlyOption, runCases } from './runner.mts';

await runCommand(
	{
		name: 'test:e2e',
		summary:
			'Tries the package in a real n8n, in both generations: each node in the editor, what n8n loads, the tests of\n' +
			"the credentials, the drop-downs, n8n's HTTP Request node, and every example. It takes about eight minutes.",
		options: { n8n: generationsOption, only: onlyOption },
		whenStopped: 'Stopped before the tests were over.',
	},
	async ({ n8n, only }, signal) => {
		const generations = generationsNamed(n8n);
		// Those of the editor are then among the cases.
		if (only === undefined) requireChromium();
		await runCases('endToEnd.cases.mts', { generations, only }, signal);
	},
);
