import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { isObject, readObject, readText } from '../../../lab/json.mts';
import { withCredential, withParameters } from '../../../lab/n8n/exampleWorkflow.mts';
import { isOver, type SavedWorkflow } from '../../../lab/n8n/restClient.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';
import { postToWebhook } from '../../../lab/n8n/webhook.mts';
import { answer, linkIn } from '../asking/visitor.mts';
import { publishExample } from '../publishedExample.mts';
import type { Stage } from '../stage.mts';
import { startScriptedModel, toolResults, type ScriptedModel } from './scriptedModel.mts';

const inCharge = '32474123457';

/** What the person clicks, and what the agent then reads. */
const reviews = [
	{ approved: 'true', order: '1042', told: 'Order 1042 was refunded.' },
	{ approved: 'false', order: '1043', told: 'User rejected the tool call to Refund' },
] as const;

/**
 * Runs "AI agent that asks a person by SMS before it acts" with a model that follows a script: the tool runs where the
 * person approves, and only there. n8n 1 has no review of tools.
 *
 * @returns what was seen, a phrase
 */
export async function runAiAgentAsksBySms(stage: Stage): Promise<string> {
	const { session, installation } = stage;
	if (installation.generation === 1) {
		const { text } = await session.rest.editorFile('/types/nodes.json');
		assert.ok(!text.includes('HitlTool'));
		return 'n8n 1 has no review of tools';
	}
	await using model = await startScriptedModel();
	const credential = {
		name: 'Scripted model for reviews',
		type: 'openAiApi',
		data: { apiKey: 'none', url: model.baseUrl },
	};
	const chosen = { id: await session.rest.putCredential(credential), name: credential.name };
	const workflow = await publishExample('ai-agent-asks-by-sms.json', stage, (example) => {
		const modelType = '@n8n/n8n-nodes-langchain.lmChatOpenAi';
		const withModel = withCredential(example, modelType, credential.type, chosen);
		const whole = withParameters(withModel, 'Ask the person in charge', { to: inCharge });
		// As it comes, only the editor can chat with it.
		return withParameters(whole, 'Chat', { public: true });
	});
	for (const review of reviews) await checkReview(review, workflow, model, stage);
	return 'approve runs the tool, decline does not';
}

async function checkReview(
	{ approved, order, told }: (typeof reviews)[number],
	workflow: SavedWorkflow,
	model: ScriptedModel,
	{ session: { origin, signal, rest }, sandbox: { smstools } }: Stage,
): Promise<void> {
	model.play([
		{ toolArguments: { toolParameters: { order }, hitlParameters: {} } },
		{ text: 'That is what happened.' },
	]);
	const trigger = workflow.nodes.find((node) => isObject(node) && node['name'] === 'Chat');
	const id = readText(readObject(trigger, 'the chat')['webhookId'], "the chat's address");
	const body = {
		action: 'sendMessage',
		sessionId: randomUUID(),
		chatInput: `Refund order ${order}`,
	};
	const talk = postToWebhook(`${origin}/webhook/${id}/chat`, body, signal);
	const sms = await waitFor('the question', 60, signal, () =>
		smstools.sent.find(({ text }) => text.includes(`refund: ${order}`)),
	);
	assert.equal(sms.to, inCharge);
	assert.equal(model.requests.length, 1);
	const link = linkIn(sms.text);
	await waitFor('the execution to wait', 60, signal, async () =>
		(await rest.latestStatus(workflow.id)) === 'waiting' ? true : undefined,
	);
	assert.equal((await answer(link, { approved }, signal)).status, 200);
	const execution = await waitFor('the agent to end', 60, signal, async () => {
		const latest = await rest.latestExecution(workflow.id);
		return latest !== undefined && isOver(latest) ? latest : undefined;
	});
	await talk;
	assert.equal(execution.status, 'success', execution.error);
	const results = toolResults(model.requests.at(-1) ?? {});
	assert.equal(model.requests.length, 2);
	assert.match(results.join('\n'), new RegExp(told, 'i'));
	if (approved === 'false') assert.doesNotMatch(results.join('\n'), /was refunded/);
}
