import type { FastifyRequest } from 'fastify';

const notes = new WeakMap<FastifyRequest, string[]>();

/** What was noted of a request so far, in sentences. The list grows while the request is handled. */
export function undocumentedIn(request: FastifyRequest): readonly string[] {
	return listOf(request);
}

/**
 * Notes that a request holds what no vendor document shows. The answer stays the vendor's own: what the vendor
 * takes is taken.
 *
 * @param what a sentence without a full stop, such as "Parameter foo is not documented"
 */
export function noteUndocumented(request: FastifyRequest, what: string): void {
	listOf(request).push(what);
}

function listOf(request: FastifyRequest): string[] {
	const list = notes.get(request) ?? [];
	notes.set(request, list);
	return list;
}
