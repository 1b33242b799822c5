import type { JsonObject } from '../../lab/json.mts';
import type { ExampleWorkflow } from '../../lab/n8n/exampleWorkflow.mts';
import { Failure } from '../../lab/n8n/failure.mts';
import { finishedRun } from '../../lab/n8n/finishedRun.mts';
import type { Execution, SavedWorkflow } from '../../lab/n8n/restClient.mts';
import { postToWebhook } from '../../lab/n8n/webhook.mts';
import { readSandboxExample } from '../../lab/n8n/sandboxExample.mts';
import type { Stage } from './stage.mts';

/**
 * Imports an example as a user does: chooses the sandbox's credentials, sets what the notes ask for,
 * and publishes it.
 *
 * @param setUp sets the parameters, and chooses credentials that are not ours
 */
export async function publishExample(
	file: string,
	{ session, sandbox }: Stage,
	setUp: (example: ExampleWorkflow) => ExampleWorkflow = (example) => example,
): Promise<SavedWorkflow> {
	const example = await readSandboxExample(file, session.rest, sandbox);
	const workflow = await session.rest.createWorkflow(setUp(example));
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
		const { ok, status } = await postToWebhook(`${origin}/webhook/${path}`, body, signal);
		if (!ok) throw new Failure(`n8n did not take it (HTTP ${status}).`);
	});
}
