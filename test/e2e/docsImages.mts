/** Takes the pictures of the docs anew, in the newest n8n. */
import { join } from 'node:path';
import { Failure } from '../../scripts/n8n/failure.mts';
import { newest } from '../../scripts/n8n/installation.mts';
import { runUntilStopped } from '../../scripts/n8n/stopSignals.mts';
import { repository } from '../../scripts/n8n/workshop.mts';
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

await runUntilStopped(takePictures, 'Stopped before the pictures were taken.');
