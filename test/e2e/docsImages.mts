/** Takes the pictures of the docs again, in the newest n8n: they are what the cases of the editor see. */
import { join } from 'node:path';
import { runCommand } from '../../lab/command.mts';
import { n8nVersion, newest } from '../../lab/n8n/installation.mts';
import { repository } from '../../lab/n8n/workshop.mts';
import { requireChromium } from './editor/browser.mts';
import { runCases } from './runner.mts';

await runCommand(
	{
		name: 'docs:images',
		summary: `Takes the pictures in docs/images again, in n8n ${n8nVersion}. It takes about three minutes.`,
		options: {},
		whenStopped: 'Stopped before the pictures were taken.',
	},
	async (_values, signal) => {
		requireChromium();
		const pictures = join(repository, 'docs/images');
		const choice = { generations: [newest], only: `n8n ${n8nVersion} Editor`, pictures };
		await runCases('endToEnd.cases.mts', choice, signal);
	},
);
