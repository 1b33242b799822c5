import { join } from 'node:path';
import type { Credential, GatewayName } from '../gateways/gateway.mts';
import { startChild } from './child.mts';

/** What reached the gateways since the start, or since it was last asked. */
export interface Counts {
	requests: number;
	/** Those of them that send. */
	sendRequests: number;
	/** How many SMS these asked for. */
	sends: number;
	/** How many SMS the gateways have accepted. */
	accepted: number;
	mostInFlight: number;
	/** The most that reached one account within a second. */
	mostInASecond: number;
	/** In both directions, with all headers. */
	bytes: number;
}

/** The sandbox in a process of its own, so that its work is not counted as that of who sends. */
export interface RemoteSandbox {
	/** Credentials, with base URLs, that are good there. */
	readonly credentials: Record<GatewayName, Credential>;
	/** Lets every answer come so much later, from the next request on. */
	setLatency(ms: number): Promise<void>;
	/** Lets happen what each gateway's trigger waits for, this many times. */
	happen(count: number): Promise<void>;
	/** Returns the counts, forgets the requests and starts to count again. */
	takeCounts(): Promise<Counts>;
	close(): Promise<void>;
}

/** What the process is asked; it gives one answer to each. */
export type Question = { latencyMs: number } | { happen: number } | 'counts' | 'credentials';

/**
 * Starts the sandbox in another process. That ends by itself when this one is gone.
 *
 * @throws Error when it ends before it was closed, also from the methods
 */
export async function startRemoteSandbox(): Promise<RemoteSandbox> {
	const { ask, close } = startChild(join(import.meta.dirname, 'sandboxProcess.mts'));
	// The answers are what sandboxProcess.mts sends.
	return {
		credentials: (await ask('credentials')) as RemoteSandbox['credentials'],
		setLatency: async (latencyMs) => void (await ask({ latencyMs })),
		happen: async (count) => void (await ask({ happen: count })),
		takeCounts: async () => (await ask('counts')) as Counts,
		close,
	};
}
