import { ALL_GATEWAYS } from '../../../lab/gateways/gateways.mts';
import type { NodesPanel } from './nodesPanel.mts';

/** Finds a gateway's node by "sms" and by its name, and chooses one of its actions or triggers. */
export async function chooseNode(panel: NodesPanel, title: string, action: string): Promise<void> {
	const titles = ALL_GATEWAYS.map((gateway) => gateway.title);
	await panel.search('sms', { found: titles });
	await panel.search(title, { found: [title], gone: titles.filter((other) => other !== title) });
	await panel.choose(title);
	await panel.choose(action);
}
