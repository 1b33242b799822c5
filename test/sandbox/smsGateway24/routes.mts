import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readForm, Refusal } from '../fields.mts';
import { announcesBody, isForm, rawBodyOf, rawQueryOf } from '../http.mts';
import { contactMethods } from './contactMethods.mts';
import { deviceMethods } from './deviceMethods.mts';
import { readMethods } from './readMethods.mts';
import { sendMethods } from './sendMethods.mts';
import type { Method, SmsGateway24State } from './state.mts';

/**
 * Adds all methods to a scope whose prefix is the base URL's path.
 *
 * Each takes GET with a query or POST with an urlencoded form (fact sheet 1; vendor document 1 lists `gettoken` as GET
 * only, older vendor pages and all clients POST it). A failure is HTTP 200 with `{"error":1,"message":...}` (vendor
 * document 1; fact sheet 1, inferred). Another HTTP method gets 405, another content type 415: also multipart, which
 * the vendor takes and this sandbox does not read. Parameters in the query of a POST are refused, as are a body on GET
 * and a name that comes twice: no document shows them.
 */
export function addRoutes(scope: FastifyInstance, state: SmsGateway24State): void {
	const methods: Record<string, Method> = {
		...sendMethods(state),
		...readMethods(state),
		...deviceMethods(state),
		...contactMethods(state),
	};
	for (const [name, method] of Object.entries(methods)) {
		scope.all(`/${name}`, async (request, reply) => {
			const { status, body } = answer(request, method);
			return reply.code(status).type(state.settings.contentType).send(JSON.stringify(body));
		});
	}
	scope.setNotFoundHandler(async (_request, reply) =>
		reply.code(404).type('text/html; charset=utf-8').send('<h1>404 Not Found</h1>'),
	);
}

function answer(request: FastifyRequest, method: Method): { status: number; body: unknown } {
	if (request.method !== 'GET' && request.method !== 'POST') {
		return { status: 405, body: failure('Method not allowed') };
	}
	if (request.method === 'POST' && !isForm(request)) {
		return { status: 415, body: failure('Unsupported media type') };
	}
	try {
		return { status: 200, body: method(readParameters(request)) };
	} catch (error) {
		if (error instanceof Refusal) return { status: 200, body: failure(error.message) };
		throw error;
	}
}

function readParameters(request: FastifyRequest): Map<string, string> {
	if (request.method === 'GET') {
		if (announcesBody(request)) throw new Refusal('GET has a body');
		return readForm(rawQueryOf(request));
	}
	if (rawQueryOf(request) !== '') throw new Refusal('POST has parameters in its query');
	return readForm(rawBodyOf(request));
}

function failure(message: string): { error: number; message: string } {
	return { error: 1, message };
}
