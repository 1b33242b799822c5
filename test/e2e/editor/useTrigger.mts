import { Failure } from '../../../scripts/n8n/failure.mts';
import { triggeredGateways } from '../../../scripts/triggers/gateways.mts';
import { GATEWAYS } from '../../gateways/gateways.mts';
import type { Stage } from '../stage.mts';
import { chooseNode } from './chooseNode.mts';
import type { Editor } from './editor.mts';
import { pictureOf, type Pictures } from './pictures.mts';
import type { Visit } from './visits.mts';

const text = 'Is my bread ready?';

/**
 * Finds the trigger, and fetches a test event; the credential is there by then.
 *
 * @returns what was seen, a phrase
 * @throws TimeoutError when the editor shows something else
 */
export async function useTrigger(
	{ gateway, event }: Visit,
	editor: Editor,
	{ sandbox }: Stage,
	pictures: Pictures,
): Promise<string> {
	const triggered = triggeredGateways.find(({ name }) => name === gateway);
	if (triggered === undefined) throw new Failure(`${gateway} has no trigger.`);
	triggered.happen(sandbox, text);
	await chooseNode(await editor.addFirstNode(), GATEWAYS[gateway].title, event);
	const { nodePanel } = editor;
	await nodePanel.waitUntilOpen();
	await nodePanel.execute();
	// All items stand there.
	await nodePanel.showOutputAs('json');
	await nodePanel.waitForOutput([text, triggered.status]);
	await nodePanel.showOutputAs('schema');
	await pictures.take(pictureOf(gateway, 'trigger'), nodePanel.all);
	return `“${event}” found, and one event fetched`;
}
