import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isObject, readObject, readText } from '../../../lab/json.mts';
import { withCredential, withParameters } from '../../../lab/n8n/exampleWorkflow.mts';
import { Failure } from '../../../lab/n8n/failure.mts';
import type { SavedWorkflow } from '../../../lab/n8n/restClient.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import { postToWebhook } from '../../../lab/n8n/webhook.mts';
import type { FaultRule } from '../../../lab/sandbox/faults.mts';
import type { Sandbox } from '../../../lab/sandbox/sandbox.mts';
import { publishExample } from '../publishedExample.mts';
import type { Stage } from '../stage.mts';
import {
	argumentsOffered,
	startScriptedModel,
	toolResults,
	type ScriptedModel,
} from './scriptedModel.mts';

/** How the gateway answers the SMS that the agent sends. */
interface Conversation {
	title: string;
	/** How often the agent tries to send the SMS. */
	calls: number;
	fault?: Pick<FaultRule, 'when' | 'fault'>;
	/** What the agent is told, among other words: each time, or the first time. */
	told: string[];
	/** What it is told afterwards. Default: the same. */
	toldAgain?: string[];
	/** How many SMS the gateway has then. */
	sent: number;
}

const lostAnswer = { when: 'after', fault: { kind: 'drop' } } as const;

const conversations: readonly Conversation[] = [
	{ title: 'the SMS is accepted', calls: 1, told: ['"status":"queued"'], sent: 1 },
	...[1, 2].map((calls) => ({
		title: `the answer is lost${calls > 1 ? ' and the agent sends the same again' : ''}`,
		calls,
		fault: lostAnswer,
		told: ['may still have been sent', '"outcome":"unknown"'],
		sent: 1,
	})),
	{
		title: 'the SMS is refused',
		calls: 1,
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

/** What an agent of version 3 does, whose calls are runs of their own. */
const repetitions: readonly Conversation[] = [
	{
		title: 'an agent of version 3 sends the same again',
		calls: 2,
		told: ['"status":"queued"'],
		toldAgain: ['"status":"skipped"', 'has already accepted the same text for this recipient'],
		sent: 1,
	},
	{
		title: 'the answer is lost and an agent of version 3 sends the same again',
		calls: 2,
		fault: lostAnswer,
		told: ['may still have been sent'],
		toldAgain: ['"status":"skipped"', 'may already have accepted the same text for this recipient'],
		sent: 1,
	},
];

const personOnDuty = '32474123456';
const text = 'Table 4 asks for you';
const lastWords = 'That is what happened to it.';

/**
 * Runs "AI agent that may send an SMS" with a model that follows a script: it calls its tool, and
 * then answers.
 *
 * @returns what was seen, a phrase
 * @throws Failure when another number of SMS has arrived than should have, when one has another text
 *   or number than expected, when the model could have chosen more than the text, was not told what
 *   happened to the SMS, or its answer did not come back
 */
export async function runAiAgentToSms(stage: Stage): Promise<string> {
	const { session, sandbox } = stage;
	await using model = await startScriptedModel();
	const credential = {
		name: 'Scripted model',
		type: 'openAiApi',
		data: { apiKey: 'none', url: model.baseUrl },
	};
	const chosen = { id: await session.rest.putCredential(credential), name: credential.name };
	const modelType = '@n8n/n8n-nodes-langchain.lmChatOpenAi';
	const publishWith = async (agentVersion: number) =>
		await publishExample('ai-agent-to-sms.json', stage, (example) => {
			const withModel = withCredential(example, modelType, credential.type, chosen);
			const whole = withParameters(withModel, 'Text the person on duty', { to: personOnDuty });
			// As it comes, only the editor can chat with it.
			const open = withParameters(whole, 'Chat', { public: true });
			const nodes = open.nodes.map((node) => {
				if (node['name'] === 'AI agent') return { ...node, typeVersion: agentVersion };
				// Two workflows cannot listen at one address.
				return node['name'] === 'Chat' ? { ...node, webhookId: randomUUID() } : node;
			});
			return { ...open, nodes };
		});
	const workflow = await publishWith(2.2);

	for (const conversation of conversations) {
		await converse(conversation, workflow, model, session, sandbox);
	}
	const newer = await publishWith(3);
	for (const repetition of repetitions) {
		await converse(repetition, newer, model, session, sandbox);
	}
	const titles = [...conversations, ...repetitions].map(({ title }) => title).join('; ');
	return `as it should be where ${titles}`;
}

async function converse(
	{ title, calls, fault, told, toldAgain = told, sent }: Conversation,
	workflow: SavedWorkflow,
	model: ScriptedModel,
	session: Session,
	{ faults, smstools }: Sandbox,
): Promise<void> {
	const call = { toolArguments: { Message: text } };
	model.play([...Array.from({ length: calls }, () => call), { text: lastWords }]);
	const earlier = smstools.sent.length;
	if (fault) faults.add({ path: '/message/send', ...fault });
	const talk = chat(workflow, 'Please tell the person on duty.', session);
	const output = await talk.finally(() => faults.clear());

	const results = toolResults(model.requests.at(-1) ?? {});
	const seen = {
		answer: output,
		askedFor: model.requests.map(argumentsOffered),
		sent: smstools.sent.slice(earlier).map((sms) => [sms.to, sms.sender, sms.text]),
		toldEachTime: results.map((result, call) =>
			(call === 0 ? told : toldAgain).filter((words) => result.includes(words)),
		),
	};
	const expected = {
		answer: lastWords,
		askedFor: Array.from({ length: calls + 1 }, () => ['Message']),
		sent: Array.from({ length: sent }, () => [personOnDuty, 'MyShop', text]),
		toldEachTime: Array.from({ length: calls }, (_, call) => (call === 0 ? told : toldAgain)),
	};
	if (!isDeepStrictEqual(seen, expected)) {
		throw new Failure(`Where ${title}, the agent did something else:`, [
			`expected ${JSON.stringify(expected)}`,
			`seen     ${JSON.stringify(seen)}`,
			`told     ${JSON.stringify(results)}`,
		]);
	}
}

/** Writes to the workflow's chat, and returns its answer. */
async function chat(
	{ nodes }: SavedWorkflow,
	chatInput: string,
	{ origin, signal }: Session,
): Promise<string> {
	const trigger = nodes.find((node) => isObject(node) && node['name'] === 'Chat');
	const id = readText(readObject(trigger, 'the chat')['webhookId'], "the chat's address");
	const body = { action: 'sendMessage', sessionId: randomUUID(), chatInput };
	const { ok, status, text } = await postToWebhook(`${origin}/webhook/${id}/chat`, body, signal);
	if (!ok) throw new Failure(`The chat answered HTTP ${status}: ${text}`);
	const { output } = readObject(JSON.parse(text), "the chat's answer");
	return readText(output, "the agent's answer");
}
