/** Takes the pictures of the docs again, in the newest n8n. */
import { join } from 'node:path';
import { runCommand } from '../../lab/command.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { n8nVersion, newest } from '../../lab/n8n/installation.mts';
import { repository } from '../../lab/n8n/workshop.mts';
import { requireChromium } from './editor/browser.mts';
import { runEditorChecks } from './editor/runEditorChecks.mts';
import { onStage } from './stage.mts';

async function takePictures(signal: AbortSignal): Promise<void> {
	requireChromium();
	await onStage(newest, signal, async (stage) => {
		const complaints = await runEditorChecks(stage, join(repository, 'docs/images'));
		if (complaints.length > 0) throw new Failure('The pictures are not all there:', complaints);
	});
}

await runCommand(
	{
		name: 'docs:images',
		summary: `Takes the pictures in docs/images again, in n8n ${n8nVersion}. It takes about three minutes.`,
		options: {},
		whenStopped: 'Stopped before the pictures were taken.',
	},
	async (_values, signal) => await takePictures(signal),
);
