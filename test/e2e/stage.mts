import type { Generation, Installation } from '../../lab/n8n/installation.mts';
import type { Session } from '../../lab/n8n/session.mts';
import { prepareTestRig } from '../../lab/n8n/testRig.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';

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
	await using rig = await prepareTestRig('e2e', generation, signal);
	await using session = await rig.start();
	await play({ installation: rig.installation, session, sandbox: rig.sandbox });
}
