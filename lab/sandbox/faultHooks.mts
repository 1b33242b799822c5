import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FaultMoment, FaultQueue, SpoilingFault, TakenFaults } from './faults.mts';
import { formOf, pathOf, queryOf, rawBodyOf } from './http.mts';

/** What is cut or dripped when a request was not processed and so has no response. */
const MADE_UP_ANSWER = JSON.stringify({ message: 'This request was not processed' });

/** The shortest time between two writes of a slow answer, in milliseconds. */
const DRIP_INTERVAL_MS = 50;

/** How often it is looked whether a held answer may go, in milliseconds. */
const HOLD_INTERVAL_MS = 2;

/**
 * Makes all routes of this scope misbehave as the list of faults says.
 *
 * A client that gives up while a request waits does not stop the request: a gateway does not notice either, and
 * stores the SMS even so. When `closing` aborts, what still waits is given up.
 */
export function installFaults(
	scope: FastifyInstance,
	faults: Pick<FaultQueue, 'take'>,
	closing: AbortSignal,
): void {
	const unprocessed = new WeakMap<FastifyRequest, SpoilingFault>();

	function take(request: FastifyRequest, when: FaultMoment): TakenFaults {
		const content = {
			path: pathOf(request),
			query: queryOf(request),
			form: formOf(request),
			rawBody: rawBodyOf(request),
		};
		return faults.take(content, when);
	}

	async function wait(ms: number): Promise<void> {
		if (ms > 0) await sleep(ms, undefined, { ref: false, signal: closing });
	}

	async function delay({ latencyMs, until }: TakenFaults): Promise<void> {
		await wait(latencyMs);
		while (!until.every((isSo) => isSo())) await wait(HOLD_INTERVAL_MS);
	}

	async function* drip(body: Buffer, bytesPerSecond: number): AsyncGenerator<Buffer> {
		const intervalMs = Math.max(DRIP_INTERVAL_MS, 1000 / bytesPerSecond);
		const size = Math.round((bytesPerSecond * intervalMs) / 1000);
		for (let start = 0; start < body.length; start += size) {
			await wait(intervalMs);
			yield body.subarray(start, start + size);
		}
	}

	async function* cutOff(body: Buffer, request: FastifyRequest): AsyncGenerator<Buffer> {
		yield body.subarray(0, Math.ceil(body.length / 2));
		// Destroying the socket at once would also destroy what was written and not sent yet.
		await wait(10);
		request.raw.socket.destroy();
	}

	function spoil(
		fault: SpoilingFault,
		request: FastifyRequest,
		reply: FastifyReply,
		answer: string,
	): string | Readable {
		const bytes = Buffer.from(answer);
		switch (fault.kind) {
			case 'answer':
				reply
					.code(fault.status)
					.type('text/html; charset=utf-8')
					.headers(fault.headers ?? {});
				return fault.body;
			case 'tooManyRequests':
				reply.code(429).type('text/plain; charset=utf-8');
				if (fault.retryAfter !== undefined) reply.header('retry-after', fault.retryAfter);
				return 'Too Many Requests';
			case 'cutJson':
				return answer.slice(0, Math.floor(answer.length / 2));
			case 'slowDrip':
				reply.header('content-length', bytes.length);
				return Readable.from(drip(bytes, fault.bytesPerSecond));
			case 'cutConnection':
				reply.header('content-length', bytes.length);
				return Readable.from(cutOff(bytes, request));
			case 'drop':
				request.raw.socket.destroy();
				return answer;
		}
	}

	scope.addHook('preHandler', async (request, reply) => {
		const taken = take(request, 'before');
		await delay(taken);
		const { fault } = taken;
		if (fault === undefined) return undefined;
		unprocessed.set(request, fault);
		return reply.type('application/json').send(MADE_UP_ANSWER);
	});

	scope.addHook('onSend', async (request, reply, payload: unknown) => {
		const answer = typeof payload === 'string' ? payload : '';
		const early = unprocessed.get(request);
		if (early !== undefined) return spoil(early, request, reply, answer);
		const taken = take(request, 'after');
		await delay(taken);
		const { fault } = taken;
		return fault === undefined ? payload : spoil(fault, request, reply, answer);
	});
}
