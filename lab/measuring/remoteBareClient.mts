import { join } from 'node:path';
import type { Credential, GatewayName } from '../gateways/gateway.mts';
import type { Sms } from '../gateways/items.mts';
import { startChild } from './child.mts';

/** Which messages a bare client is to send. */
export interface BareTask {
	gateway: GatewayName;
	/** The data of the credential. */
	credential: Credential['data'];
	messages: readonly Sms[];
}

/** A bare HTTP client in a process of its own: what the requests cost when nothing is done besides. */
export interface RemoteBareClient {
	/** Sends the messages and returns how many milliseconds that took. */
	send(task: BareTask): Promise<number>;
	close(): Promise<void>;
}

export function startRemoteBareClient(): RemoteBareClient {
	const { ask, close } = startChild(join(import.meta.dirname, 'bareClientProcess.mts'));
	return { send: async (task) => Number(await ask(task)), close };
}
