import type { Generation } from '../../../lab/n8n/installation.mts';
import { say } from '../../../lab/n8n/say.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import type { TestRig } from '../../../lab/n8n/testRig.mts';

/** Something that is begun in one n8n and must go on in the next one. */
export interface AcrossRestart {
	before(session: Session): Promise<void>;
	/** @returns what was seen, a phrase; @throws AssertionError or Failure where it does not hold */
	after(session: Session, generation: Generation): Promise<string>;
}

/**
 * Begins all, restarts n8n, and goes on with all at the same time.
 *
 * @returns what was seen, a phrase
 */
export async function acrossRestart(
	all: readonly AcrossRestart[],
	{ installation: { version, generation }, start }: TestRig,
	signal: AbortSignal,
): Promise<string> {
	let port = '';
	{
		await using session = await start(signal);
		({ port } = new URL(session.origin));
		for (const one of all) await one.before(session);
		say(`n8n ${version}: all questions are open. Restarting …`);
	}
	signal.throwIfAborted();
	// The signature of a link is for its host and port too.
	await using session = await start(signal, { N8N_PORT: port });
	const seen = await Promise.all(all.map(async (one) => await one.after(session, generation)));
	return seen.join('; ');
}

/** As people answer. */
export function inAnyOrder<T>(all: readonly T[]): T[] {
	return all
		.map((one) => ({ one, place: Math.random() }))
		.sort((a, b) => a.place - b.place)
		.map(({ one }) => one);
}
