import assert from 'node:assert/strict';
import { logLines } from '../../lab/n8n/logFile.mts';
import { shortPath } from '../../lab/n8n/workshop.mts';
import recipe from '../../package.json' with { type: 'json' };
import type { QueueCase } from './queueCase.mts';

/** What n8n counts of the package when it has loaded all of it. */
const counts = { credentials: recipe.n8n.credentials.length, nodes: recipe.n8n.nodes.length };

export const loadingCase: QueueCase = {
	title: 'All nodes load in each process',
	async run({ session, workers, webhookProcess }) {
		const processes = [session, ...workers.values(), webhookProcess];
		for (const { logFile } of processes) {
			const lines = await logLines(logFile);
			const line = lines.find((one) => one.includes(`nodes from ${recipe.name} `)) ?? '';
			for (const [what, count] of Object.entries(counts)) {
				assert.match(line, new RegExp(`"${what}": ${count}\\b`), shortPath(logFile));
			}
		}
		return `${counts.nodes} nodes in ${processes.length} processes`;
	},
};
