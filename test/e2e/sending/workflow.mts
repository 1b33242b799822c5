import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../lab/json.mts';
import { isOver, type RecordedExecution } from '../../../lab/n8n/restClient.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import { postToWebhook, type WebhookAnswer } from '../../../lab/n8n/webhook.mts';

/** The names of the nodes; `middle` is the one that is tried out. */
export const names = {
	start: 'Start',
	items: 'Items',
	middle: 'Middle',
	loop: 'Loop',
	/** What comes out well in the end. */
	sent: 'Sent',
	/** What comes out of the error output, with the name of its input item. */
	refused: 'Refused',
} as const;

/** A node without its name and place. */
export interface NodeContent extends JsonObject {
	type: string;
	typeVersion: number;
	parameters: JsonObject;
}

/**
 * Where the tested node is in its workflow: between its items and the end; in a loop of
 * two items each; or with a further end for its error output.
 */
export type Shape = 'straight' | 'loop' | 'errorOutput';

/** A workflow that runs whenever items are posted to it. */
export interface PublishedWorkflow {
	id: string;
	/**
	 * Runs it with these items, and resolves when n8n says that it has ended, well or badly.
	 *
	 * @param origin where to call it, if not where n8n listened when the workflow was published
	 * @throws Failure when n8n does not listen for the items
	 */
	run(items: readonly JsonObject[], origin?: string): Promise<WebhookAnswer>;
}

type Connection = [from: string, output: number, to: string];

const connections: Record<Shape, Connection[]> = {
	straight: [
		[names.items, 0, names.middle],
		[names.middle, 0, names.sent],
	],
	loop: [
		[names.items, 0, names.loop],
		[names.loop, 0, names.sent],
		[names.loop, 1, names.middle],
		[names.middle, 0, names.loop],
	],
	errorOutput: [
		[names.items, 0, names.middle],
		[names.middle, 0, names.sent],
		[names.middle, 1, names.refused],
	],
};

const secondsForRun = 120;
const secondsForRecord = 20;

/** Creates and publishes a workflow around a node. */
export async function publish(
	title: string,
	middle: NodeContent,
	shape: Shape,
	{ origin: firstOrigin, rest, signal }: Session,
): Promise<PublishedWorkflow> {
	const path = randomUUID();
	const saved = await rest.createWorkflow(workflowOf(title, path, middle, shape));
	await rest.publishWorkflow(saved);
	return {
		id: saved.id,
		async run(items, origin = firstOrigin) {
			// A run that fails is answered with 500.
			return await postToWebhook(`${origin}/webhook/${path}`, { items }, signal, secondsForRun);
		},
	};
}

/** Waits until n8n has recorded the newest runs of a workflow, and returns them, newest first. */
export async function endedExecutions(
	{ id }: PublishedWorkflow,
	count: number,
	{ rest, signal }: Session,
): Promise<RecordedExecution[]> {
	const what = `n8n to record ${count} runs of workflow ${id}`;
	return await waitFor(what, secondsForRecord, signal, async () => {
		const executions = await rest.newestExecutions(id, count);
		return executions.length === count && executions.every(isOver) ? executions : undefined;
	});
}

function workflowOf(title: string, path: string, middle: NodeContent, shape: Shape): JsonObject {
	const contents: Record<string, NodeContent> = {
		[names.start]: {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: {
				path,
				httpMethod: 'POST',
				responseMode: 'lastNode',
				responseData: 'noData',
				options: {},
			},
		},
		[names.items]: {
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.items', options: {} },
		},
		[names.middle]: middle,
		[names.loop]: {
			type: 'n8n-nodes-base.splitInBatches',
			typeVersion: 3,
			parameters: { batchSize: 2, options: {} },
		},
		[names.sent]: { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		[names.refused]: {
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				assignments: {
					assignments: [
						assignment('name', `$('${names.items}').item.json.name`),
						assignment('outcome', '$json.outcome'),
						assignment('sentence', '$json.error'),
					],
				},
				options: {},
			},
		},
	};
	const all: Connection[] = [[names.start, 0, names.items], ...connections[shape]];
	const used = new Set(all.flatMap(([from, , to]) => [from, to]));
	const nodes = [...used].map((name, place) => ({
		id: name,
		name,
		position: [220 * place, 0],
		...contents[name],
	}));
	return { name: title, nodes, connections: wire(all), settings: { executionOrder: 'v1' } };
}

/** A field of a Set node. */
function assignment(name: string, expression: string): JsonObject {
	return { id: name, name, value: `={{ ${expression} }}`, type: 'string' };
}

function wire(all: readonly Connection[]): JsonObject {
	const outputs: Record<string, { main: JsonObject[][] }> = {};
	for (const [from, output, to] of all) {
		const { main } = (outputs[from] ??= { main: [] });
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: 0 });
	}
	return outputs;
}
