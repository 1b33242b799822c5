import { join } from 'node:path';
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
	const { signal, userFolder } = stage.session;
	await using atTheEnd = new AsyncDisposableStack();
	const browser = atTheEnd.use(await startBrowser());
	const closeAtOnce = () => void browser.close();
	signal.addEventListener('abort', closeAtOnce, { once: true });
	atTheEnd.defer(() => signal.removeEventListener('abort', closeAtOnce));
	signal.throwIfAborted();
	const pictures = await Pictures.into(folder);
	const failures = await Pictures.into(join(userFolder, 'failures'));
	const complaints: string[] = [];
	for (const check of editorChecks(browser, pictures, failures)) {
		complaints.push(...(await runCheck(check, stage)));
	}
	return complaints;
}
