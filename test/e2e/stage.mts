import { after, before } from 'node:test';
import type { Generation, Installation } from '../../lab/n8n/installation.mts';
import type { Session } from '../../lab/n8n/session.mts';
import { prepareTestRig } from '../../lab/n8n/testRig.mts';
import type { Sandbox } from '../../lab/sandbox/sandbox.mts';
import { chosen } from './runner.mts';

/** Where everything is tried: a new n8n with the package in it, its owner logged in, and a sandbox. */
export interface Stage {
	readonly installation: Installation;
	readonly session: Session;
	readonly sandbox: Sandbox;
}

/**
 * Starts, for the cases of a suite, an n8n of a generation that has nothing but the package, and a sandbox; stops both
 * when they are over, however that came.
 *
 * @param purpose a word for the name of the folder with n8n's data
 * @returns gives the stage; only a hook or a case may ask for it
 */
export function stageForCases(purpose: string, generation: Generation): () => Stage {
	const atTheEnd = new AsyncDisposableStack();
	let stage: Stage | undefined;
	before(async () => {
		const { signal } = chosen();
		signal.throwIfAborted();
		const rig = atTheEnd.use(await prepareTestRig(purpose, generation, signal));
		const session = atTheEnd.use(await rig.start(signal));
		stage = { installation: rig.installation, session, sandbox: rig.sandbox };
	});
	after(() => atTheEnd.disposeAsync());
	return () => {
		if (stage === undefined) throw new Error('n8n is started before the cases, not before that.');
		return stage;
	};
}
