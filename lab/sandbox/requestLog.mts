import type { FastifyInstance, FastifyRequest } from 'fastify';
import { formOf, pathOf, queryOf, rawBodyOf } from './http.mts';
import { undocumentedIn } from './undocumented.mts';

/** One request as it reached a gateway, answered well, badly or not at all. */
export interface RecordedRequest {
	/** The vendor's name, such as `smsGateway24`. */
	readonly vendor: string;
	/** HTTP method in capitals. */
	readonly method: string;
	/** Path without the query. */
	readonly path: string;
	/** Path and query as sent, so that a test can assert that no secret is in it. */
	readonly url: string;
	/** Parameters of the query, decoded; of a name that comes twice, the last. */
	readonly query: Record<string, string>;
	/** Headers with lower-case names. */
	readonly headers: Record<string, string>;
	/** Fields of an urlencoded or multipart form, decoded; of a name that comes twice, the last. Empty for other bodies. */
	readonly form: Record<string, string>;
	readonly rawBody: string;
	/** What is in it that no vendor document shows, in sentences. */
	readonly undocumented: readonly string[];
	/** This machine's time, not the sandbox's clock, so that a test can measure waits between requests. */
	readonly receivedAt: Date;
}

export interface RequestLog {
	/** The requests since the start or the last `clear()`, oldest first: all, or as many of the last ones as are kept. */
	readonly all: readonly RecordedRequest[];
	/** Requests that have arrived and whose answer has not ended yet. */
	readonly inFlight: number;
	/** The highest `inFlight` since the start or the last `clear()`. */
	readonly mostInFlight: number;
	/** What is in the requests that no document shows, each with method and path before it. */
	readonly undocumented: readonly string[];
	/** Forgets the requests, and starts `mostInFlight` again. */
	clear(): void;
	/** The requests whose path ends with this text, oldest first. */
	to(pathSuffix: string): RecordedRequest[];
}

/** The log as the server sees it. */
export interface RequestRecorder extends RequestLog {
	/** Records every request to this scope under the vendor's name, also those that it refuses. */
	record(scope: FastifyInstance, vendor: string): void;
	/** What was recorded of a request. @throws Error for one that is not from a recorded scope */
	entryOf(request: FastifyRequest): RecordedRequest;
}

/**
 * Makes an empty log that tells of each request, when it is over, that holds what no document shows.
 *
 * @param most how many requests are kept
 */
export function createRequestLog(
	onUndocumented: (request: RecordedRequest) => void = () => undefined,
	most = Infinity,
): RequestRecorder {
	let all: RecordedRequest[] = [];
	const entries = new WeakMap<
		FastifyRequest,
		RecordedRequest & { form: Record<string, string>; rawBody: string }
	>();
	let inFlight = 0;
	let mostInFlight = 0;

	return {
		get all() {
			return all;
		},
		get inFlight() {
			return inFlight;
		},
		get mostInFlight() {
			return mostInFlight;
		},
		get undocumented() {
			return all.flatMap(({ method, path, undocumented }) =>
				undocumented.map((what) => `${method} ${path}: ${what}`),
			);
		},
		clear() {
			all = [];
			mostInFlight = inFlight;
		},
		entryOf(request) {
			const entry = entries.get(request);
			if (entry === undefined) throw new Error('This request was not recorded');
			return entry;
		},
		to: (pathSuffix) => all.filter(({ path }) => path.endsWith(pathSuffix)),
		record(scope, vendor) {
			scope.addHook('onRequest', async (request, reply) => {
				inFlight += 1;
				mostInFlight = Math.max(mostInFlight, inFlight);
				// `close` comes once for an answer that ended and for a connection that broke.
				reply.raw.once('close', () => {
					inFlight -= 1;
					if (entry.undocumented.length > 0) onUndocumented(entry);
				});
				const entry = {
					vendor,
					method: request.method,
					path: pathOf(request),
					url: request.url,
					query: queryOf(request),
					headers: headersOf(request),
					form: {},
					rawBody: '',
					undocumented: undocumentedIn(request),
					receivedAt: new Date(),
				};
				all.push(entry);
				if (all.length > most) all.shift();
				entries.set(request, entry);
			});

			scope.addHook('preValidation', async (request) => {
				const entry = entries.get(request);
				if (entry === undefined) return;
				entry.rawBody = rawBodyOf(request);
				entry.form = formOf(request);
			});
		},
	};
}

function headersOf(request: FastifyRequest): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) {
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
	}
	return headers;
}
