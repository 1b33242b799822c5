import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { announcesBody, pathOf, rawBodyOf, rawQueryOf } from '../http.mts';
import type { Note } from '../requestParameters.mts';
import { Refusal } from '../requestParameters.mts';
import { noteUndocumented } from '../undocumented.mts';
import { accountMethods } from './accountMethods.mts';
import { contactMethods } from './contactMethods.mts';
import { formatMethods } from './formatMethods.mts';
import { authenticate } from './keys.mts';
import { readMethods } from './readMethods.mts';
import { CodedRefusal, errorBody, NotFound } from './refusals.mts';
import { sendMethods } from './sendMethods.mts';
import type { Method, MethodAnswer, SmstoolsState } from './state.mts';

type HttpMethod = 'GET' | 'POST' | 'PATCH';

/** A method of the API under its address. */
interface Route {
	readonly method: HttpMethod;
	readonly url: string;
	readonly run: Method;
	/** Which parameters of a write a source shows in the query. */
	readonly inQuery: readonly string[];
}

/**
 * Adds all methods to a scope whose prefix is the base URL's path.
 *
 * Every call carries the keys (`keys.mts`), a write a JSON body (vendor documents a and b). What no document shows is
 * noted and taken: other content types around JSON, a body on GET, a slash at the end, parameters of a write in the
 * query. A body that is not JSON, such as a form, is refused as fact sheet 2 shows it (DOCS D4).
 */
export function addRoutes(scope: FastifyInstance, state: SmstoolsState): void {
	const send = sendMethods(state);
	const read = readMethods(state);
	const contact = contactMethods(state);
	const account = accountMethods(state);
	const route = (
		method: HttpMethod,
		url: string,
		run: Method,
		inQuery: readonly string[] = [],
	): Route => ({ method, url, run, inQuery });
	const routes = [
		route('POST', '/message/send', send.send, ['test']),
		route('POST', '/voice/send', send.voice),
		route('GET', '/message/inbox', read.inbox),
		route('GET', '/message/inbox/:parameter', read.inboxOfNumber),
		route('GET', '/message/history', read.history),
		route('GET', '/outbox', read.outbox),
		route('GET', '/conversation/:parameter', read.conversation),
		route('POST', '/contact', contact.create),
		route('PATCH', '/contact', contact.update),
		route('GET', '/contact', contact.list),
		route('GET', '/groups', contact.listGroups),
		route('PATCH', '/groups/', contact.updateGroups),
		route('POST', '/optouts', contact.optOut),
		route('GET', '/auth', account.auth),
		route('GET', '/balance', account.balance),
		route('GET', '/senderids', account.senderIds),
		route('GET', '/subaccount', account.subaccounts),
		route('POST', '/format/number', formatMethods().number, ['number', 'countrycode']),
	];
	for (const shown of routes) {
		const bare = shown.url.replace(/\/$/, '');
		for (const url of [bare, `${bare}/`]) {
			scope.route({
				method: shown.method,
				url,
				handler: async (request, reply) => {
					const note: Note = (what) => noteUndocumented(request, what);
					if (url !== shown.url) note(`The address is documented as ${shown.url}`);
					return await answerWith(reply, answer(request, shown, state, note));
				},
			});
		}
	}
	scope.setNotFoundHandler(async (request, reply) => {
		noteUndocumented(request, `${request.method} ${pathOf(request)} is not documented`);
		return await reply.code(404).type('text/html; charset=utf-8').send('<h1>404 Not Found</h1>');
	});
}

async function answerWith(
	reply: FastifyReply,
	{ status, body }: MethodAnswer,
): Promise<FastifyReply> {
	reply.code(status).type('application/json; charset=utf-8');
	return reply.send(body === undefined ? '' : JSON.stringify(body));
}

function answer(
	request: FastifyRequest,
	route: Route,
	state: SmstoolsState,
	note: Note,
): MethodAnswer {
	const { settings } = state;
	try {
		const query = new Map(new URLSearchParams(rawQueryOf(request)));
		const body = readBody(request, note);
		const parsed = body.ok ? body.value : undefined;
		const rest = authenticate({ headers: request.headers, query, body: parsed }, state, note);
		if (!body.ok) return { status: 400, body: { error: 'error parsing json' } };
		return route.run({
			parameter: readParameter(request),
			query: rest.query,
			body: request.method === 'GET' ? undefined : withQuery(rest, route, note),
			note,
		});
	} catch (error) {
		if (error instanceof NotFound) return { status: 404, body: { errorMsg: error.message } };
		if (!(error instanceof Refusal)) throw error;
		const status = error instanceof CodedRefusal ? error.status : 400;
		return { status, body: errorBody(settings, error) };
	}
}

/** The JSON body; that it is none tells `ok`. */
function readBody(
	request: FastifyRequest,
	note: Note,
): { ok: true; value: unknown } | { ok: false } {
	if (request.method === 'GET') {
		if (announcesBody(request)) note('A body on GET is not documented');
		return { ok: true, value: undefined };
	}
	const text = rawBodyOf(request);
	if (text === '' && rawQueryOf(request) !== '') return { ok: true, value: {} };
	if (!/^application\/json *(;|$)/i.test(request.headers['content-type'] ?? '')) {
		note('The content type is not application/json');
	}
	try {
		return { ok: true, value: JSON.parse(text) };
	} catch {
		return { ok: false };
	}
}

/** The body of a write with the parameters of its query, which an array has no place for. */
function withQuery(
	{ query, body }: { query: ReadonlyMap<string, string>; body: unknown },
	{ inQuery }: Route,
	note: Note,
): unknown {
	for (const name of query.keys()) {
		if (!inQuery.includes(name)) note(`Parameter ${name} in the query is not documented`);
	}
	const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
	return isObject ? { ...Object.fromEntries(query), ...body } : body;
}

function readParameter({ params }: FastifyRequest): string {
	const value: unknown =
		typeof params === 'object' && params !== null && 'parameter' in params
			? params.parameter
			: undefined;
	return typeof value === 'string' ? value : '';
}
