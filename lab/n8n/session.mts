import type { Installation } from './installation.mts';
import { startInstance, type Instance } from './instance.mts';
import type { SystemUser } from './runningScript.mts';
import { ownerOf, type Owner } from './owner.mts';
import { RestClient } from './restClient.mts';

/** A running n8n with its owner logged in. Disposing of it stops n8n. */
export interface Session extends AsyncDisposable {
	/** Where n8n listens: `http://127.0.0.1:5678`. */
	readonly origin: string;
	/** Of n8n's process. */
	readonly pid: number;
	/** Of n8n. */
	readonly version: string;
	/** The file that it logs to. */
	readonly logFile: string;
	/** Where n8n keeps its data. */
	readonly userFolder: string;
	readonly owner: Owner;
	readonly rest: RestClient;
	/** Comes when n8n ends by itself, and when the signal comes that the session was started with. */
	readonly signal: AbortSignal;
	/** Ends n8n as a crash does. */
	kill(): Promise<void>;
}

/**
 * Starts n8n on a user folder, as `startInstance` does, and logs in.
 *
 * @throws Failure when n8n does not start or refuses; the signal's reason when the signal comes.
 *   Nothing is left running then.
 */
export async function startSession(
	installation: Installation,
	userFolder: string,
	signal: AbortSignal,
	settings?: NodeJS.ProcessEnv,
	wantedPort?: number,
	user?: SystemUser,
): Promise<Session> {
	const options = { settings, wantedPort, ...(user !== undefined && { user }) };
	const instance = await startInstance(installation, userFolder, signal, options);
	try {
		return await logIn(instance, installation, userFolder, signal);
	} catch (error) {
		await instance.stop();
		throw error;
	}
}

async function logIn(
	instance: Instance,
	installation: Installation,
	userFolder: string,
	signal: AbortSignal,
): Promise<Session> {
	const either = AbortSignal.any([signal, instance.died]);
	const owner = await ownerOf(userFolder);
	const rest = new RestClient(instance, installation, either);
	await rest.logIn(owner);
	return {
		origin: instance.origin,
		pid: instance.pid,
		logFile: instance.logFile,
		version: installation.version,
		userFolder,
		owner,
		rest,
		signal: either,
		kill: () => instance.kill(),
		[Symbol.asyncDispose]: () => instance.stop(),
	};
}
