import { GATEWAYS } from '../../../lab/gateways/gateways.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import type { Editor } from './editor.mts';
import type { Visit } from './visits.mts';

/** Of the newest version that both generations of n8n have. */
const agent = { name: 'AI Agent', type: '@n8n/n8n-nodes-langchain.agent', typeVersion: 2.2 };

/**
 * Adds the node as a tool to an AI agent.
 *
 * @returns what was seen, a phrase
 * @throws Failure when something else was added; TimeoutError when it is not offered
 */
export async function addTool({ gateway }: Visit, editor: Editor): Promise<string> {
	const tool = `${GATEWAYS[gateway].title} Tool`;
	await editor.openWorkflowWith(agent);
	const panel = await editor.addTool();
	await panel.search(GATEWAYS[gateway].title, { found: [tool] });
	await panel.choose(tool);
	const { nodePanel } = editor;
	await nodePanel.waitUntilOpen();
	const title = await nodePanel.title();
	const expected = `Send SMS in ${GATEWAYS[gateway].title}`;
	if (title !== expected) throw new Failure(`What was added is called ${title}, not ${expected}.`);
	return `offered to an AI agent, and added as “${title}”`;
}
