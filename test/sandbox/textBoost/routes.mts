import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readForm, Refusal } from '../fields.mts';
import { announcesBody, pathOf, rawBodyOf, rawQueryOf } from '../http.mts';
import { accountCalls } from './accountCalls.mts';
import type { Answer } from './answers.mts';
import { laravelRefused, Refused, refused } from './answers.mts';
import { contactCalls } from './contactCalls.mts';
import { readCalls } from './readCalls.mts';
import { sendCalls } from './sendCalls.mts';
import type { Handler, TextBoostState } from './state.mts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** `LIST` stands for the method of the settings: `show` and `all` differ between documents (fact sheet 2). */
type Calls = Partial<Record<Method | 'LIST', Handler>>;

/**
 * Adds all calls under both prefixes: the vendor document prints some under `/api/http` and others under `/api/v3`, and
 * both have the same paths (fact sheet 1).
 */
export function addRoutes(scope: FastifyInstance, state: TextBoostState): void {
	const { settings } = state;
	const contacts = contactCalls(state);
	const reads = readCalls(state);
	const sends = sendCalls(state);
	const account = accountCalls(state);
	/** The table of fact sheet 2. */
	const paths: Record<string, Calls> = {
		'/sms/send': { POST: sends.smsSend },
		'/sms': { GET: reads.smsList },
		'/sms/:uid': { GET: reads.smsShow },
		'/sms/campaign': { POST: sends.campaignSend },
		'/campaign/:uid/view': { GET: sends.campaignView },
		'/contacts': { GET: contacts.groupList, POST: contacts.groupCreate },
		'/contacts/:group': { PATCH: contacts.groupUpdate, DELETE: contacts.groupDelete },
		'/contacts/:group/show': { LIST: contacts.groupShow },
		'/contacts/:group/all': { LIST: contacts.contactAll },
		'/contacts/:group/store': { POST: contacts.contactStore },
		'/contacts/:group/search/:uid': { POST: contacts.contactSearch },
		'/contacts/:group/update/:uid': { PATCH: contacts.contactUpdate },
		'/contacts/:group/delete/:uid': { DELETE: contacts.contactDelete },
		'/balance': { GET: account.balance },
		'/me': { GET: account.me },
	};

	for (const prefix of ['v3', 'http'] as const) {
		for (const [path, calls] of Object.entries(paths)) {
			scope.all<{ Params: Record<string, string> }>(
				`/api/${prefix}${path}`,
				async (request, reply) => {
					const { status, body } = answer(() => {
						if (!settings.prefixes.includes(prefix)) throw noRoute(request);
						const handler = handlerOf(calls, request, settings.listMethod);
						const input = readRequest(request, prefix, state);
						const { params } = request;
						return handler({ path: pathOf(request), params, ...input });
					});
					return reply.code(status).type('application/json').send(JSON.stringify(body));
				},
			);
		}
	}
	scope.setNotFoundHandler(async (request, reply) => {
		const { status, body } = noRoute(request).answer;
		return reply.code(status).type('application/json').send(JSON.stringify(body));
	});
}

function answer(handle: () => Answer): Answer {
	try {
		return handle();
	} catch (error) {
		if (error instanceof Refused) return error.answer;
		if (error instanceof Refusal) return laravelRefused(400, error.message).answer;
		throw error;
	}
}

/** Laravel's answer to an address that it does not know (inferred). */
function noRoute(request: FastifyRequest): Refused {
	return laravelRefused(404, `The route ${pathOf(request).slice(1)} could not be found.`);
}

/** @throws Refused with Laravel's 405 (fact sheet 8, inferred) */
function handlerOf(calls: Calls, request: FastifyRequest, listMethod: Method): Handler {
	const handler = Object.entries(calls).find(
		([method]) => (method === 'LIST' ? listMethod : method) === request.method,
	)?.[1];
	if (handler !== undefined) return handler;
	throw laravelRefused(405, `The ${request.method} method is not supported for this route.`);
}

/**
 * Reads the parameters of a request, and checks its token: a Bearer header on every call, as in all samples of the
 * vendor document. `/api/http` also takes `api_token` in the body or the query, and of some hosts only that; there a
 * wrong one is answered with HTTP 200 (fact sheet 1 and 8).
 */
function readRequest(request: FastifyRequest, prefix: 'v3' | 'http', state: TextBoostState) {
	// Marked as required in the vendor document.
	if (request.headers.accept !== 'application/json') {
		throw laravelRefused(406, 'The Accept header must be application/json.');
	}
	const query: Map<string, string> = readForm(rawQueryOf(request));
	const body = readBody(request);
	const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
	if (prefix === 'v3') {
		if (bearer !== state.token) throw laravelRefused(401, 'Unauthenticated.');
		return { query, body };
	}
	const input = body.get('api_token') ?? query.get('api_token');
	body.delete('api_token');
	query.delete('api_token');
	const token = state.settings.httpToken === 'input' ? input : (input ?? bearer);
	if (token !== state.token) throw refused('Invalid API token', 200);
	return { query, body };
}

/** Payloads are JSON (vendor document, first part). */
function readBody(request: FastifyRequest): Map<string, unknown> {
	if (request.method === 'GET' && announcesBody(request)) throw new Refusal('GET has a body');
	const raw = rawBodyOf(request);
	if (raw === '') return new Map();
	if (!/^application\/json *(; *charset=utf-8)?$/i.test(request.headers['content-type'] ?? '')) {
		throw laravelRefused(415, 'The body must be JSON.');
	}
	const json = parseJson(raw);
	if (typeof json !== 'object' || json === null || Array.isArray(json)) {
		throw new Refusal('The body must be a JSON object');
	}
	return new Map<string, unknown>(Object.entries(json));
}

function parseJson(raw: string): unknown {
	try {
		return JSON.parse(raw);
	} catch {
		throw new Refusal('The body is not JSON');
	}
}
