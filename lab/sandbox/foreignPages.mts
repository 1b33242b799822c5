import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Names of this machine; others in the header Host come from a page whose name somebody points to this machine. */
const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]', 'host.docker.internal'];

/**
 * Refuses, with HTTP 403, what the page of another site makes a browser send: a browser says so in `Sec-Fetch-Site`
 * and `Origin`. A link to the page may be followed from anywhere, and what is no browser says neither.
 */
export function refuseForeignPages(app: FastifyInstance): void {
	app.addHook('onRequest', async (request, reply) => {
		const reason = foreignReason(request);
		if (reason === undefined) return undefined;
		return reply.code(403).send({ message: `Refused: ${reason}` });
	});
}

function foreignReason(request: FastifyRequest): string | undefined {
	const { host = '', origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
	if (!OWN_NAMES.includes(host.replace(/:\d+$/, ''))) return 'the Host is not this machine';
	if (request.method === 'GET' && request.url === '/' && mode === 'navigate') return undefined;
	if (site !== undefined && site !== 'same-origin' && site !== 'none') {
		return 'it comes from the page of another site';
	}
	if (origin !== undefined && origin !== `http://${host}`) {
		return 'it comes from the page of another origin';
	}
	return undefined;
}
