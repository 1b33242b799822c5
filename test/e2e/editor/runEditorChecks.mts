import { runCheck } from '../check.mts';
import type { Stage } from '../stage.mts';
import { startBrowser } from './browser.mts';
import { editorChecks } from './checks.mts';
import { Pictures } from './pictures.mts';

/**
 * Runs all checks of the editor, in an n8n that has no credentials yet.
 *
 * @param folder for the pictures
 * @returns the sentences of what does not hold
 */
export async function runEditorChecks(stage: Stage, folder: string): Promise<string[]> {
	await using browser = await startBrowser();
	const closeAtOnce = () => void browser.close();
	stage.session.signal.addEventListener('abort', closeAtOnce, { once: true });
	const pictures = await Pictures.into(folder);
	const complaints: string[] = [];
	for (const check of editorChecks(browser, pictures)) {
		complaints.push(...(await runCheck(check, stage)));
	}
	stage.session.signal.removeEventListener('abort', closeAtOnce);
	return complaints;
}
