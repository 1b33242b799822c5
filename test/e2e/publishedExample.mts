import { Failure } from '../../scripts/n8n/failure.mts';
import { finishedRun } from '../../scripts/n8n/finishedRun.mts';
import type { JsonObject } from '../../scripts/n8n/json.mts';
import { isObject } from '../../scripts/n8n/json.mts';
import type { ExampleWorkflow } from '../../scripts/n8n/exampleWorkflow.mts';
import type { Execution, SavedWorkflow } from '../../scripts/n8n/restClient.mts';
import { waitFor } from '../../scripts/n8n/waitFor.mts';
import { readSandboxExample } from '../../scripts/sandboxExample.mts';
import type { Stage } from './stage.mts';

const secondsForWebhook = 20;
const secondsForAnswer = 60;

/**
 * Imports an example as a user does: chooses the sandbox's credentials, sets what the notes ask for,
 * and publishes it.
 *
 * @param settings by the name of a node: the parameters to set, and credentials that are not ours
 */
export async function publishExample(
	file: string,
	{ session, sandbox }: Stage,
	settings: Record<string, { parameters?: JsonObject; credentials?: JsonObject }> = {},
): Promise<SavedWorkflow> {
	const example = await readSandboxExample(file, session.rest, sandbox);
	const workflow = await session.rest.createWorkflow(withSettings(example, settings));
	await session.rest.publishWorkflow(workflow);
	return workflow;
}

/**
 * Posts to an example's webhook, and waits until the run that this starts has ended well.
 *
 * @param path of the webhook
 */
export async function postAndFinish(
	workflow: SavedWorkflow,
	path: string,
	body: JsonObject,
	{ session: { origin, rest, signal } }: Stage,
): Promise<Execution> {
	return await finishedRun(workflow.id, rest, signal, async () => {
		await waitFor(`the webhook ${path} to listen`, secondsForWebhook, signal, async () => {
			const answer = await fetch(`${origin}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
				signal: AbortSignal.any([signal, AbortSignal.timeout(secondsForAnswer * 1000)]),
			});
			await answer.body?.cancel();
			// n8n listens a moment after it has published.
			if (answer.status === 404) return undefined;
			if (!answer.ok) throw new Failure(`n8n did not take it (HTTP ${answer.status}).`);
			return true;
		});
	});
}

function withSettings(
	example: ExampleWorkflow,
	settings: Record<string, { parameters?: JsonObject; credentials?: JsonObject }>,
): ExampleWorkflow {
	const unknown = Object.keys(settings).filter(
		(name) => !example.nodes.some((node) => node['name'] === name),
	);
	if (unknown.length > 0) throw new Failure(`${example.name} has no node ${unknown.join()}.`);
	const nodes = example.nodes.map((node) => {
		const { parameters, credentials } = settings[String(node['name'])] ?? {};
		return {
			...node,
			parameters: { ...(isObject(node['parameters']) ? node['parameters'] : {}), ...parameters },
			...(credentials === undefined ? {} : { credentials }),
		};
	});
	return { ...example, nodes };
}
