import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pathOf, rawBodyOf } from '../http.mts';
import type { Note } from '../requestParameters.mts';
import { Refusal } from '../requestParameters.mts';
import { noteUndocumented } from '../undocumented.mts';
import { OutOfMemory } from './answers.mts';
import { contactMethods } from './contactMethods.mts';
import { deviceMethods } from './deviceMethods.mts';
import { parametersOf } from './parameters.mts';
import { readMethods } from './readMethods.mts';
import { sendMethods } from './sendMethods.mts';
import type { Method, SmsGateway24State } from './state.mts';

/**
 * Adds all methods to a scope whose prefix is the base URL's path.
 *
 * Each takes GET and POST (fact sheet 1; vendor document 1 lists `gettoken` as GET only, older vendor pages and all
 * clients POST it). A failure is HTTP 200 with `{"error":1,"message":...}` (vendor document 1; fact sheet 1, inferred).
 * What no document shows is noted and taken, see `parameters.mts`.
 */
export function addRoutes(scope: FastifyInstance, state: SmsGateway24State): void {
	const methods: Record<string, Method> = {
		...sendMethods(state),
		...readMethods(state),
		...deviceMethods(state),
		...contactMethods(state),
	};
	for (const [name, method] of Object.entries(methods)) {
		for (const url of [`/${name}`, `/${name}/`]) {
			scope.all(url, async (request, reply) => {
				const note: Note = (what) => noteUndocumented(request, what);
				if (url !== `/${name}`) note(`The address is documented as /${name}`);
				const body = unlessOutOfMemory(() => answer(request, name, method, note));
				if (body === undefined) return await reply.code(500).send('');
				return reply.code(200).type(state.settings.contentType).send(JSON.stringify(body));
			});
		}
	}
	scope.setNotFoundHandler(async (request, reply) => {
		noteUndocumented(request, `${request.method} ${pathOf(request)} is not documented`);
		return await reply.code(404).type('text/html; charset=utf-8').send('<h1>404 Not Found</h1>');
	});
}

function answer(request: FastifyRequest, name: string, method: Method, note: Note): unknown {
	const parameters = parametersOf(request, note);
	// The vendor's npm package posts it as it is; whether the server reads that is not documented (fact sheet 1).
	const isBareJson = name === 'addalotofsms' && !parameters.has('datajson') && isJson(request);
	if (isBareJson) parameters.set('datajson', rawBodyOf(request));
	try {
		return method(parameters, note);
	} catch (error) {
		if (error instanceof Refusal) return { error: 1, message: error.message };
		throw error;
	}
}

function unlessOutOfMemory(work: () => unknown): unknown {
	try {
		return work();
	} catch (error) {
		if (error instanceof OutOfMemory) return undefined;
		throw error;
	}
}

function isJson({ headers }: FastifyRequest): boolean {
	return /^application\/json *(;|$)/i.test(headers['content-type'] ?? '');
}
