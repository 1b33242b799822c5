import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The path of a request, without its query. */
export function pathOf(request: FastifyRequest): string {
	return request.url.split('?', 1)[0] ?? '';
}

/** The query of a request as it was sent, still encoded and without the question mark; '' when it has none. */
export function rawQueryOf(request: FastifyRequest): string {
	return request.url.slice(pathOf(request).length + 1);
}

/** The parameters of a query, decoded; of a name that comes twice, the last. */
export function queryOf(request: FastifyRequest): Record<string, string> {
	return Object.fromEntries(new URLSearchParams(rawQueryOf(request)));
}

const forms = new WeakMap<FastifyRequest, Array<[string, string]>>();

/**
 * Lets the routes of this scope take a body of any content type, unparsed, so that a request is recorded as it came
 * and each vendor decides what it refuses. Read it with {@link rawBodyOf}, or with {@link formEntriesOf}.
 */
export function acceptRawBodies(scope: FastifyInstance): void {
	scope.removeAllContentTypeParsers();
	scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
		done(null, body);
	});
	scope.addHook('preValidation', async (request) => {
		forms.set(request, await parseForm(request));
	});
}

/** PHP, too, has no fields where a multipart body is broken. */
async function parseForm(request: FastifyRequest): Promise<Array<[string, string]>> {
	if (isForm(request)) return [...new URLSearchParams(rawBodyOf(request))];
	if (!isMultipart(request) || !Buffer.isBuffer(request.body)) return [];
	const headers = { 'content-type': request.headers['content-type'] ?? '' };
	try {
		const form = await new Response(request.body, { headers }).formData();
		return [...form].flatMap(
			([name, value]): Array<[string, string]> =>
				typeof value === 'string' ? [[name, value]] : [],
		);
	} catch {
		return [];
	}
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

/** Whether the body is said to be a multipart form, as PHP's cURL sends an array. */
export function isMultipart(request: FastifyRequest): boolean {
	return /^multipart\/form-data *;/i.test(request.headers['content-type'] ?? '');
}

/** The fields of an urlencoded or multipart form in their order, decoded; none for other bodies. */
export function formEntriesOf(request: FastifyRequest): ReadonlyArray<[string, string]> {
	return forms.get(request) ?? [];
}

/** The fields of a form, decoded; of a name that comes twice, the last. Empty for other bodies. */
export function formOf(request: FastifyRequest): Record<string, string> {
	return Object.fromEntries(formEntriesOf(request));
}
