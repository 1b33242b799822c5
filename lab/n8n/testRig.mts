import { startSandbox, type Sandbox } from '../sandbox/sandbox.mts';
import { ensureInstalled, type Generation, type Installation } from './installation.mts';
import { installPackage } from './packageFolder.mts';
import { say } from './say.mts';
import { startSession, type Session } from './session.mts';
import { claimEmptyUserFolder } from './userFolder.mts';
import { shortPath } from './workshop.mts';

/** An n8n that has nothing but the package, and a sandbox that runs. Disposing of it ends the sandbox. */
export interface TestRig extends AsyncDisposable {
	readonly installation: Installation;
	readonly sandbox: Sandbox;
	/** Where n8n keeps its data. */
	readonly userFolder: string;
	/**
	 * Starts n8n, on the data that it left when it was stopped.
	 *
	 * @param signal stops the start, and ends what waits for n8n
	 * @param settings environment variables of n8n beside those that all of ours have
	 * @param wantedPort where n8n listens when that is free; default: n8n's own
	 */
	start(signal: AbortSignal, settings?: NodeJS.ProcessEnv, wantedPort?: number): Promise<Session>;
}

/**
 * Prepares an n8n of a generation, and starts a sandbox.
 *
 * @param purpose a word for the name of the folder with n8n's data
 * @param signal stops the preparation
 * @throws Failure when something is missing; the signal's reason when the signal comes
 */
export async function prepareTestRig(
	purpose: string,
	generation: Generation,
	signal: AbortSignal,
): Promise<TestRig> {
	await using onFailure = new AsyncDisposableStack();
	const { path, lock } = await claimEmptyUserFolder(purpose, generation);
	onFailure.use(lock);
	const contents = await installPackage(path, say, signal);
	const installation = await ensureInstalled(say, signal, generation);
	const sandbox = await startSandbox();
	onFailure.defer(() => sandbox.close());
	const atTheEnd = onFailure.move();
	return {
		installation,
		sandbox,
		userFolder: path,
		async start(sessionSignal, settings, wantedPort) {
			say(`Starting n8n ${installation.version} with ${contents}, data in ${shortPath(path)} …`);
			return await startSession(installation, path, sessionSignal, settings, wantedPort);
		},
		[Symbol.asyncDispose]: () => atTheEnd.disposeAsync(),
	};
}
