import {
	ensureInstalled,
	type Generation,
	type Installation,
} from '../../scripts/n8n/installation.mts';
import { installPackage } from '../../scripts/n8n/packageFolder.mts';
import { say } from '../../scripts/n8n/say.mts';
import { startSession, type Session } from '../../scripts/n8n/session.mts';
import { claimEmptyUserFolder } from '../../scripts/n8n/userFolder.mts';
import { shortPath } from '../../scripts/n8n/workshop.mts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.mts';

/** Where everything is tried: a new n8n with the package in it, its owner logged in, and a sandbox. */
export interface Stage {
	readonly installation: Installation;
	readonly session: Session;
	readonly sandbox: Sandbox;
}

/**
 * Starts an n8n of a generation that has nothing but the package, and a sandbox; stops both when `play`
 * has ended.
 *
 * @throws Failure when something does not start; the signal's reason when the signal comes
 */
export async function onStage(
	generation: Generation,
	signal: AbortSignal,
	play: (stage: Stage) => Promise<void>,
): Promise<void> {
	await using atTheEnd = new AsyncDisposableStack();
	const userFolder = await claimEmptyUserFolder('e2e', generation);
	atTheEnd.use(userFolder.lock);
	const contents = await installPackage(userFolder.path, say, signal);
	const installation = await ensureInstalled(say, signal, generation);
	const sandbox = await startSandbox();
	atTheEnd.defer(() => sandbox.close());
	const data = shortPath(userFolder.path);
	say(`Starting n8n ${installation.version} with ${contents}, data in ${data} …`);
	const session = atTheEnd.use(await startSession(installation, userFolder.path, signal));
	await play({ installation, session, sandbox });
}
