import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { FaultRule } from '../../test/sandbox/faults.mts';
import type { Sandbox } from '../../test/sandbox/sandbox.mts';
import { withCredential, withParameters } from '../n8n/exampleWorkflow.mts';
import { Failure } from '../n8n/failure.mts';
import { isObject, readObject, readText } from '../n8n/json.mts';
import type { SavedWorkflow } from '../n8n/restClient.mts';
import { say } from '../n8n/say.mts';
import type { Session } from '../n8n/session.mts';
import { waitFor } from '../n8n/waitFor.mts';
import { prepareExample } from './prepareExample.mts';
import {
	argumentsOffered,
	startScriptedModel,
	toolResults,
	type ScriptedModel,
} from './scriptedModel.mts';

/** How the gateway answers the SMS that the agent sends. */
interface Conversation {
	title: string;
	fault?: Pick<FaultRule, 'when' | 'fault'>;
	/** What the agent is told, among other words. */
	told: string[];
	/** How many SMS the gateway has then. */
	sent: number;
}

const conversations: readonly Conversation[] = [
	{ title: 'the SMS is accepted', told: ['"status":"queued"'], sent: 1 },
	{
		title: 'the SMS is accepted and the answer is lost',
		fault: { when: 'after', fault: { kind: 'drop' } },
		told: ['may have been sent all the same', '"outcome":"unknown"'],
		sent: 1,
	},
	{
		title: 'the SMS is refused',
		fault: {
			when: 'before',
			fault: {
				kind: 'answer',
				status: 400,
				body: '{"error":"108","errorMsg":"You do not have enough credit"}',
				headers: { 'content-type': 'application/json' },
			},
		},
		told: ['The SMS was not sent.', '"outcome":"notSent"'],
		sent: 0,
	},
];

const secondsForWebhook = 20;
const secondsForAnswer = 60;
const text = 'Table 4 asks for you';
const lastWords = 'That is what became of it.';

/**
 * Runs "AI agent that may send an SMS" with a model that follows a script: it calls its tool once,
 * and then answers.
 *
 * @throws Failure when another number of SMS has arrived than should have, when one has another text
 *   or number than expected, when the model could have chosen more than the text, was not told what
 *   became of the SMS, or its answer did not come back
 */
export async function checkAgentExample(session: Session, sandbox: Sandbox): Promise<void> {
	await using model = await startScriptedModel();
	const { rest } = session;
	const prepared = await prepareExample('ai-agent-to-sms.json', session, sandbox, {
		smstools: ['smstoolsTool'],
	});
	const credential = {
		name: 'Scripted model',
		type: 'openAiApi',
		data: { apiKey: 'none', url: model.baseUrl },
	};
	const chosen = { id: await rest.putCredential(credential), name: credential.name };
	const modelType = '@n8n/n8n-nodes-langchain.lmChatOpenAi';
	const whole = withCredential(prepared, modelType, credential.type, chosen);
	// As it comes, only the editor can chat with it.
	const example = withParameters(whole, 'Chat', { public: true });
	const workflow = await rest.createWorkflow(example);
	await rest.publishWorkflow(workflow);

	for (const conversation of conversations) {
		await converse(conversation, workflow, model, session, sandbox);
	}
	const titles = conversations.map(({ title }) => title).join('; ');
	say(`${example.name}: as it should be where ${titles}`);
}

async function converse(
	{ title, fault, told, sent }: Conversation,
	workflow: SavedWorkflow,
	model: ScriptedModel,
	session: Session,
	{ faults, smstools }: Sandbox,
): Promise<void> {
	faults.clear();
	if (fault) faults.add({ path: '/message/send', ...fault });
	model.play([{ toolArguments: { Message: text } }, { text: lastWords }]);
	const earlier = smstools.sent.length;
	const output = await chat(workflow, 'Please tell the person on duty.', session);

	const seen = {
		answer: output,
		askedFor: model.requests.map(argumentsOffered),
		sent: smstools.sent.slice(earlier).map((sms) => [sms.to, sms.sender, sms.text]),
		results: model.requests.map((request) => toolResults(request).length),
	};
	const sms = ['32474123456', 'MyShop', text];
	const expected = {
		answer: lastWords,
		askedFor: [['Message'], ['Message']],
		sent: Array.from({ length: sent }, () => sms),
		results: [0, 1],
	};
	if (!isDeepStrictEqual(seen, expected)) {
		throw new Failure(`Where ${title}, the agent did something else:`, [
			`expected ${JSON.stringify(expected)}`,
			`seen     ${JSON.stringify(seen)}`,
		]);
	}
	const [result = ''] = model.requests.flatMap(toolResults);
	if (!told.every((words) => result.includes(words)))
		throw new Failure(`Where ${title}, the agent was told: ${result}`);
}

/** Writes to the workflow's chat, and returns its answer. */
async function chat(
	{ name, nodes }: SavedWorkflow,
	chatInput: string,
	{ origin, signal }: Session,
): Promise<string> {
	const trigger = nodes.find((node) => isObject(node) && node['name'] === 'Chat');
	const id = readText(readObject(trigger, 'the chat')['webhookId'], "the chat's address");
	const body = JSON.stringify({ action: 'sendMessage', sessionId: randomUUID(), chatInput });
	return await waitFor(`the chat of ${name} to open`, secondsForWebhook, signal, async () => {
		const answer = await fetch(`${origin}/webhook/${id}/chat`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body,
			signal: AbortSignal.any([signal, AbortSignal.timeout(secondsForAnswer * 1000)]),
		});
		const content = await answer.text();
		// n8n listens a moment after it has published.
		if (answer.status === 404) return undefined;
		if (!answer.ok) throw new Failure(`The chat answered HTTP ${answer.status}: ${content}`);
		const { output } = readObject(JSON.parse(content), "the chat's answer");
		return readText(output, "the agent's answer");
	});
}
