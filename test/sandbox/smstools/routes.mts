import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readForm, Refusal } from '../fields.mts';
import { announcesBody, rawBodyOf, rawQueryOf } from '../http.mts';
import { accountMethods } from './accountMethods.mts';
import { contactMethods } from './contactMethods.mts';
import { readMethods } from './readMethods.mts';
import { CodedRefusal, errorBody, NotFound } from './refusals.mts';
import { sendMethods } from './sendMethods.mts';
import type { Method, MethodAnswer, SmstoolsState } from './state.mts';

type HttpMethod = 'GET' | 'POST' | 'PATCH';

/**
 * Adds all methods to a scope whose prefix is the base URL's path.
 *
 * Every call carries the headers `X-Client-Id` and `X-Client-Secret` (vendor documents a and b), a write a JSON body of
 * that content type. A body on GET is refused, as is every parameter that no document names. Errors are those of fact
 * sheet 2.
 */
export function addRoutes(scope: FastifyInstance, state: SmstoolsState): void {
	const send = sendMethods(state);
	const read = readMethods(state);
	const contact = contactMethods(state);
	const account = accountMethods(state);
	const routes: Array<[HttpMethod, string, Method]> = [
		['POST', '/message/send', send.send],
		['POST', '/voice/send', send.voice],
		['GET', '/message/inbox', read.inbox],
		['GET', '/message/inbox/:parameter', read.inboxOfNumber],
		['GET', '/message/history', read.history],
		['GET', '/outbox', read.outbox],
		['GET', '/conversation/:parameter', read.conversation],
		['POST', '/contact', contact.create],
		['PATCH', '/contact', contact.update],
		['GET', '/contact', contact.list],
		['GET', '/groups', contact.listGroups],
		['PATCH', '/groups/', contact.updateGroups],
		['POST', '/optouts', contact.optOut],
		['GET', '/auth', account.auth],
		['GET', '/balance', account.balance],
		['GET', '/senderids', account.senderIds],
		['GET', '/subaccount', account.subaccounts],
	];
	for (const [method, url, run] of routes) {
		scope.route({
			method,
			url,
			handler: async (request, reply) => await answerWith(reply, answer(request, run, state)),
		});
	}
	scope.setNotFoundHandler(async (_request, reply) =>
		reply.code(404).type('text/html; charset=utf-8').send('<h1>404 Not Found</h1>'),
	);
}

async function answerWith(
	reply: FastifyReply,
	{ status, body }: MethodAnswer,
): Promise<FastifyReply> {
	reply.code(status).type('application/json; charset=utf-8');
	return reply.send(body === undefined ? '' : JSON.stringify(body));
}

function answer(request: FastifyRequest, run: Method, state: SmstoolsState): MethodAnswer {
	const { settings } = state;
	try {
		authenticate(request, state);
		const body = readBody(request);
		if (!body.ok) return { status: 400, body: { error: 'error parsing json' } };
		return run({
			parameter: readParameter(request),
			query: readForm(rawQueryOf(request)),
			body: body.value,
		});
	} catch (error) {
		if (error instanceof NotFound) return { status: 404, body: { errorMsg: error.message } };
		if (!(error instanceof Refusal)) throw error;
		const status = error instanceof CodedRefusal ? error.status : 400;
		return { status, body: errorBody(settings, error) };
	}
}

function authenticate({ headers }: FastifyRequest, { account, settings }: SmstoolsState): void {
	const { 'x-client-id': id, 'x-client-secret': secret } = headers;
	if (id !== account.clientId || secret !== account.clientSecret) {
		throw new CodedRefusal(104, 'Invalid credentials', settings.wrongKeysStatus);
	}
	if (!settings.addressAllowed) throw new CodedRefusal(200, 'Your IP address is not allowed');
}

/** The JSON body; that it is none tells `ok`. */
function readBody(request: FastifyRequest): { ok: true; value: unknown } | { ok: false } {
	if (request.method === 'GET') {
		if (announcesBody(request)) throw new Refusal('GET has a body');
		return { ok: true, value: undefined };
	}
	if (!/^application\/json *(; *charset="?utf-8"? *)?$/i.test(contentType(request))) {
		throw new Refusal('The content type is not application/json');
	}
	try {
		return { ok: true, value: JSON.parse(rawBodyOf(request)) };
	} catch {
		return { ok: false };
	}
}

function contentType({ headers }: FastifyRequest): string {
	return headers['content-type'] ?? '';
}

function readParameter({ params }: FastifyRequest): string {
	const value: unknown =
		typeof params === 'object' && params !== null && 'parameter' in params
			? params.parameter
			: undefined;
	return typeof value === 'string' ? value : '';
}
