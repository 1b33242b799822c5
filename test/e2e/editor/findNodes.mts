import { ALL_GATEWAYS } from '../../../lab/gateways/gateways.mts';
import type { Editor } from './editor.mts';
import type { Pictures } from './pictures.mts';
import { start } from './start.mts';

/**
 * Searches for "sms", and finds all gateways.
 *
 * @returns what was seen, a phrase
 * @throws TimeoutError when one is not there
 */
export async function findNodes(
	editor: Editor,
	pictures: Pictures,
	picture: string,
): Promise<string> {
	const titles = ALL_GATEWAYS.map(({ title }) => title);
	await editor.openWorkflowWith(start);
	const panel = await editor.addNextNode();
	await panel.search('sms', { found: titles });
	await pictures.take(picture, panel.all);
	return `“sms” finds ${titles.join(', ')}`;
}
