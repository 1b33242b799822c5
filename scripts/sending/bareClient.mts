import { join } from 'node:path';
import { startChild } from '../../test/bench/child.mts';

/** A POST, with nothing left to work out. */
export interface BareRequest {
	url: string;
	headers: Record<string, string>;
	body: string;
}

/** What a bare client is to send, and how many at once. */
export interface BareTask {
	requests: readonly BareRequest[];
	inFlight: number;
}

/** Node's own HTTP client in a process of its own: what the requests cost when nothing is done besides. */
export interface BareClient {
	/** Sends the requests and returns how many milliseconds that took. @throws Error when one is not answered 200 */
	send(task: BareTask): Promise<number>;
	close(): Promise<void>;
}

export function startBareClient(): BareClient {
	const { ask, close } = startChild(join(import.meta.dirname, 'bareClientProcess.mts'));
	return { send: async (task) => Number(await ask(task)), close };
}
