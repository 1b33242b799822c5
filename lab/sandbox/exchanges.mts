import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from './clock.mts';
import type { RecordedRequest } from './requestLog.mts';

/** A request to a gateway with its response, and the messages that it left there. */
export interface Exchange {
	/** Counts all of them, from 1. */
	readonly number: number;
	readonly request: RecordedRequest;
	/** When it came, by the sandbox's clock. */
	readonly at: Date;
	/** With the vendor's ids, and the numbers as they are stored. */
	readonly messages: Array<{ id: string; number: string }>;
	/** As it was sent, spoilt or not; undefined while there is none. */
	answer?: { status: number; headers: Record<string, string>; body: string };
	/** Whether the response did not reach the client as a whole. */
	isLost: boolean;
	/** The magic number for which the gateway refused it, or left it out; undefined where it did not. */
	magicNumber?: string;
}

type OnStored = (exchange: Exchange, id: string, number: string) => void;

/** What is told while exchanges go on. */
interface ExchangeEvents {
	/** Called for each message that a request leaves at a gateway. */
	onStored: OnStored;
	/** Called when a response is made and its connection has ended, in this order or the other one. */
	onOver: (exchange: Exchange) => void;
}

const current = new AsyncLocalStorage<{ exchange: Exchange; onStored: OnStored }>();

/** Says that a gateway has stored a message; what does not come from a request, such as one for a test, is ignored. */
export function noteStored(id: string, number: string): void {
	const store = current.getStore();
	if (store === undefined) return;
	store.exchange.messages.push({ id, number });
	store.onStored(store.exchange, id, number);
}

/** Says that a gateway refuses what the request of now asks for because of a magic number. */
export function noteMagic(number: string): void {
	const exchange = current.getStore()?.exchange;
	if (exchange !== undefined) exchange.magicNumber ??= number;
}

/** Returns a function that runs others as if the request of now were still being handled. */
export function inThisExchange(): <T>(work: () => T) => T {
	return AsyncLocalStorage.snapshot();
}

/** Of how many messages the exchanges are kept: of the last ones. */
const MOST = 10_000;

/** Keeps the exchanges that left messages; the others, such as what a trigger reads every minute, are only told of. */
export interface ExchangeLog {
	/** The one that left this message; undefined for a message that came in another way, before a restart, or long ago. */
	of(vendor: string, id: string): Exchange | undefined;
	/** Records all requests to a scope. Comes after what spoils responses. */
	record(scope: FastifyInstance, requestOf: (request: FastifyRequest) => RecordedRequest): void;
}

/** Makes an empty log. */
export function createExchangeLog(clock: Clock, { onStored, onOver }: ExchangeEvents): ExchangeLog {
	let count = 0;
	const byMessage = new Map<string, Exchange>();
	const exchanges = new WeakMap<FastifyRequest, Exchange>();
	const closed = new WeakSet<Exchange>();

	function remember(exchange: Exchange, id: string, number: string): void {
		keepLast(byMessage, `${exchange.request.vendor}:${id}`, exchange);
		onStored(exchange, id, number);
	}

	return {
		of: (vendor, id) => byMessage.get(`${vendor}:${id}`),
		record(scope, requestOf) {
			scope.addHook('onRequest', async (request, reply) => {
				const exchange: Exchange = {
					number: ++count,
					request: requestOf(request),
					at: clock.now(),
					messages: [],
					isLost: false,
				};
				exchanges.set(request, exchange);
				reply.raw.once('close', () => {
					exchange.isLost = !reply.raw.writableFinished;
					closed.add(exchange);
					if (exchange.answer !== undefined) onOver(exchange);
				});
			});
			// With a callback, so that what comes after it runs inside.
			scope.addHook('preHandler', (request, _reply, done) => {
				const exchange = exchanges.get(request);
				if (exchange === undefined) return done();
				return current.run({ exchange, onStored: remember }, done);
			});
			scope.addHook('onSend', async (request, reply, payload: unknown) => {
				const exchange = exchanges.get(request);
				if (exchange !== undefined) {
					exchange.answer = {
						status: reply.statusCode,
						headers: textsOf(reply.getHeaders()),
						body: typeof payload === 'string' ? payload : '(sent in pieces)',
					};
					// Whoever asked may have given up while the gateway still worked on it.
					if (closed.has(exchange)) onOver(exchange);
				}
				return payload;
			});
		},
	};
}

/** Puts an entry into a map, and takes out the oldest one where there are too many. */
export function keepLast<K, V>(map: Map<K, V>, key: K, value: V): void {
	map.set(key, value);
	const [oldest] = map.keys();
	if (map.size > MOST && oldest !== undefined) map.delete(oldest);
}

function textsOf(headers: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
	);
}
