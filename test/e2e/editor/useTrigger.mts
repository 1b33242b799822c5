import { credentialsAt, GATEWAYS } from '../../../lab/gateways/gateways.mts';
import { triggeredGateways } from '../../../lab/gateways/triggers.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import type { Stage } from '../stage.mts';
import { chooseNode } from './chooseNode.mts';
import type { Editor } from './editor.mts';
import { pictureOf, type Pictures } from './pictures.mts';
import type { Visit } from './visits.mts';

const text = 'Is my bread ready?';

/**
 * Finds the trigger, which chooses the only credential by itself, and fetches a test event.
 *
 * @returns what was seen, a phrase
 * @throws TimeoutError when the editor shows something else
 */
export async function useTrigger(
	{ gateway, credentialName, event }: Visit,
	editor: Editor,
	{ session, sandbox }: Stage,
	pictures: Pictures,
): Promise<string> {
	const triggered = triggeredGateways.find(({ name }) => name === gateway);
	if (triggered === undefined) throw new Failure(`${gateway} has no trigger.`);
	// The one that was created for the node; without it, the same again.
	await session.rest.putCredential({ ...credentialsAt(sandbox)[gateway], name: credentialName });
	triggered.happen(sandbox, text);
	await chooseNode(await editor.addFirstNode(), GATEWAYS[gateway].title, event);
	const { nodePanel } = editor;
	await nodePanel.waitUntilOpen();
	await nodePanel.execute();
	// All items are there.
	await nodePanel.showOutputAs('table');
	await nodePanel.waitForOutput([text, triggered.status]);
	await nodePanel.showOutputAs('schema');
	await pictures.take(pictureOf(gateway, 'trigger'), nodePanel.all);
	return `“${event}” found, and its test event fetched`;
}
