import { fastify } from 'fastify';
import { readList, readObject, readText, type JsonObject } from '../../../lab/json.mts';

/** What the model answers: words, or a call of the only tool with these arguments. */
type ModelReply = { text: string } | { toolArguments: JsonObject };

/** A chat model on 127.0.0.1 that says what it is told to. Disposing of it ends it. */
export interface ScriptedModel extends AsyncDisposable {
	/** What a credential for OpenAI has as its Base URL. */
	readonly baseUrl: string;
	/** What it was asked since the last `play`, oldest first. */
	readonly requests: readonly JsonObject[];
	/** Lets it answer with these, one after the other; it refuses whatever it is asked beyond them. */
	play(replies: readonly ModelReply[]): void;
}

/**
 * Starts a model that speaks OpenAI's Chat Completions, with answers in one piece.
 *
 * https://platform.openai.com/docs/api-reference/chat/create
 */
export async function startScriptedModel(): Promise<ScriptedModel> {
	let replies: readonly ModelReply[] = [];
	let requests: JsonObject[] = [];
	const app = fastify({ forceCloseConnections: true });
	app.post('/v1/chat/completions', async ({ body }, answer) => {
		const request = readObject(body, 'the request to the model');
		const reply = replies[requests.length];
		requests.push(request);
		if (request['stream'] === true || reply === undefined) {
			// Of all statuses, n8n's client asks again after the others.
			return await answer.code(400).send({ error: { message: 'This is not in the script.' } });
		}
		return completion(request, reply, requests.length);
	});
	const origin = await app.listen({ host: '127.0.0.1', port: 0 });
	return {
		baseUrl: `${origin}/v1`,
		get requests() {
			return requests;
		},
		play(next) {
			replies = next;
			requests = [];
		},
		[Symbol.asyncDispose]: async () => await app.close(),
	};
}

/** The arguments that the only tool of a request takes, by name. */
export function argumentsOffered(request: JsonObject): string[] {
	const { parameters } = onlyTool(request);
	const { properties } = readObject(parameters, "the tool's parameters");
	return Object.keys(readObject(properties, "the tool's parameters"));
}

/** What tools have answered, as the model gets to read it. */
export function toolResults(request: JsonObject): string[] {
	return readList(request['messages'], 'the messages to the model')
		.map((message) => readObject(message, 'a message to the model'))
		.filter(({ role }) => role === 'tool')
		.map(({ content }) => readText(content, "a tool's result"));
}

function onlyTool({ tools }: JsonObject): JsonObject {
	const [tool] = readList(tools, 'the tools of the model');
	return readObject(readObject(tool, 'a tool')['function'], 'a tool');
}

function completion(request: JsonObject, reply: ModelReply, number: number): JsonObject {
	const message =
		'text' in reply
			? { content: reply.text }
			: { content: null, tool_calls: [toolCall(request, reply.toolArguments, number)] };
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model: request['model'],
		choices: [
			{
				index: 0,
				message: { role: 'assistant', ...message },
				finish_reason: 'text' in reply ? 'stop' : 'tool_calls',
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function toolCall(request: JsonObject, toolArguments: JsonObject, number: number): JsonObject {
	const name = readText(onlyTool(request)['name'], "the tool's name");
	return {
		id: `call_${number}`,
		type: 'function',
		function: { name, arguments: JSON.stringify(toolArguments) },
	};
}
