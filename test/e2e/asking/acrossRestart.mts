import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checksWaitingOnes } from '../../../lab/n8n/differences.mts';
import { say } from '../../../lab/n8n/say.mts';
import type { Session } from '../../../lab/n8n/session.mts';
import type { TestRig } from '../../../lab/n8n/testRig.mts';
import { waitFor } from '../../../lab/n8n/waitFor.mts';

/** Something that is begun in one n8n and must go on in the next one. */
export interface AcrossRestart {
	before(session: Session): Promise<void>;
	/** @returns what was seen, a phrase; @throws AssertionError or Failure where it does not hold */
	after(session: Session): Promise<string>;
}

/**
 * Begins all, restarts n8n, and goes on with all at the same time.
 *
 * @returns what was seen, a phrase
 */
export async function acrossRestart(
	all: readonly AcrossRestart[],
	rig: TestRig,
	signal: AbortSignal,
): Promise<string> {
	const { version, generation } = rig.installation;
	let port: number;
	{
		await using session = await rig.start(signal);
		port = Number(new URL(session.origin).port);
		for (const one of all) await one.before(session);
		say(`n8n ${version}: all questions are open. Restarting …`);
	}
	signal.throwIfAborted();
	// The signature of a link is for its host and port too.
	await using session = await rig.start(signal, {}, port);
	if (checksWaitingOnes(generation)) await waitForCheck(session);
	const seen = await Promise.all(all.map(async (one) => await one.after(session)));
	return seen.join('; ');
}

/** Waits until n8n has said in its log that it is through. */
async function waitForCheck({ userFolder, signal }: Session): Promise<void> {
	await waitFor('n8n to check what waits', 120, signal, async () => {
		const log = await readFile(join(userFolder, 'n8n.log'), 'utf8');
		return log.includes('Editor is now accessible via') ? true : undefined;
	});
}

/** As people answer. */
export function inAnyOrder<T>(all: readonly T[]): T[] {
	return all
		.map((one) => ({ one, place: Math.random() }))
		.sort((a, b) => a.place - b.place)
		.map(({ one }) => one);
}
