import type { NodesPanel } from './nodesPanel.mts';

/** Finds a gateway's node by "sms" and by its name, and chooses one of its actions or triggers. */
export async function chooseNode(panel: NodesPanel, title: string, action: string): Promise<void> {
	await panel.search('sms', [title]);
	await panel.search(title, [title]);
	await panel.choose(title);
	await panel.choose(action);
}
