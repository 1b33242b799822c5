import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The path of a request, without its query. */
export function pathOf(request: FastifyRequest): string {
	return request.url.split('?', 1)[0] ?? '';
}

/** The query of a request as it was sent, still encoded and without the question mark; '' when it has none. */
export function rawQueryOf(request: FastifyRequest): string {
	return request.url.slice(pathOf(request).length + 1);
}

/**
 * Lets the routes of this scope take a body of any content type, unparsed, so that a request is recorded as it came
 * and each vendor decides what it refuses. Read it with {@link rawBodyOf}.
 */
export function acceptRawBodies(scope: FastifyInstance): void {
	scope.removeAllContentTypeParsers();
	scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
		done(null, body);
	});
}

/** The body of a request as text; '' when it has none. */
export function rawBodyOf(request: FastifyRequest): string {
	return Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
}

/** Whether the request says that a body follows, which fastify does not read on GET. */
export function announcesBody(request: FastifyRequest): boolean {
	const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
	return encoding !== undefined || (length !== undefined && length !== '0');
}

/** Whether the body is said to be an urlencoded form, in UTF-8 or in no named charset. */
export function isForm(request: FastifyRequest): boolean {
	return /^application\/x-www-form-urlencoded *(; *charset="?utf-8"? *)?$/i.test(
		request.headers['content-type'] ?? '',
	);
}

/** The fields of an urlencoded form, decoded; of a name that comes twice, the last. Empty for other bodies. */
export function formOf(request: FastifyRequest): Record<string, string> {
	return isForm(request) ? Object.fromEntries(new URLSearchParams(rawBodyOf(request))) : {};
}
