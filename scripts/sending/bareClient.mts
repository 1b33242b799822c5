import { join } from 'node:path';
import { startChild } from '../../test/bench/child.mts';
import type { BenchMessage } from '../../test/bench/singleSms.mts';
import type { CredentialData } from '../n8n/restClient.mts';
import type { GatewayName } from '../sandboxCredentials.mts';

/** Which messages a bare client is to send. */
export interface BareTask {
	gateway: GatewayName;
	/** The data of the credential. */
	credential: CredentialData['data'];
	messages: readonly Pick<BenchMessage, 'phone' | 'text'>[];
}

/** A bare HTTP client in a process of its own: what the requests cost when nothing is done besides. */
export interface BareClient {
	/** Sends the messages and returns how many milliseconds that took. */
	send(task: BareTask): Promise<number>;
	close(): Promise<void>;
}

export function startBareClient(): BareClient {
	const { ask, close } = startChild(join(import.meta.dirname, 'bareClientProcess.mts'));
	return { send: async (task) => Number(await ask(task)), close };
}
