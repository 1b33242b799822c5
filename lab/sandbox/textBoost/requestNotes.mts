import type { FastifyRequest } from 'fastify';
import { rawBodyOf } from '../http.mts';
import { noteUndocumented } from '../undocumented.mts';
import { jsonIn, queryOf } from './input.mts';
import type { Found } from './routing.mts';

/** Notes what in a request no document shows. */
export function noteRequest(request: FastifyRequest, { prefix, route }: Found): void {
	const note = (what: string) => noteUndocumented(request, what);
	const { accept, 'content-type': type } = request.headers;
	if (accept !== 'application/json') note(`The header Accept ${accept ?? ''} is not documented`);
	const known = new Set([...route.parameters, ...(prefix === 'http' ? ['api_token'] : [])]);
	const inQuery = new Set(request.method === 'GET' ? known : ['page', 'api_token']);
	for (const name of queryOf(request).keys()) {
		if (!known.has(name)) note(`Parameter ${name} is not documented`);
		else if (!inQuery.has(name)) note(`Parameter ${name} is not documented in a query`);
	}
	if (rawBodyOf(request) === '') return;
	if (!/^application\/json *(?:; *charset=utf-8)?$/i.test(type ?? '')) {
		note(`A body of the type ${type ?? ''} is not documented`);
	}
	const json = jsonIn(request);
	if (json === undefined) note('A body that is not a JSON object is not documented');
	for (const [name] of json ?? []) {
		if (!known.has(name)) note(`Parameter ${name} is not documented`);
	}
}
